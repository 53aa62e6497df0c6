"""The `innopoisk` command: reads the command line, asks the engine, prints; decides nothing.

Results go to standard output, remarks and progress to standard error.
"""

import _thread
import gc
import io
import os
import resource
import sys
import threading

import click

from indexer.cli import evaluating, serving  # noqa: F401  (the commands join the group)
from indexer.cli.codes import FOUND, INTERRUPTED, LOCKED, NOTHING_PUBLISHED, TROUBLE
from indexer.cli.commands import commands
from indexer.cli.russian import complaint
from indexer.cli.terminal import drop, remark
from indexer.errors import BuildError, IndexLocked, InnopoiskError, QueryError, reason, shortage
from indexer.text.wording import size

LEAST_MEMORY = 144 * 2**20  # bytes of addresses


def main() -> None:
    """Run the command; every foreseeable fault is one Russian sentence and an exit code."""
    _hold_streams()
    _speak_utf8()
    sys.unraisablehook = _swallowed
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads, 40 ms, for algebra nobody asks for
    try:
        _want_memory()
        # Not `commands.main`: click would answer Ctrl-C and a closed pipe itself, and in English.
        with commands.make_context("innopoisk", sys.argv[1:] or ["--help"]) as context:
            code = commands.invoke(context)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except KeyboardInterrupt:
        remark("остановлено; указатель, если он был, цел")
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
    except BrokenPipeError:  # `innopoisk search … | head -1`: the reader has seen enough
        drop(sys.stdout)
        code = FOUND
    except OSError as error:
        drop(sys.stdout)
        remark(f"{f'«{error.filename}» не открывается' if error.filename else 'не получилось'}: {reason(error)}")
        code = TROUBLE
    except Exception as error:
        if not (short := shortage(error)):
            raise
        drop(sys.stdout)
        remark(f"не получилось: {short}")
        code = TROUBLE
    gc.freeze()  # or the interpreter would look through all that was loaded for garbage on its way out
    sys.exit(code or 0)


def _hold_streams() -> None:
    """Of streams that were closed the numbers are held: a file of the index would get them, and remarks with them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the least number that is free
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w")


def _speak_utf8() -> None:
    """Whatever the locale says: answers are Russian, and a letter that cannot be printed must not stop them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _swallowed(told: "sys.UnraisableHookArgs") -> None:
    """What was raised where nobody can catch it, as in a finalizer: Ctrl-C comes again, want of memory is told once."""
    if isinstance(told.exc_value, KeyboardInterrupt):
        threading.Timer(0.01, _thread.interrupt_main).start()  # at once would be inside this very function
    elif told.exc_value is None or not shortage(told.exc_value):
        sys.__unraisablehook__(told)


def _want_memory() -> None:
    """With less than that, the libraries end the process in words of their own while they are loaded."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    if allowed != resource.RLIM_INFINITY and allowed < LEAST_MEMORY:
        raise click.UsageError(f"разрешено {size(allowed)} памяти, нужно не меньше {size(LEAST_MEMORY)} (ulimit -v)")


def _code_of(error: InnopoiskError) -> int:
    if isinstance(error, IndexLocked):
        return LOCKED
    return NOTHING_PUBLISHED if isinstance(error, BuildError) else TROUBLE
