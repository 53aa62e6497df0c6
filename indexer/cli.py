"""The `innopoisk` command: reads the command line, asks the engine, prints; decides nothing.

Results go to standard output, remarks and progress to standard error. Exit codes are those of grep for `search`
(0 found, 1 nothing, 2 trouble); for `rebuild` 0 all kept, 3 something skipped, 4 nothing published, 75 locked.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

import indexer
from indexer.errors import BuildError, IndexLocked, IndexMissing, InnopoiskError, QueryError
from indexer.russian_click import RussianGroup, complaint
from indexer.text.wording import ARTICLES, counted, day_in_words, grouped, plural, seconds, size

FOUND, NOT_FOUND, TROUBLE = 0, 1, 2
SOME_SKIPPED, NOTHING_PUBLISHED, LOCKED = 3, 4, 75
INTERRUPTED = 130
SHOWN_PROBLEMS = 20
DEFAULT_SOURCES = ("seeds",)


def main() -> None:
    """Run the command; every foreseeable fault is one Russian sentence and an exit code."""
    try:
        code = commands.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        _remark("остановлено; прежний указатель, если он был, цел")
        code = INTERRUPTED
    except click.ClickException as error:
        _remark(complaint(error))
        code = TROUBLE
    except InnopoiskError as error:
        _remark(str(error))
        code = _code_of(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FOUND
    sys.exit(code or 0)


def _code_of(error: InnopoiskError) -> int:
    if isinstance(error, IndexLocked):
        return LOCKED
    return NOTHING_PUBLISHED if isinstance(error, BuildError) else TROUBLE


@click.group(cls=RussianGroup, help="Поиск по новостям инновационных регионов: слова находятся в любом падеже.")
@click.version_option(None, "-V", "--version", package_name="innopoisk", help="Показать версию.", message="%(version)s")
def commands() -> None:
    """The group; the text people see is `help` above."""


index_option = click.option(
    "--index", default="index_data", envvar="INNOPOISK_INDEX", metavar="ПАПКА", show_default=True, help="Где указатель."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Напечатать JSON.")


@commands.command(
    help="Построить новый указатель из ИСТОЧНИКОВ (по умолчанию seeds) и перейти на него.\n\n"
    "Источник — файл или папка; читаются .txt и .jsonl, в том числе сжатые .gz.\n\n"
    "Пример:  innopoisk rebuild новости.jsonl.gz архив/"
)
@click.argument("sources", nargs=-1, metavar="[ИСТОЧНИК]…")
@index_option
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Рабочих процессов; по умолчанию — все ядра.")
@json_option
def rebuild(sources: tuple[str, ...], index: str, workers: int | None, as_json: bool) -> int:
    """A new generation; counts on standard error, or JSON on standard output."""
    with _progress() as progress:
        report = indexer.rebuild(list(sources or DEFAULT_SOURCES), index, workers, progress)
    if as_json:
        _print_json(report.as_json())
    else:
        _print_report(report)
    return SOME_SKIPPED if report.skipped or report.failed else FOUND


@commands.command(
    help="Найти статьи. Слова ищутся в любой форме и должны встретиться все.\n\n"
    'Пример:  innopoisk search "кластеры Татарстана" --since 2016\n\n'
    "«-» вместо ЗАПРОСА читает его со стандартного ввода.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, required=True, metavar="ЗАПРОС…", type=click.UNPROCESSED)
@index_option
@click.option("--limit", type=click.IntRange(1, 1000), default=10, metavar="N", help="Сколько показать; по умолчанию 10.")
@click.option("--page", type=click.IntRange(1, 100_000), default=1, metavar="N", help="Какую страницу; по умолчанию 1.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "oldest"]),
    default="relevance",
    help="По смыслу, сначала новые или сначала старые.",
)
@click.option("--region", "regions", multiple=True, metavar="РЕГИОН", help="Только этот регион; можно повторять.")
@click.option("--source", "sources", multiple=True, metavar="ИСТОЧНИК", help="Только это издание; можно повторять.")
@click.option("--year", "years", type=int, multiple=True, metavar="ГОД", help="Только этот год; можно повторять.")
@click.option("--since", metavar="ДАТА", help="Не раньше: 2016, 2016-05 или 2016-05-31.")
@click.option("--until", metavar="ДАТА", help="Не позже.")
@json_option
def search(query: tuple[str, ...], index: str, **options: Any) -> int:
    """Ranked hits with marked fragments."""
    since, until = _days(options["since"], options["until"])
    with indexer.open_engine(index) as engine:
        results = engine.search(
            _query(query),
            limit=options["limit"],
            offset=(options["page"] - 1) * options["limit"],
            sort=options["sort"],
            regions=options["regions"],
            sources=options["sources"],
            years=options["years"],
            since=since,
            until=until,
            facets=options["as_json"],
        )
    if options["as_json"]:
        _print_json(indexer.as_json(results))
    else:
        _print_results(results, options["limit"])
    return FOUND if results.total else NOT_FOUND


@commands.command(
    help="Показать, как прочитан ЗАПРОС, а с --url — почему найдена статья и какое правило что в ней решило.\n\n"
    'Пример:  innopoisk explain "кластеры Татарстана" --url seeds/000_ddc8df753232604c.txt',
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, metavar="[ЗАПРОС]…", type=click.UNPROCESSED)
@click.option("--url", metavar="URL", help="Какую статью объяснить.")
@index_option
def explain(query: tuple[str, ...], url: str | None, index: str) -> int:
    """How words were read; for one article its score parts and the rules that cleaned it."""
    if not query and url is None:
        raise click.UsageError("нужен запрос, --url или то и другое")
    with indexer.open_engine(index) as engine:
        explanation = engine.explain(_query(query) if query else "", url)
    for line in explanation.lines:
        click.echo(_printable(line))
    return FOUND if explanation.is_found else NOT_FOUND


@commands.command(help="Сколько в указателе статей, слов и байтов.\n\nПример:  innopoisk stats --json")
@index_option
@json_option
def stats(index: str, as_json: bool) -> int:
    """What the index holds."""
    with indexer.open_engine(index) as engine:
        found = engine.stats()
    if as_json:
        _print_json(found.as_json())
        return FOUND
    click.echo(f"Статей: {grouped(found.documents)}, слов в текстах: {grouped(sum(found.lengths.values()))}")
    for name, count in found.terms.items():
        click.echo(f"  поле {name}: {counted(count, 'разное слово', 'разных слова', 'разных слов')}")
    segments = counted(found.segments, "сегмент", "сегмента", "сегментов")
    click.echo(f"Указатель {found.generation}: {size(found.bytes)}, {segments}, построен {found.built:%d.%m.%Y в %H:%M}")
    return FOUND


@commands.command(
    help="Открыть страницу поиска и API; когда указателя ещё нет, построить его из seeds.\n\n"
    "Пример:  innopoisk serve --port 8080"
)
@index_option
@click.option("--host", default="127.0.0.1", metavar="АДРЕС", show_default=True, help="На каком адресе отвечать.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, metavar="N", show_default=True, help="На каком порту.")
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Процессов; по умолчанию — по числу ядер.")
def serve(index: str, host: str, port: int, workers: int | None) -> int:
    """The web page, until it is stopped."""
    from web.serve import serve as serve_forever  # Flask, which only this command needs

    try:
        indexer.open_engine(index).close()
    except IndexMissing:
        _remark("указателя ещё нет, строю его из seeds")
        with _progress() as progress:
            _print_report(indexer.rebuild(list(DEFAULT_SOURCES), index, workers, progress))
    _remark(f"поиск открыт: http://{host}:{port}/  (остановить — Ctrl-C)")
    serve_forever(index, host, port, workers or available_workers())
    return FOUND


def _query(words: tuple[str, ...]) -> str:
    return sys.stdin.read().strip() if words == ("-",) else " ".join(words)


def _days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    first = _period(since, "--since") if since else None
    last = _period(until, "--until") if until else None
    return first and first.since, last and last.until


def _period(text: str, option: str) -> "indexer.Published":
    period = indexer.published_in(text)
    if period is None:
        raise click.BadParameter(f"дата «{text}» не понята, нужна такая: 2016, 2016-05 или 2016-05-31", param_hint=option)
    return period


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def _print_report(report: "indexer.Report") -> None:
    for problem in report.problems[:SHOWN_PROBLEMS]:
        _remark(f"{problem.source}: {problem.reason}")
    if len(report.problems) > SHOWN_PROBLEMS:
        _remark(f"… и ещё {grouped(len(report.problems) - SHOWN_PROBLEMS)}, все — с --json")
    _remark(
        f"найдено {grouped(report.found)} = в указателе {grouped(report.indexed)}"
        f" + пропущено {grouped(report.skipped)} + не прочитано {grouped(report.failed)}"
    )
    speed = grouped(round(report.documents_per_second))
    _remark(f"{report.generation}: {size(report.bytes)} за {seconds(report.seconds)}, {speed} статей в секунду")


def _print_results(results: "indexer.Results", limit: int) -> None:
    for note in results.notes:
        _remark(note)
    correction = results.correction
    if correction is not None:
        _remark(f"показано по запросу «{correction.query}»" if correction.applied else f"может быть, «{correction.query}»?")
    if not results.total:
        _remark(f"ничего не найдено: {results.read_as}")
        return
    found = plural(results.total, "найдена", "найдены", "найдено")
    _remark(f"{found} {counted(results.total, *ARTICLES)} за {seconds(results.took_ms / 1000)}: {results.read_as}")
    for number, hit in enumerate(results.hits, (results.page - 1) * limit + 1):
        _print_hit(number, hit)


def _print_hit(number: int, hit: "indexer.Hit") -> None:
    article = hit.article
    click.echo(f"{number}. {_marked(article.title, hit.title_spans, bold=True)}", color=_colour())
    day = day_in_words(article.published) if article.published else None
    about = " · ".join(_printable(part) for part in (article.source, day, *article.regions) if part)
    for line in (about, *(_marked(fragment.text, fragment.spans) for fragment in hit.fragments)):
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


def _remark(text: str) -> None:
    click.echo(_printable(text), err=True)


@contextmanager
def _progress() -> "Iterator[Callable[[indexer.Counts], None] | None]":
    """A bar with counts and the time left, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # only a long run on a terminal draws a bar
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("осталось"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("читаю источники", total=1.0)

        def show(counts: "indexer.Counts") -> None:
            bar.update(task, completed=counts.share, description=f"прочитано {counted(counts.found, *ARTICLES)}")

        yield show
