"""Which lines of a page may be its headline, and what of such a line is the title?

>>> cut(without_full_stop(without_date("Сошёл вагон с углем 06.01.12 08:49")))
'Сошёл вагон с углем'
"""

import re

from indexer.cleaning.characters import one_line
from indexer.cleaning.page import Found, Line, Page
from indexer.text.abbreviations import keeps_dot
from indexer.text.dates import find_dates, find_short_date

LONGEST = 200
ECHOED = 1 / 7  # share of the words of a headline that its text says again
_STEM = re.compile(r"[^\W\d_]{4,}")
_SEPARATORS = ("", *"-–—|:/·•.»«")
_SITE = re.compile(
    r"(?:официальн\w+ (?:интернет-)?(?:сайт|портал|ресурс)|сетевое издание"
    r"|информационн\w+ (?:агентство|портал|сайт|ресурс)"
    r"|(?:общественно-политическ|ежедневн|областн|республиканск|районн|городск)\w+ (?:газета|издание))\b.{0,80}",
    re.IGNORECASE,
)
CREDIT = re.compile(r"\bфото\s?[:©]", re.IGNORECASE)  # «Открытие цеха. Фото: пресс-служба»


def headlines(page: Page) -> list[int]:
    """The lines above the first paragraph that may be headlines; the very first line may be longer."""
    lines = page.lines[: page.lead]
    if lines and len(lines) == len(page.lines):  # no paragraph at all: only the top can be a headline, if text follows
        lines = lines[: min(1, len(page.lines) - 1)]
    numbers = [number for number, line in enumerate(lines) if is_headline(line)]
    if not numbers and len(page.lines) > 1 and _is_long_headline(page.lines[0], page.lines[1]):
        return [0]
    return numbers


def found_at(page: Page, number: int) -> Found:
    """A line as the title."""
    return Found(cut(without_full_stop(one_line(page.lines[number].text))), (number,))


def echo(page: Page, number: int) -> float:
    """Which share of the words of a line the text below says again, 0 to 1."""
    stems = stems_of(page.lines[number].text)
    return len(stems & stems_of(" ".join(line.text for line in page.lines[page.lead :][:12]))) / max(1, len(stems))


def is_headline(line: Line) -> bool:
    """Whether it is short, begins with a letter, announces no list and names no day, site or photographer."""
    text = line.text
    return (
        len(text) <= LONGEST
        and len(text.split()) > 1
        and not text.endswith((":", ";", ","))
        and any(map(str.isalpha, text[:3]))
        and not line.is_date
        and not _SITE.fullmatch(text)
        and not CREDIT.search(text)
    )


def is_full(line: Line) -> bool:
    """Whether it is longer than the name of a column: «Новости региона» is not."""
    return len(line.text) >= 25 or len(line.text.split()) > 3


def is_part(text: str, outer: str) -> bool:
    """Whether the text is the whole of the outer one, or its beginning or end beside a separator."""
    before, found, after = outer.partition(text)
    if not found or len(outer) > 2 * LONGEST:
        return False
    return before.rstrip()[-1:] in _SEPARATORS and after.lstrip()[:1] in _SEPARATORS


def _is_long_headline(line: Line, below: Line) -> bool:
    """«Кластеры растут. Кто следующий» over a blank line: two sentences, but no full stop at the end."""
    if CREDIT.search(line.text):
        return False
    return below.gap and len(line.text) <= LONGEST and not line.text.endswith((".", ":", ";"))


def stems_of(text: str) -> set[str]:
    """The first letters of its words that are no small ones, to be compared in any form."""
    return {word[:5].lower() for word in _STEM.findall(text)}


def without_date(title: str) -> str:
    """«Сошёл вагон с углем 06.01.12 08:49» -> «Сошёл вагон с углем»."""
    for found in (*find_dates(title)[-1:], find_short_date(title)):
        if found and found.day and found.stop == len(title) and len(title[: found.start].split()) > 2:
            return title[: found.start].rstrip(" ,|/([—–-")
    return title


def without_full_stop(sentence: str) -> str:
    """«Кластер создан.» loses its dot; «в 2012-2014 гг.» and «и так далее…» keep theirs."""
    if not sentence.endswith(".") or sentence.endswith("..") or keeps_dot(sentence[-24:-1]):
        return sentence
    return sentence[:-1].rstrip()


def cut(title: str) -> str:
    """At most LONGEST characters, ended at a word."""
    if len(title) <= LONGEST:
        return title
    words = title[: LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:.—–-(«")
    return (words or title[: LONGEST - 1]) + "…"
