"""Who published it? «Татар-информ» in a dateline, «Источник: Портал Обнинска» or «Пресс-служба МЦ Armtorg» below.

Of what stands beside a headline in the window's title only what is known to be an outlet counts: outlets.tsv has those
that nothing else tells, each with its site as the witness.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from indexer.cleaning.boilerplate import menu
from indexer.cleaning.characters import one_line
from indexer.cleaning.dateline import AGENCY
from indexer.cleaning.dateline import dateline as opening
from indexer.cleaning.headlines import cut
from indexer.cleaning.page import Found, Page, Rule

_LABEL = re.compile(
    r"(?:источники?(?:\s+(?:информации|новости|публикации|материала))?|source)\s?[:—–-]\s{0,3}(.{0,160})", re.IGNORECASE
)
_PRESS = re.compile(
    r"(?:пресс[ -](?:служба|центр)|управление\s+пресс-службы|(?:отдел|департамент|управление)\s+информации)\s.{3,120}",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r",?\s(?:по\s(?:материалам|информации|данным|сообщению)|со\sссылкой\sна)\s.*", re.IGNORECASE)
# «Пресс-служба ВГТРК не ответила на запрос»: a sentence about a press service, no signature.
_TELLING = re.compile(
    r"\b(?:не|что)\b"
    r"|\b(?!отдела|портала|филиала|канала|журнала|вокзала|персонала)\w+(?:ила|ала|ела|яла|ает|ует|яет)\b"
)
# «Открыт цех - Экономика - ИА АМИТЕЛ»: what parts the headline, the section and the site.
_PARTING = re.compile(r"\s+(?:[-–—|•·»/]|::+|//)\s+|::+\s+|\s\|\s?")
_OUTLET = re.compile(  # «ИА АМИТЕЛ», «Первый канал», «Вечерняя Казань online»
    r"\b(?:(?:инфо(?:рм)?|пресс-|медиа)?агентство|[А-Я]?ИА|газета|журнал|(?:теле)?канал|радио(?:станция)?|портал|вести"
    r"|ведомости|известия|правда|вечерн\w\w|ГТРК|ТРК|ТВ|TV|FM|on-?line|онлайн|медиа|media|news)\b"
    r"|(?:теле|радио)компания|\Bинформ\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5  # in the name of an outlet
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w.-]+\.\w{2,})(?:/\S*)?")
NEAR = 6  # lines above the end
LONGEST = 120


def hint(page: Page) -> Found | None:
    """What the carrier says."""
    source = cut(one_line(page.hints.source or ""))
    return Found(source) if source else None


def source_line(page: Page) -> Found | None:
    """«Источник: Информационный портал Администрации города Обнинска»."""
    for number in range(len(page.lines) - 1, -1, -1):
        match = _LABEL.fullmatch(page.lines[number].text)
        if match is None:
            continue
        if name := _name(match[1]):
            return Found(name, (number,))
        below = number + 1
        if below < len(page.lines) and (name := _name(page.lines[below].text)):
            return Found(name, (number, below))
    return None


def press_service_line(page: Page) -> Found | None:
    """The last line signs: «Пресс-служба МЦ Armtorg по материалам Минпромторг РФ»."""
    for number in _last_lines(page):
        text = page.lines[number].text
        if _PRESS.fullmatch(text) and not text.endswith(":") and not _TELLING.search(text):
            return Found(_name(_ACCORDING.sub("", text)), (number,))
    return None


def dateline_agency(page: Page) -> Found | None:
    """The opening of a dispatch: «(Казань, 25 июня, «Татар-информ»)», «МОСКВА, 25 июн — РИА Новости»."""
    for line in page.lines[page.title + 1 : page.lead + 2]:
        if (found := opening(line.text)) and found.agency:
            return Found(found.agency)
    return None


def agency_line(page: Page) -> Found | None:
    """An agency alone in the last line: «ИА REGNUM»."""
    for number in _last_lines(page):
        if AGENCY.fullmatch(name := page.lines[number].text.strip(" .,/()[]—–-")):
            return Found(name, (number,))
    return None


def json_ld(page: Page) -> Found | None:
    """Whom the page names to search engines as its publisher."""
    return _told(page, "json_ld")


def meta(page: Page) -> Found | None:
    """The name of the site in its meta tags: `<meta property="og:site_name">`."""
    return _told(page, "meta")


def microdata(page: Page) -> Found | None:
    """Whom the marks in its text call the publisher: `itemprop="publisher"` with a `name` in it.

    «Оренбург» is the branch that the window's title names in full: «МК Оренбург».
    """
    if found := _told(page, "microdata"):
        for part in _last_parts(page):
            if part.endswith(f" {found.answer}") and part.removesuffix(found.answer).strip().lower() in _outlets():
                return Found(part)
    return found


def address(page: Page) -> Found | None:
    """The host of the page's own address."""
    return _told(page, "address")


def window_title(page: Page) -> Found | None:
    """The outlet that the window's title names beside the headline: «Открыт цех — Коммерсантъ»."""
    for title in page.told("title", "window_title"):
        parts = [part.strip() for part in _PARTING.split(title)]
        for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
            if _is_outlet(part) and (name := _name(part)):
                return Found(name)
    return None


def masthead(page: Page) -> Found | None:
    """What the window's title names beside the headline, and the page opens with: «Вологда Лайф»."""
    heads = {words.lower() for words in page.told("source", "masthead") if not menu(words)}
    headlines = set(page.told("title", "window_title"))
    return next((Found(part) for part in _last_parts(page) if part.lower() in heads and part not in headlines), None)


def copyright_line(page: Page) -> Found | None:
    """The outlet behind the sign below the page: «© 2016 Коммерсантъ»."""
    for words in page.told("source", "copyright"):
        owner = words.strip(" .,;:—–-")
        if _is_outlet(owner) and (name := _name(owner)):
            return Found(name)
    return None


RULES: list[Rule] = [
    hint,
    source_line,
    press_service_line,
    dateline_agency,
    agency_line,
    json_ld,
    meta,
    microdata,
    address,
    window_title,
    copyright_line,
    masthead,
]


def _last_parts(page: Page) -> Iterator[str]:
    """What stands behind the headline in the window's title."""
    return (_PARTING.split(title)[-1].strip() for title in page.told("title", "window_title"))


def _is_outlet(name: str) -> bool:
    """Whether it can be nothing but an outlet: a known one, an agency, a host, or «газета», «канал», «портал» in it."""
    if len(name.split()) > _MOST_WORDS or not name:
        return False
    is_called = name.strip(' «»"').lower() in _outlets() or AGENCY.fullmatch(name) or _HOST.fullmatch(name)
    return bool(is_called or _OUTLET.search(name))


@cache
def _outlets() -> frozenset[str]:
    rows = Path(__file__).with_name("outlets.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(row.split("\t")[0].lower() for row in rows)


def _told(page: Page, by: str) -> Found | None:
    return next((Found(name) for words in page.told("source", by) if (name := _name(words))), None)


def _last_lines(page: Page) -> range:
    stop = len(page.lines)
    return range(stop - 1, max(page.lead, page.title, stop - 1 - NEAR), -1)


def _name(text: str) -> str | None:
    """A name of sensible length; of an address, its host."""
    text = one_line(text).strip(" .,;")
    if host := _HOST.fullmatch(text):
        return host[1]
    return text if 1 < len(text) <= LONGEST and any(map(str.isalpha, text)) else None
