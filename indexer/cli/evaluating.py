"""The `evaluate` command: how well an index answers queries of which people have said what is relevant."""

import click

import indexer
from indexer.cli import terminal
from indexer.cli.arguments import readable
from indexer.cli.codes import FOUND
from indexer.cli.commands import commands
from indexer.cli.options import index_option, json_option


@commands.command(
    short_help="Измерить качество поиска по оценённым запросам.",
    help="Задать указателю запросы из файла ОЦЕНКИ и сравнить найденное с тем, что признали подходящим люди: MRR, "
    "nDCG@10, полнота первых десяти и доля запросов без находок, по видам и вместе.\n\n"
    "ОЦЕНКИ — строки JSON (файл может быть сжат .gz): запрос query, подходящие статьи relevant — список адресов или "
    "адреса с оценками, и вид запроса kind, если он есть.\n\n"
    '\b\n{"query": "кластеры", "relevant": {"seeds/000.txt": 2, "seeds/002.txt": 1}}\n\n'
    "Пример:  innopoisk evaluate запросы.jsonl",
)
@click.argument("judgements", metavar="ОЦЕНКИ", type=readable)
@index_option
@json_option
def evaluate(judgements: str, index: str, as_json: bool) -> int:
    """A table, or JSON, on standard output."""
    with indexer.open_engine(index) as engine:
        evaluation = indexer.evaluate(engine, judgements)
    if as_json:
        terminal.print_json(evaluation.as_json())
    else:
        _print(evaluation)
    if not evaluation.overall.mrr:
        terminal.remark("ни одной подходящей статьи не найдено: те ли адреса в relevant, что в указателе?")
    return FOUND


def _print(evaluation: "indexer.Evaluation") -> None:
    """One line a kind, the last for all."""
    heads = ("запросов", "   MRR", "nDCG@10", "полнота@10", "без находок")
    rows = [*evaluation.kinds.items(), ("все", evaluation.overall)]
    width = max(len(kind) for kind, _ in (("вид", None), *rows))
    terminal.say("  ".join(("вид".ljust(width), *heads)))
    for kind, of_kind in rows:
        figures = (of_kind.mrr, of_kind.ndcg, of_kind.recall)
        cells = (str(of_kind.queries), *(f"{figure:.4f}" for figure in figures), f"{of_kind.no_hit:.1%}")
        aligned = (cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))
        terminal.say("  ".join((kind.ljust(width), *aligned)))
