"""What tests share: a real index of the seeds, built once, small indexes of written rows, and the command itself."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import indexer

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("innopoisk")

Ran = subprocess.CompletedProcess[str]

# What a property costs says more of the machine than of the program: a loaded one must not fail it.
settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the seeds; urls are seeds/000_….txt and so on."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        report = indexer.rebuild(["seeds"], str(index), workers=2)
    assert report.indexed == report.found == 14
    return index


@pytest.fixture(scope="session")
def seeds(seeds_index: Path) -> Iterator["indexer.Engine"]:
    """An engine over the seeds."""
    with indexer.open_engine(seeds_index) as engine:
        yield engine


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[..., Path]:
    """Builds an index of rows (texts, or dicts of JSON Lines keys) and gives its folder."""

    return lambda *rows: _built(tmp_path, rows)


@pytest.fixture(scope="module")
def engine_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., "indexer.Engine"]]:
    """Opens an engine over rows, given as `index_of` takes them, for all the tests of a module."""
    with ExitStack() as opened:

        def build(*rows: str | dict[str, Any]) -> "indexer.Engine":
            return opened.enter_context(indexer.open_engine(_built(tmp_path_factory.mktemp("rows"), rows)))

        yield build


def _built(folder: Path, rows: Iterable[str | dict[str, Any]]) -> Path:
    source, index = folder / "rows.jsonl", folder / "index"
    lines = (json.dumps(_row(number, row)) + "\n" for number, row in enumerate(rows))
    source.write_text("".join(lines), encoding="utf-8")
    indexer.rebuild([str(source)], str(index), workers=1)
    return index


def _row(number: int, row: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(row, str):
        return {"id": str(number), "title": "Сообщение", "text": row}
    return ({} if "url" in row else {"id": str(number)}) | {"title": "Сообщение"} | row


@pytest.fixture(scope="session")
def clean_environment() -> dict[str, str]:
    """The environment without what speaks to the command: where its index is, how it prints."""
    meant = ("INNOPOISK_INDEX", "NO_COLOR", "PYTHONIOENCODING")
    return {name: value for name, value in os.environ.items() if name not in meant}


@pytest.fixture(scope="session")
def innopoisk(clean_environment: dict[str, str]) -> Callable[..., Ran]:
    """Runs the installed command as a shell would: innopoisk("search", "кластер", index=folder).returncode."""

    def run(
        *arguments: str | Path,
        index: Path | None = None,
        said: str | bytes = b"",
        cwd: Path = ROOT,
        environment: dict[str, str] | None = None,
    ) -> Ran:
        at = {"INNOPOISK_INDEX": str(index)} if index else {}
        done = subprocess.run(
            [COMMAND, *arguments],
            input=said.encode() if isinstance(said, str) else said,
            capture_output=True,
            cwd=cwd,
            env=clean_environment | at | (environment or {}),
            timeout=60,
            check=False,
        )
        return Ran(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
