"""What is the news called? The line «Стыкуемся кластерами» over the text, or the first sentence where there is none."""

import bisect
import re
from collections.abc import Sequence

from indexer.cleaning.boilerplate import menu
from indexer.cleaning.characters import one_line
from indexer.cleaning.page import Found, Line, Page, Rule
from indexer.text.abbreviations import keeps_dot
from indexer.text.dates import find_dates, find_short_date
from indexer.text.sentences import sentences

LONGEST = 200
SHORTEST = 15  # characters of a headline that may be told by its repetition
ECHOED = 1 / 7  # share of the words of a headline that its text says again
MENU = 10  # lines on end that are no article
ENOUGH = 600  # characters in which a first sentence must be found
_STEM = re.compile(r"[^\W\d_]{4,}")
_SEPARATORS = ("", *"-–—|:/·•.»«")
# Between a headline and the name of a site, the surest first: a dash may stand within the headline.
_BETWEEN = tuple(map(re.compile, (r"\s*(?:\||::+|//|»|•|·|→|\s/)\s+", r"\s[-–—]\s", r":\s")))
_SITE = re.compile(
    r"(?:официальн\w+ (?:интернет-)?(?:сайт|портал|ресурс)|сетевое издание"
    r"|информационн\w+ (?:агентство|портал|сайт|ресурс)"
    r"|(?:общественно-политическ|ежедневн|областн|республиканск|районн|городск)\w+ (?:газета|издание))\b.{0,80}",
    re.IGNORECASE,
)
_FILE = re.compile(r"(?:microsoft\s\w+\s-\s)?.{1,80}\.(?:pdf|docx?|rtf|txt|html?)", re.IGNORECASE)
_CREDIT = re.compile(r"\bфото\s?[:©]", re.IGNORECASE)  # «Открытие цеха. Фото: пресс-служба»


def hint(page: Page) -> Found | None:
    """What the carrier calls it: the title beside the text."""
    title = one_line(page.hints.title or "")
    if not title:
        return None
    same = [number for number, line in enumerate(page.lines[:12]) if line.text == title]
    return Found(title, tuple(same[:1]))


def heading(page: Page) -> Found | None:
    """The headline that a web page shows, less a date behind it: «Сошёл вагон с углем 06.01.12 08:49»."""
    return _told(page, "heading")


def json_ld(page: Page) -> Found | None:
    """What the page tells search engines: `"headline": "Открыт цех"`."""
    return _told(page, "json_ld")


def meta(page: Page) -> Found | None:
    """What the page tells other sites: `<meta property="og:title">`, less the name of the site."""
    return _told(page, "meta")


def window_title(page: Page) -> Found | None:
    """The title of the window, less the name of the site: «Открыт цех — Новости Ижевска»."""
    return _told(page, "window_title")


def line_of_page_title(page: Page) -> Found | None:
    """The headline that the window's title repeats beside the site's name: «Открыт цех — Новости Ижевска».

    The longest such line; of equal ones that below a menu, which may have the headline too.
    """
    prose = [number for number, line in enumerate(page.lines) if line.is_prose]
    for above, outer in enumerate(page.lines[:3]):
        best, place = "", -1
        for number, line in enumerate(page.lines[above + 1 :], above + 1):
            if len(line.text) < SHORTEST:
                continue
            found = _without_date(one_line(line.text)) if line.text[-1].isdigit() else line.text
            if not _is_part(found, outer.text) or not _is_headline(line):
                continue
            before = bisect.bisect(prose, number)
            # Paragraphs above the headline announce other news, if there are not more of them than below.
            if before > 0 and (found == outer.text or before > len(prose) - before):
                continue
            is_below_menu = found == best != outer.text and number - place >= MENU
            if len(found) > len(best) or is_below_menu:
                best, place = found, number
        if best:
            return Found(cut(without_full_stop(one_line(best))), (place,))
    return None


def line_over_date(page: Page) -> Found | None:
    """A headline with the day below it: «В Саранске создан кластер / 31 мая 2016»."""
    for number in _headlines(page):
        below = number + 1
        is_full = _is_full(page.lines[number]) and not any(_is_full(page.lines[other]) for other in range(number))
        if is_full and below < len(page.lines) and page.lines[below].is_date:
            is_title_below = below + 1 in _headlines(page) and _is_full(page.lines[below + 1])
            if not (is_title_below and _echo(page, below + 1) > 2 * _echo(page, number)):
                return _found(page, number)
    return None


def line_echoed_in_text(page: Page) -> Found | None:
    """The first headline whose words come back in the text: «Мордовия создаёт кластер … кластер в Мордовии»."""
    shares = {number: _echo(page, number) for number in _headlines(page) if _is_full(page.lines[number])}
    first = next((number for number, share in shares.items() if share >= ECHOED), None)
    if first is None:
        return None
    # The name of a site or its tags are echoed by chance: a line that is echoed as a headline is, goes before them.
    best = max(shares, key=lambda number: (shares[number], -number))
    return _found(page, best if shares[best] > 2 * shares[first] else first)


def line_over_lead(page: Page) -> Found | None:
    """The last headline above the first paragraph: «Стыкуемся кластерами»."""
    numbers = _headlines(page)
    return _found(page, numbers[-1]) if numbers else None


def first_sentence(page: Page) -> Found | None:
    """No headline at all: the first sentence of the text stands for it."""
    lines = [line.text for line in page.lines if line.is_prose or not (line.is_date or _CREDIT.search(line.text))]
    titles = list(filter(None, map(sentence_title, lines)))
    if not titles:
        return None
    return Found(next((title for title in titles if len(title.split()) > 1), titles[0]))  # «Дайджест:» is none


RULES: list[Rule] = [
    hint,
    heading,
    json_ld,
    meta,
    window_title,
    line_of_page_title,
    line_over_date,
    line_echoed_in_text,
    line_over_lead,
    first_sentence,
]


def sentence_title(text: str) -> str:
    """The first sentence as a title, without its full stop; a dot that belongs to an abbreviation stays."""
    for start, stop in sentences(text[:ENOUGH]):
        sentence = one_line(text[start:stop])
        if any(map(str.isalpha, sentence)):
            return cut(without_full_stop(sentence))
    return ""


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


def without_site(title: str, names: Sequence[str]) -> str:
    """The title less the name of the site before or behind it.

    >>> without_site("Школы для ВИЧ – инфицированных создадут на Алтае :: ИА АМИТЕЛ", [])
    'Школы для ВИЧ – инфицированных создадут на Алтае'
    """
    for separator in _BETWEEN:
        parts = [part.strip() for part in separator.split(title) if part.strip()]
        if len(parts) > 1:
            known = {name.lower() for name in names}
            others = [part for part in parts if part.lower() not in known]
            longest = max(others or parts, key=len)
            if len(longest.split()) > 1:
                return longest
    return title


def _told(page: Page, by: str) -> Found | None:
    """A title that stands in the marks of a page, and its lines in the text, the last of them over the lead."""
    names = [name for each in ("json_ld", "meta") for name in page.told("source", each)]
    lead = page.lead  # which is sought anew whenever it is asked for
    for words in page.told("title", by):
        whole = one_line(words)
        found = without_full_stop(_without_date(whole if by == "heading" else without_site(whole, names)))
        # «Новости», «Версия для печати», «Microsoft Word - reliz.doc»
        if not any(map(str.isalpha, found)) or menu(found) or _FILE.fullmatch(found):
            continue
        same = [number for number, line in enumerate(page.lines) if line.text in (whole, found)]
        above = [number for number in same if number <= lead] or same
        return Found(cut(found), tuple(above[-1:]))
    return None


def _without_date(title: str) -> str:
    """«Сошёл вагон с углем 06.01.12 08:49» -> «Сошёл вагон с углем»."""
    for found in (*find_dates(title)[-1:], find_short_date(title)):
        if found and found.day and found.stop == len(title) and len(title[: found.start].split()) > 2:
            return title[: found.start].rstrip(" ,|/([—–-")
    return title


def _found(page: Page, number: int) -> Found:
    return Found(cut(without_full_stop(one_line(page.lines[number].text))), (number,))


def _echo(page: Page, number: int) -> float:
    """Which share of the words of a line the text below says again, 0 to 1."""
    stems = _stems(page.lines[number].text)
    return len(stems & _stems(" ".join(line.text for line in page.lines[page.lead :][:12]))) / max(1, len(stems))


def _headlines(page: Page) -> list[int]:
    """The lines above the first paragraph that may be headlines; the very first line may be longer."""
    lines = page.lines[: page.lead]
    if lines and len(lines) == len(page.lines):  # no paragraph at all: only the top can be a headline, if text follows
        lines = lines[: min(1, len(page.lines) - 1)]
    numbers = [number for number, line in enumerate(lines) if _is_headline(line)]
    if not numbers and len(page.lines) > 1 and _is_long_headline(page.lines[0], page.lines[1]):
        return [0]
    return numbers


def _is_headline(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= LONGEST
        and len(text.split()) > 1
        and not text.endswith((":", ";", ","))
        and any(map(str.isalpha, text[:3]))
        and not line.is_date
        and not _SITE.fullmatch(text)
        and not _CREDIT.search(text)
    )


def _is_long_headline(line: Line, below: Line) -> bool:
    """«Кластеры растут. Кто следующий» over a blank line: two sentences, but no full stop at the end."""
    if _CREDIT.search(line.text):
        return False
    return below.gap and len(line.text) <= LONGEST and not line.text.endswith((".", ":", ";"))


def _is_part(text: str, outer: str) -> bool:
    """Whether the text is the whole of the outer one, or its beginning or end beside a separator."""
    before, found, after = outer.partition(text)
    if not found or len(outer) > 2 * LONGEST:
        return False
    return before.rstrip()[-1:] in _SEPARATORS and after.lstrip()[:1] in _SEPARATORS


def _is_full(line: Line) -> bool:
    """Whether it is longer than the name of a column: «Новости региона» is not."""
    return len(line.text) >= 25 or len(line.text.split()) > 3


def _stems(text: str) -> set[str]:
    return {word[:5].lower() for word in _STEM.findall(text)}
