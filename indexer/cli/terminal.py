"""How answers look in a terminal: marks in yellow, remarks on standard error, nothing that the terminal would obey."""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TextIO

import click

import indexer
from indexer.cli.meant import Meant
from indexer.text.wording import (
    ARTICLES,
    IN_STORIES,
    REPRINTS,
    counted,
    day_in_words,
    grouped,
    plural,
    seconds,
    size,
)

SHOWN_PROBLEMS = 20
SHOWN_ALIKE = 5  # for one reason
SHOWN_VALUES = 5  # of a facet
FACET_TITLES = {"region": "Регионы", "source": "Источники", "year": "Годы"}
_PLACE = re.compile(r"^(строка|запись) \d+: | на знаке \d+$")
_OBEYED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def say(line: str) -> None:
    """One line of an answer."""
    click.echo(_printable(line), color=_colour())


def remark(text: str) -> None:
    """One line beside the answer; where nobody can read it, the exit code tells all the same."""
    try:
        click.echo(_printable(text), err=True)
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO | None) -> None:
    """What is left in its buffer goes nowhere: the interpreter would complain of it on its way out."""
    if stream:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def print_json(value: Any) -> None:
    """One line of JSON; what a terminal would obey is escaped, which JSON allows."""
    click.echo(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False)))


def print_report(report: "indexer.Report") -> None:
    """What a run did, and why some sources are not in."""
    left = len(report.problems)
    for line, told in islice(_telling(report), SHOWN_PROBLEMS):
        remark(line)
        left -= told
    if left:
        remark(f"… и ещё {grouped(left)}, все — с --json")
    remark(
        f"найдено {grouped(report.found)} = в указателе {grouped(report.indexed)}"
        f" + пропущено {grouped(report.skipped)} + не прочитано {grouped(report.failed)}"
    )
    if not report.is_new:
        return
    speed = counted(round(report.documents_per_second), *ARTICLES)
    remark(f"{report.generation}: {size(report.bytes)} за {seconds(report.seconds)}, {speed} в секунду")


def _telling(report: "indexer.Report") -> Iterator[tuple[str, int]]:
    """Lines, and how many problems each tells of: first what should have been read, a few for one reason.

    What was never ours to read is a line a reason: neither a thousand rows without a text nor the pictures beside saved
    pages may hide a broken file.
    """
    reasons = [(problem.kind, _PLACE.sub("", problem.reason)) for problem in report.problems]
    alike, seen = Counter(reasons), Counter[tuple[str, str]]()
    told = zip(reasons, report.problems, strict=True)
    for (kind, reason), problem in sorted(told, key=lambda each: each[0][0]):  # "failed", "skipped"
        seen[kind, reason] += 1
        if kind == "failed" and seen[kind, reason] <= SHOWN_ALIKE:
            yield f"{problem.source}: {problem.reason}", 1
        elif kind == "skipped" and seen[kind, reason] == 1:
            count = alike[kind, reason]
            others = f" и ещё {grouped(count - 1)}" if count > 1 else ""
            yield f"{problem.source}{others}: {problem.reason if count == 1 else reason}", count


def print_suggestions(query: str, found: "Sequence[indexer.Suggestion]") -> None:
    """Ways to go on, one a line."""
    for suggestion in found:
        say(suggestion.text)
    if not found:
        remark(f"«{query}» нечем дополнить: таких слов в указателе нет")


def print_stats(stats: "indexer.Stats") -> None:
    """What an index holds."""
    say(f"Статей: {grouped(stats.documents)}, слов в текстах: {grouped(sum(stats.lengths.values()))}")
    for name, count in stats.terms.items():
        say(f"  поле {name}: {counted(count, 'разное слово', 'разных слова', 'разных слов')}")
    segments = counted(stats.segments, "сегмент", "сегмента", "сегментов")
    if stats.fault:
        remark(stats.fault)
    say(f"Указатель {stats.generation}: {size(stats.bytes)}, {segments}, построен {stats.built:%d.%m.%Y в %H:%M}")


def print_inspection(found: "indexer.Inspection") -> None:
    """Whether an index is sound; its faults as remarks."""
    for fault in found.faults:
        remark(fault)
    if found.faults:
        say("Указатель повреждён: постройте его заново (innopoisk rebuild)")
        return
    say(f"Указатель {found.generation} цел: {counted(found.documents, *ARTICLES)}, {size(found.bytes)}")


def print_results(results: "indexer.Results", limit: int) -> None:
    """Hits with their fragments; how the query was read, and what else there is to know, as remarks."""
    for note in results.notes:
        remark(note)
    if results.correction is not None and not results.correction.applied:
        remark(f"может быть, «{results.correction.query}»?")
    if not results.total:
        remark(f"ничего не найдено: {results.read_as}")
        return
    found = plural(results.total, "найдена", "найдены", "найдено")
    within = f" в {counted(results.stories, *IN_STORIES)}" if results.stories < results.total else ""
    remark(
        f"{found} {counted(results.total, *ARTICLES)}{within} за {seconds(results.took_ms / 1000)}: {results.read_as}"
    )
    if results.page > results.pages:
        remark(f"на странице {grouped(results.page)} ничего нет: всего страниц {grouped(results.pages)}")
    for number, hit in enumerate(results.hits, (results.page - 1) * limit + 1):
        _print_hit(number, hit)
    if sys.stderr.isatty():
        for line in _facet_lines(results):
            remark(line)


def print_wider(wider: "indexer.Suggestion") -> None:
    """What would find more."""
    remark(f"шире — {counted(wider.count, *ARTICLES)}: {wider.text}")


def print_meant(meant: Meant) -> None:
    """What finds the articles of a region or of days, where words may have named it."""
    remark(f"{meant.name} — {counted(meant.articles, *ARTICLES)}: {meant.query}")


def print_advice(advice: "indexer.Advice", is_filtered: bool) -> None:
    """What may help who found nothing: the same words without signs, and each of them alone, whatever the filters."""
    if is_filtered and (advice.plain or any(word.count for word in advice.words)):
        remark("с таким отбором ничего, а без него:")
    if advice.plain:
        remark(f"без кавычек и знаков — {counted(advice.plain.count, *ARTICLES)}: {advice.plain.text}")
    for word in advice.words:
        if word.count:
            remark(f"отдельно «{word.text}» — {counted(word.count, *ARTICLES)}")
        elif word.near:
            remark(f"похожие на «{word.text}» слова: {', '.join(word.near)}")


def _facet_lines(results: "indexer.Results") -> Iterator[str]:
    """What the hits may be narrowed to, a line a facet: «Годы: 2016 — 4, 2015 — 1»."""
    for name, title in FACET_TITLES.items():
        counts = (results.facets or {}).get(name, ())
        if len(counts) > 1:
            shown = ", ".join(f"{one.value} — {grouped(one.count)}" for one in counts[:SHOWN_VALUES])
            left = f" и ещё {grouped(len(counts) - SHOWN_VALUES)}" if len(counts) > SHOWN_VALUES else ""
            yield f"{title}: {shown}{left}"


def _print_hit(number: int, hit: "indexer.Hit") -> None:
    article = hit.article
    click.echo(f"{number}. {_marked(article.title, hit.title_spans, bold=True)}", color=_colour())
    day = day_in_words(article.published) if article.published else None
    about = " · ".join(_printable(part) for part in (article.source, day, *article.regions) if part)
    again = f"ещё {counted(hit.story.size - 1, *REPRINTS)}" if hit.story else None
    for line in (about, *(_marked(fragment.text, fragment.spans) for fragment in hit.fragments), again):
        if line:
            click.echo(f"   {line}", color=_colour())
    click.echo(click.style(f"   {_printable(article.url)}", dim=True) + "\n", color=_colour())


def _marked(text: str, spans: "tuple[indexer.Span, ...]", bold: bool = False) -> str:
    """The text with its spans in yellow; without colours nothing is added, so that lines can be cut and compared."""
    parts: list[str] = []
    place = 0
    for start, stop in spans:
        parts.append(_styled(text[place:start], bold))
        parts.append(click.style(_printable(text[start:stop]), fg="yellow", bold=True))
        place = stop
    return "".join((*parts, _styled(text[place:], bold)))


def _styled(text: str, bold: bool) -> str:
    return click.style(_printable(text), bold=True) if bold and text else _printable(text)


def _printable(text: str) -> str:
    """Without what a terminal would obey: control and direction characters become blanks."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)


def _colour() -> bool | None:
    """None leaves the choice to click: colours on a terminal only."""
    return False if os.environ.get("NO_COLOR") else None


@contextmanager
def progress() -> "Iterator[Callable[[indexer.Counts], None] | None]":
    """A bar with counts and the time left, on a terminal only; when all is read, that the index is being written."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # only a long run on a terminal draws a bar
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[left]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        reading = bar.add_task("читаю источники", total=1.0, left="осталось")

        def show(counts: "indexer.Counts") -> None:
            done = f"прочитано {counted(counts.found, *ARTICLES)}"
            bar.update(reading, completed=counts.share, description=done, visible=counts.share < 1)
            if counts.share >= 1:
                bar.add_task(f"{done}, пишу указатель", total=None, left="")  # how long that takes nobody knows

        yield show
