"""The `innopoisk` command: reads the command line, asks the engine, prints; decides nothing.

Results go to standard output, remarks and progress to standard error.
"""

import os
import sys

import click

from indexer.cli.codes import FOUND, INTERRUPTED, LOCKED, NOTHING_PUBLISHED, TROUBLE
from indexer.cli.commands import commands
from indexer.cli.russian import complaint
from indexer.cli.terminal import remark
from indexer.errors import BuildError, IndexLocked, InnopoiskError, QueryError


def main() -> None:
    """Run the command; every foreseeable fault is one Russian sentence and an exit code."""
    try:
        code = commands.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        remark("остановлено; прежний указатель, если он был, цел")
        code = INTERRUPTED
    except click.ClickException as error:
        remark(complaint(error))
        code = TROUBLE
    except QueryError as error:
        remark(f"{error} (место {error.position + 1})" if error.position else str(error))
        code = TROUBLE
    except InnopoiskError as error:
        remark(str(error))
        code = _code_of(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FOUND
    sys.exit(code or 0)


def _code_of(error: InnopoiskError) -> int:
    if isinstance(error, IndexLocked):
        return LOCKED
    return NOTHING_PUBLISHED if isinstance(error, BuildError) else TROUBLE
