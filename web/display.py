"""How things read in Russian: numbers, plurals, days, marked words. Text is escaped here or in a template, never twice.

>>> plural(12, "новость", "новости", "новостей")
'новостей'
>>> marked("о кластерах", [(2, 11)])
Markup('о <mark>кластерах</mark>')
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from indexer import Span

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
BLANK = "\N{NO-BREAK SPACE}"
MATCHED_SHOWN = 8


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with a number: 21 новость, 22 новости, 11 новостей."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14:
        return few
    return many


def counted(number: int, one: str, few: str, many: str) -> str:
    """«12 новостей» that no line break parts."""
    return digits(number) + BLANK + plural(number, one, few, many)


def digits(number: int) -> str:
    """Thousands are set apart from five digits on, as Russian typography has it: 1000, but 83 227."""
    return f"{number:,}".replace(",", BLANK) if number >= 10_000 else str(number)


def seconds(milliseconds: float) -> str:
    """1.9 -> «0,002 с»."""
    if milliseconds < 1:
        return f"меньше 0,001{BLANK}с"
    return f"{milliseconds / 1000:.3f}{BLANK}с".replace(".", ",")


def day(date: datetime.date) -> str:
    """31 мая 2016."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def sentence(message: str) -> str:
    """The message of an error as a sentence of its own."""
    start = message[:1].upper() if re.match("[а-яё]", message) else message[:1]
    return start + message[1:] + ("" if message.endswith((".", "!", "?", "…")) else ".")


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """The text escaped, the spans in <mark>; spans may overlap, touch or reach beyond the text."""
    html, done = "", 0
    for start, stop in joined(spans, len(text)):
        html += f"{escape(text[done:start])}<mark>{escape(text[start:stop])}</mark>"
        done = stop
    return Markup(html + str(escape(text[done:])))


def joined(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans within 0 … length, in order, those that overlap or touch made one."""
    whole: list[Span] = []
    for start, stop in sorted((max(0, start), min(length, stop)) for start, stop in spans):
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
    start = 0
    for stop, following in ends:
        if text[start:stop].strip():
            yield marked(text[start:stop].rstrip(), shifted(spans, start))
        start = following


def shifted(spans: Iterable[Span], offset: int) -> list[Span]:
    """The spans as seen from `offset`; those that end before it are gone."""
    return [(start - offset, stop - offset) for start, stop in spans if stop > offset]


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
