"""The commands of `innopoisk`: each reads its part of the command line, asks the engine and has the answer printed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

import indexer
from indexer.cli import terminal
from indexer.cli.arguments import period_of, query_of, readable
from indexer.cli.codes import DAMAGED, FOUND, NOT_FOUND, SOME_SKIPPED
from indexer.cli.engine import engine_of
from indexer.cli.meant import meant
from indexer.cli.options import index_option, json_option, max_item_option, option, timeout_option, workers_option
from indexer.cli.russian import RussianGroup
from indexer.errors import shortage

DEFAULT_SOURCES = ("seeds",)
FILTERS = ("regions", "sources", "years", "since", "until")


@click.group(cls=RussianGroup, help="Поиск по новостям инновационных регионов: слова находятся в любом падеже.")
@click.version_option(None, "-V", "--version", package_name="innopoisk", help="Показать версию.", message="%(version)s")
def commands() -> None:
    """The group; the text people see is `help` above."""


@commands.command(
    short_help="Построить указатель из файлов и папок.",
    help="Построить новый указатель из ИСТОЧНИКОВ (по умолчанию seeds) и перейти на него.\n\n"
    "Источник — файл или папка; читаются страницы .html, .htm и .txt, ленты .xml, .rss и .atom и статьи .jsonl, "
    "в том числе сжатые .gz.\n\n"
    "Код возврата: 0 — взято всё, 3 — что-то пропущено или не прочитано, 4 — указатель не построен и служит прежний, "
    "75 — указатель строит другой процесс.\n\n"
    "Пример:  innopoisk rebuild новости.jsonl.gz архив/",
)
@click.argument("sources", nargs=-1, metavar="[ИСТОЧНИК]…")
@index_option
@workers_option
@max_item_option
@json_option
def rebuild(sources: tuple[str, ...], index: str, workers: int | None, max_item: int, as_json: bool) -> int:
    """A new generation; counts on standard error, or JSON on standard output."""
    with terminal.progress() as progress, _told(as_json):
        report = indexer.rebuild(list(sources or DEFAULT_SOURCES), index, workers, progress, max_item=max_item)
    return _reported(report, as_json)


@commands.command(
    short_help="Добавить в указатель новое и изменённое.",
    help="Добавить в указатель новые и изменившиеся статьи ИСТОЧНИКОВ (по умолчанию seeds); остальные не трогать.\n\n"
    "Код возврата — как у rebuild; 2 — указателя ещё нет.\n\n"
    "Пример:  innopoisk update новости-за-май.jsonl.gz",
)
@click.argument("sources", nargs=-1, metavar="[ИСТОЧНИК]…")
@index_option
@workers_option
@option("--prune", is_flag=True, help="Убрать статьи, которых в источниках больше нет.")
@max_item_option
@json_option
def update(sources: tuple[str, ...], index: str, workers: int | None, as_json: bool, **options: Any) -> int:
    """A new generation on top of the old one; counts as of `rebuild`."""
    with terminal.progress() as progress, _told(as_json):
        report = indexer.update(list(sources or DEFAULT_SOURCES), index, workers, progress, **options)
    return _reported(report, as_json)


@commands.command(
    short_help="Найти статьи.",
    help="Найти статьи, где есть все слова в любой форме; если таких нет — где есть часть слов.\n\n"
    'Пример:  innopoisk search "кластеры Татарстана" --since 2016\n\n'
    "«-» вместо ЗАПРОСА читает его со стандартного ввода.\n\n"
    "Код возврата: 0 — найдено, 1 — не найдено, 2 — запрос не понят или указателя нет.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, required=True, metavar="ЗАПРОС…", type=readable)
@index_option
@option("--limit", type=click.IntRange(1, 1000), default=10, metavar="N", help="Сколько показать; по умолчанию 10.")
@option("--page", type=click.IntRange(1, 100_000), default=1, metavar="N", help="Какую страницу; по умолчанию 1.")
@option(
    "--sort",
    type=click.Choice(["relevance", "date", "oldest"]),
    default="relevance",
    help="Сначала подходящие, сначала новые или сначала старые.",
)
@option(
    "--region", "regions", type=readable, multiple=True, metavar="РЕГИОН", help="Только этот регион; можно повторять."
)
@option(
    "--source",
    "sources",
    type=readable,
    multiple=True,
    metavar="ИСТОЧНИК",
    help="Только это издание; можно повторять.",
)
@option(
    "--year",
    "years",
    type=click.IntRange(1, 9999),
    multiple=True,
    metavar="ГОД",
    help="Только этот год; можно повторять.",
)
@option("--since", metavar="ДАТА", help="Не раньше: 2016, 2016-05 или 2016-05-31.")
@option("--until", metavar="ДАТА", help="Не позже.")
@option(
    "--reprints/--no-reprints",
    default=None,
    help="Показать и перепечатки или от сюжета одну статью; в JSON — все, на экране — одна.",
)
@timeout_option(10)
@json_option
def search(query: tuple[str, ...], index: str, **options: Any) -> int:
    """Ranked hits with marked fragments."""
    asked = query_of(query)
    since, until = period_of(options["since"], options["until"])
    with engine_of(index) as engine:
        results = engine.search(
            asked,
            limit=options["limit"],
            offset=(options["page"] - 1) * options["limit"],
            sort=options["sort"],
            regions=options["regions"],
            sources=options["sources"],
            years=options["years"],
            since=since,
            until=until,
            facets=options["as_json"] or sys.stderr.isatty(),
            reprints=options["as_json"] if options["reprints"] is None else options["reprints"],
            timeout=options["timeout"],
        )
        is_filtered = any(map(options.get, FILTERS))
        advice = None if results.total or options["as_json"] else engine.advise(asked)
        is_told = not is_filtered and not options["as_json"]
        others = tuple(meant(engine, results)) if is_told else ()
        wider = engine.wider(results) if is_told and not others else None
    if options["as_json"]:
        terminal.print_json(indexer.as_json(results))
    else:
        terminal.print_results(results, options["limit"])
    if advice is not None:
        terminal.print_advice(advice, is_filtered)
    for other in others:
        terminal.print_meant(other)
    if wider is not None:
        terminal.print_wider(wider)
    return FOUND if results.total else NOT_FOUND


@commands.command(
    short_help="Объяснить запрос или найденную статью.",
    help="Показать, как прочитан ЗАПРОС, а с --url — почему найдена статья и какое правило что в ней решило.\n\n"
    "Оценка статьи раскладывается на части, которые дают её в сумме:\n\n"
    "\b\n  татарстана, в тексте: 0.7417\n"
    "  татарстана, в той же форме: 0.8275\n  кластеры и татарстана рядом: 0.0351\n\n"
    'Пример:\n\n\b\n  innopoisk explain "кластеры Татарстана" --url seeds/000_ddc8df753232604c.txt',
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, metavar="[ЗАПРОС]…", type=readable)
@option("--url", type=readable, metavar="URL", help="Какую статью объяснить.")
@index_option
def explain(query: tuple[str, ...], url: str | None, index: str) -> int:
    """How words were read; for one article its score parts and the rules that cleaned it."""
    if not query and url is None:
        raise click.UsageError("нужен запрос, --url или то и другое")
    asked = query_of(query) if query else ""
    with engine_of(index) as engine:
        explanation = engine.explain(asked, url)
    for line in explanation.lines:
        terminal.say(line)
    return FOUND if explanation.is_found else NOT_FOUND


@commands.command(
    short_help="Дополнить начатый запрос.",
    help="Показать, чем продолжить НАЧАЛО запроса: словами и оборотами заголовков, частыми раньше редких.\n\n"
    'Пример:  innopoisk suggest "промышленный кл"',
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, required=True, metavar="НАЧАЛО…", type=readable)
@index_option
@option("--limit", type=click.IntRange(1, 100), default=10, metavar="N", help="Сколько показать; по умолчанию 10.")
@json_option
def suggest(query: tuple[str, ...], index: str, limit: int, as_json: bool) -> int:
    """Completions, one a line."""
    asked = query_of(query)
    if not any(map(str.isalnum, asked)):
        raise click.UsageError("нечего дополнять: напишите первые буквы слова")
    with engine_of(index) as engine:
        found = engine.suggest(asked, limit)
    if as_json:
        terminal.print_json(indexer.suggestions_as_json(asked, found))
    else:
        terminal.print_suggestions(asked, found)
    return FOUND if found else NOT_FOUND


@commands.command(
    short_help="Сколько всего в указателе.",
    help="Сколько в указателе статей, слов и байтов.\n\nПример:  innopoisk stats --json",
)
@index_option
@json_option
def stats(index: str, as_json: bool) -> int:
    """What the index holds."""
    with engine_of(index) as engine:
        found = engine.stats()
    if as_json:
        terminal.print_json(found.as_json())
        return FOUND
    terminal.print_stats(found)
    return FOUND


@commands.command(
    short_help="Проверить, цел ли указатель.",
    help="Сверить каждый файл указателя с его контрольной суммой, а с --deep перечитать и каждую статью.\n\n"
    "Код возврата: 0 — цел, 1 — повреждён, 2 — его нет или читать его нельзя.\n\n"
    "Пример:  innopoisk check --deep",
)
@index_option
@option("--deep", is_flag=True, help="Перечитать каждую статью и каждое слово.")
@json_option
def check(index: str, deep: bool, as_json: bool) -> int:
    """Every file against its checksum."""
    found = indexer.check(index, deep)
    if as_json:
        terminal.print_json(found.as_json())
    else:
        terminal.print_inspection(found)
    return DAMAGED if found.faults else FOUND


@contextmanager
def _told(as_json: bool) -> Iterator[None]:
    """Who reads JSON learns of every source also where none of them gave an article.

    An index that cannot be added to is one more reason why nothing is published, and so is want of memory.
    """
    try:
        yield
    except (indexer.IndexDamaged, indexer.IndexOutdated) as fault:
        raise indexer.BuildError(str(fault)) from fault
    except indexer.BuildError as fault:
        if as_json and fault.report:
            terminal.print_json(fault.report.as_json())
        raise
    except Exception as fault:
        if not (short := shortage(fault)):
            raise
        raise indexer.BuildError(f"{short}: указатель не построен") from fault


def _reported(report: "indexer.Report", as_json: bool) -> int:
    """Print what a run did; its exit code."""
    if as_json:
        terminal.print_json(report.as_json())
    else:
        terminal.print_report(report)
    for told in report.remarks:
        terminal.remark(told)
    if not report.is_new:
        terminal.remark(f"ничего не изменилось, остаётся указатель {report.generation}")
    return SOME_SKIPPED if report.skipped or report.failed else FOUND
