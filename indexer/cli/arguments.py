"""What stands on the command line, checked: words to a query, «2016-05» to a first and a last day."""

import re
import sys
from datetime import date

import click

import indexer

MOST_READ = 2**20  # bytes of standard input; a query is cut at 400 characters anyway
_OPTION = re.compile(r"(--[a-z][a-z-]*)(=.*)?", re.DOTALL)


def readable(text: str) -> str:
    """The text with every character fit to be printed and stored; bytes that are no UTF-8 become «�»."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def query_of(words: tuple[str, ...]) -> str:
    """The query that the words make, or standard input for «-»; a misspelt option is no word."""
    if words == ("-",):
        return sys.stdin.buffer.read(MOST_READ).decode("utf-8", "replace").strip() if sys.stdin else ""
    for word in words:
        if option := _OPTION.fullmatch(word):
            raise click.NoSuchOption(option[1])
    return " ".join(words)


def period_of(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that --since and --until allow."""
    first = _period(since, "--since").since if since else None
    last = _period(until, "--until").until if until else None
    if first and last and first > last:
        raise click.UsageError("--since позже, чем --until: такого срока нет")
    return first, last


def _period(text: str, option: str) -> "indexer.Published":
    period = indexer.published_in(text)
    if period is None or period.since is None or period.until is None:  # «..2014» names one end only
        raise click.UsageError(f"{option}: дата «{text}» не понята, нужна такая: 2016, 2016-05 или 2016-05-31")
    return period
