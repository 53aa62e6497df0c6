"""How found text is shown: marked words, paragraphs, the place of an error. Escaped here or in a template, never twice.

>>> marked("о кластерах", [(2, 11)])
Markup('о <mark>кластерах</mark>')
"""

import datetime
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from indexer import Span
from indexer.text.wording import BLANK

MATCHED_SHOWN = 8

# How sure is the day? Said where the source does not state it: the rule of `cleaning` that found it -> words.
DAY_TOLD = {
    "time_tag": "Дата — из разметки страницы",
    "date_line_under_title": "Дата — из строки под заголовком",
    "date_line_over_title": "Дата — из строки над заголовком",
    "date_line_at_end": "Дата — из строки под текстом",
    "date_in_title": "Дата — из строки заголовка",
    "relative_date": "Дата — из слов «сегодня» или «вчера» на странице и дня, когда её сохранили",
    "date_in_window_title": "Дата — из заголовка окна",
    "meta_date": "Дата страницы: сама новость могла выйти раньше",
    "address": "Дата — из адреса страницы",
    "dateline": "Дата — из начала сообщения",
}


def sentence(message: str) -> str:
    """The message of an error as a sentence of its own."""
    start = message[:1].upper() if re.match("[а-яё]", message) else message[:1]
    return start + message[1:] + ("" if message.endswith((".", "!", "?", "…")) else ".")


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """The text escaped, the spans in <mark>; spans may overlap, touch or reach beyond the text."""
    whole = escape(text)
    safe = str if len(whole) == len(text) else escape  # most texts have nothing to escape, nor have their pieces
    html: list[str] = []
    done = 0
    for start, stop in joined(spans, len(text)):
        html += (safe(text[done:start]), "<mark>", safe(text[start:stop]), "</mark>")
        done = stop
    return Markup("".join([*html, safe(text[done:])])) if done else whole


def joined(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans within 0 … length, in order, those that overlap or touch made one."""
    whole: list[Span] = []
    for start, stop in sorted(spans):
        start, stop = max(0, start), min(length, stop)
        if start >= stop:
            continue
        if whole and start <= whole[-1][1]:
            start, stop = whole[-1][0], max(stop, whole.pop()[1])
        whole.append((start, stop))
    return whole


def paragraphs(text: str, spans: Sequence[Span]) -> Iterator[Markup]:
    """The paragraphs of a body, marked. A blank line ends one; where there are no blank lines, every line is one."""
    blank_line = r"\n\s*\n|\A\s+"
    boundary = blank_line if re.search(r"\n\s*\n", text.strip()) else r"\n"
    ends = [found.span() for found in re.finditer(boundary, text)] + [(len(text), len(text))]
    marks = joined(spans, len(text))
    start = first = 0
    for stop, following in ends:
        after = bisect_left(marks, (stop,), first)
        if text[start:stop].strip():
            yield marked(text[start:stop].rstrip(), shifted(marks[first:after], start))
        start, first = following, max(first, after - 1)  # the last may go on in the next


def shifted(spans: Iterable[Span], offset: int) -> list[Span]:
    """The spans as seen from `offset`; those that end before it are gone."""
    return [(start - offset, stop - offset) for start, stop in spans if stop > offset]


def without_controls(xml: str) -> str:
    """The text without the characters that XML 1.0 has no room for."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", xml)


def day_told(rules: Mapping[str, str]) -> str:
    """Where the day of an article comes from; nothing where the source states it."""
    return DAY_TOLD.get(rules.get("published", ""), "")


def feed_identity(url: str) -> str:
    """A lasting IRI for an article: its own url where that is one, else a name made of it."""
    is_address = re.fullmatch(r"https?://\S+", url)
    return url if is_address else f"urn:sha256:{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()}"


def moment(day: datetime.date | datetime.datetime) -> str:
    """An instant as RFC 3339 writes it; of a day its beginning."""
    if not isinstance(day, datetime.datetime):
        return f"{day.isoformat()}T00:00:00Z"
    return day.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def forms(matched: Iterable[str]) -> str:
    """The found word forms, each once: «кластеров, Татарстане»."""
    distinct: dict[str, str] = {}
    for form in matched:
        distinct.setdefault(form.casefold(), form)
    return ", ".join([*distinct.values()][:MATCHED_SHOWN]) + (" …" if len(distinct) > MATCHED_SHOWN else "")


def caret(query: str, position: int) -> tuple[str, str, str]:
    """The query before, at and after the place of an error; a blank stands for the end."""
    place = min(max(position, 0), len(query))
    return query[:place], query[place : place + 1] or BLANK, query[place + 1 :]
