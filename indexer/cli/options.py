"""Which options do several commands share? `@index_option` reads --index, or INNOPOISK_INDEX, or «index_data».

`option` makes one of a single command; its help is shown in Russian.
"""

import math
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import click

from indexer.cli.russian import RussianOption

Command = TypeVar("Command", bound=Callable[..., Any])

option = partial(click.option, cls=RussianOption)


class Number(click.FloatRange):
    """A number between two others; NaN, which click would take, is outside of all."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; BadParameter when it is none."""
        number: float = super().convert(value, param, ctx)
        return self.fail(f"{value} is no number", param, ctx) if math.isnan(number) else number


def _named(_: click.Context, __: click.Parameter, folder: str) -> str:
    """The folder's name; an empty one, as of a variable that is not set, would be the folder where we are."""
    if not folder.strip():
        raise click.UsageError("имя папки указателя пусто: проверьте --index")
    return folder


index_option = option(
    "--index",
    default="index_data",
    callback=_named,
    envvar="INNOPOISK_INDEX",
    metavar="ПАПКА",
    help="Где указатель; по умолчанию — как в INNOPOISK_INDEX, а без неё index_data.",
)
json_option = option("--json", "as_json", is_flag=True, help="Напечатать JSON.")
workers_option = option(
    "--workers", type=click.IntRange(1, 256), metavar="N", help="Рабочих процессов; по умолчанию — по числу ядер."
)
max_item_option = option(
    "--max-item",
    type=click.IntRange(1, 1000),
    default=10,
    metavar="МБ",
    help="Страницы, строки и записи лент длиннее не читать; по умолчанию 10.",
)


def timeout_option(seconds: int) -> Callable[[Command], Command]:
    """--timeout of a search, with its default."""
    return option(
        "--timeout",
        type=Number(0, 600),
        default=float(seconds),
        metavar="СЕКУНД",
        help=f"Показать то, что нашлось за столько секунд; по умолчанию {seconds}.",
    )
