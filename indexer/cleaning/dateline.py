"""Where, when and by whom, as dispatches open: dateline("КАЗАНЬ, 25 июн — РИА Новости. …").agency == "РИА Новости"."""

import datetime
import re
from dataclasses import dataclass

from indexer.text.dates import find_dates

HEAD = 120  # characters at the opening of a paragraph that a dateline may fill

# What an agency calls itself, each met as a dateline of Russian news.
AGENCY = re.compile(
    r"""
    (?:ИТАР-)?ТАСС(?:-\w+)? | РИА(?:\s(?:Новости|ФАН|«[^»\n]{2,30}»))? | (?:Интерфакс|ИНТЕРФАКС)(?:-[А-ЯЁ][\w-]+)?
    | INTERFAX(?:\.RU)? | (?:ИА\s)?(?:REGNUM|Регнум|Росбалт|РБК) | РАПСИ | Прайм | PRIME | FINMARKET(?:\.RU)?
    | Финмаркет | Reuters | Рейтер | Татар-информ | Башинформ
    | [A-Za-zА-ЯЁ][\w-]{2,25}\.(?:RU|ru|РФ|рф|com|net|info|news)
    | (?:ИА|РИА|ИАА|ИРА|РИАЦ)\s(?:«[^»\n]{2,40}»|"[^"\n]{2,40}"|[A-ZА-ЯЁ][\w.-]{1,30}(?:\s[A-ZА-ЯЁ][\w.-]{1,30})?)
    | [A-ZА-ЯЁ][\w-]{1,24}-?информ | АиФ(?:-[А-ЯЁ]\w+)?
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r"[«\"]([^»\"\n]{2,50})[»\"]")
_PLACE = re.compile(r"[А-ЯЁ][\w-]*(?:[ -](?:на-|[А-ЯЁ(])[\w)-]*){0,4}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day is None without a year, the agency None where only place and day stand."""

    day: datetime.date | None
    agency: str | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph opens with, if it does.

    >>> dateline("(Казань, 25 июня, «Татар-информ»). Встретился сегодня в Ницце Президент.")
    Dateline(day=None, agency='Татар-информ')
    """
    head = paragraph[:HEAD]
    if head.startswith(("(", "/", "[")):
        inside, closed, _ = head[1:].partition({"(": ")", "/": "/", "[": "]"}[head[0]])
        return _parts(inside) if closed else None
    dates = find_dates(head)
    if not dates or dates[0].start > 45 or not _is_place(head[: dates[0].start]):
        return None
    rest = head[dates[0].stop :]
    agency = _agency_after(rest)
    if agency is None and not (dates[0].start and re.match(r"(?:\s?г\.)?\.\s+[А-ЯЁ«]", rest)):
        return None
    return Dateline(dates[0].day, agency)


def agency_name(text: str) -> str | None:
    """The agency that the whole text names: «ИА REGNUM», «Татар-информ»."""
    text = text.strip(" .,/()[]—–-")
    if AGENCY.fullmatch(text):
        return text
    quoted = _QUOTED.fullmatch(text)
    return quoted[1] if quoted else None


def _parts(inside: str) -> Dateline | None:
    """Inside brackets, the parts come in any order: «Казань, 25 июня, «Татар-информ», Иван Петров»."""
    dates = find_dates(inside)
    if not dates:
        return None
    names = [agency_name(part) for part in re.split(r",|\s[—–-]\s", inside)]
    agency = next((name for name in names if name), None)
    is_dateline = agency or _is_place(inside[: dates[0].start])
    return Dateline(dates[0].day, agency) if is_dateline and len(inside) - dates[0].stop < 70 else None


def _is_place(text: str) -> bool:
    """«КАЗАНЬ, », «Москва. », «Набережные Челны (Татарстан), », or nothing."""
    text = text.strip(" ,.—–-\xa0")
    return not text or all(_PLACE.fullmatch(part.strip()) for part in text.split(",")) or bool(agency_name(text))


def _agency_after(rest: str) -> str | None:
    """«, ТАСС. », « — РИА Новости, Иван Петров. », «. /ТАСС/. », « (Татар-информ) — »."""
    match = re.match(r"[\s,.]*(?:(?:[—–-]|[/(\[])\s*)?", rest)
    after = rest[match.end() :] if match else rest
    if named := AGENCY.match(after):
        return named[0].strip() if not after[named.end() : named.end() + 1].isalnum() else None
    quoted = _QUOTED.match(after)
    return quoted[1] if quoted and re.match(r"\s*(?:[.)/—–-]|$)", after[quoted.end() :]) else None
