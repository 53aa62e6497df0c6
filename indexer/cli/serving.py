"""The `serve` command: the page and the API, until they are stopped."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import indexer
from indexer.cli import terminal
from indexer.cli.codes import FOUND
from indexer.cli.commands import DEFAULT_SOURCES, commands
from indexer.cli.options import Number, index_option, option, timeout_option
from indexer.later import later

if TYPE_CHECKING:
    from indexer.indexing.workers import available_workers
else:
    available_workers = later("indexer.indexing.workers", "available_workers")


@commands.command(
    short_help="Открыть страницу поиска.",
    help="Открыть страницу поиска и API; когда указателя ещё нет, построить его из seeds.\n\n"
    "Пример:  innopoisk serve --port 8080",
)
@index_option
@option("--host", default="127.0.0.1", metavar="АДРЕС", help="На каком адресе отвечать; по умолчанию 127.0.0.1.")
@option("--port", type=click.IntRange(1, 65535), default=8000, metavar="N", help="На каком порту; по умолчанию 8000.")
@option("--workers", type=click.IntRange(1, 256), metavar="N", help="Процессов; по умолчанию — по числу ядер.")
@option("--rate", type=Number(0.1, 10_000), metavar="N", help="Не больше N поисков в секунду с чужого адреса.")
@timeout_option(1)
@option("--allow-host", "hosts", multiple=True, metavar="ИМЯ", help="Отвечать под этим именем; можно повторять.")
@option("--behind-proxy", "is_behind_proxy", is_flag=True, help="Верить заголовкам прокси, стоящего перед сервером.")
@option("--log-queries", "logs_queries", is_flag=True, help="Писать в журнал и запросы; по умолчанию их там нет.")
def serve(index: str, host: str, port: int, workers: int | None, **access: Any) -> int:
    """The web page, until it is stopped."""
    from web.serve import Place  # Flask, which only this command needs
    from web.serve import serve as serve_forever

    try:
        indexer.open_engine(index).close()
    except indexer.IndexMissing:
        if not any(map(Path.exists, map(Path, DEFAULT_SOURCES))):
            raise
        terminal.remark("указателя ещё нет, строю его из seeds")
        with terminal.progress() as progress:
            terminal.print_report(indexer.rebuild(list(DEFAULT_SOURCES), index, workers, progress))
    address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
    on_ready = partial(terminal.remark, f"поиск открыт: {address}  (остановить — Ctrl-C)")
    serve_forever(index, Place(host, port, workers or available_workers(), **access), on_ready)
    return FOUND
