"""What is the news called? The line «Стыкуемся кластерами» over the text, or the first sentence where there is none."""

import re
from collections.abc import Sequence

from indexer.cleaning.boilerplate import menu
from indexer.cleaning.characters import one_line
from indexer.cleaning.copied import line_of_page_title, line_over_run
from indexer.cleaning.headlines import (
    CREDIT,
    ECHOED,
    cut,
    echo,
    found_at,
    headlines,
    is_full,
    without_date,
    without_full_stop,
)
from indexer.cleaning.page import Found, Page, Rule
from indexer.text.sentences import sentences

ENOUGH = 600  # characters in which a first sentence must be found
# Between a headline and the name of a site, the surest first: a dash may stand within the headline.
_BETWEEN = tuple(map(re.compile, (r"\s*(?:\||::+|//|»|•|·|→|\s/)\s+", r"\s[-–—]\s", r":\s")))
_FILE = re.compile(r"(?:microsoft\s\w+\s-\s)?.{1,80}\.(?:pdf|docx?|rtf|txt|html?)", re.IGNORECASE)


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


def line_over_date(page: Page) -> Found | None:
    """A headline with the day below it: «В Саранске создан кластер / 31 мая 2016»."""
    for number in headlines(page):
        below = number + 1
        is_first = is_full(page.lines[number]) and not any(is_full(page.lines[other]) for other in range(number))
        if is_first and below < len(page.lines) and page.lines[below].is_date:
            is_title_below = below + 1 in headlines(page) and is_full(page.lines[below + 1])
            if not (is_title_below and echo(page, below + 1) > 2 * echo(page, number)):
                return found_at(page, number)
    return None


def line_echoed_in_text(page: Page) -> Found | None:
    """The first headline whose words come back in the text: «Мордовия создаёт кластер … кластер в Мордовии»."""
    shares = {number: echo(page, number) for number in headlines(page) if is_full(page.lines[number])}
    first = next((number for number, share in shares.items() if share >= ECHOED), None)
    if first is None:
        return None
    # The name of a site or its tags are echoed by chance: a line that is echoed as a headline is, goes before them.
    best = max(shares, key=lambda number: (shares[number], -number))
    return found_at(page, best if shares[best] > 2 * shares[first] else first)


def line_over_lead(page: Page) -> Found | None:
    """The last headline above the first paragraph: «Стыкуемся кластерами»."""
    numbers = headlines(page)
    return found_at(page, numbers[-1]) if numbers else None


def first_sentence(page: Page) -> Found | None:
    """No headline at all: the first sentence of the text stands for it."""
    lines = [line.text for line in page.lines if line.is_prose or not (line.is_date or CREDIT.search(line.text))]
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
    line_over_run,
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
        found = without_full_stop(without_date(whole if by == "heading" else without_site(whole, names)))
        # «Новости», «Версия для печати», «Microsoft Word - reliz.doc»
        if not any(map(str.isalpha, found)) or menu(found) or _FILE.fullmatch(found):
            continue
        same = [number for number, line in enumerate(page.lines) if line.text in (whole, found)]
        above = [number for number in same if number <= lead] or same
        return Found(cut(found), tuple(above[-1:]))
    return None
