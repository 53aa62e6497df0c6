"""README, .ci/run and the program say the same."""

import datetime
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import indexer
from indexer.cli.commands import commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def commands_of_readme() -> list[str]:
    """The lines of the shell blocks before the first second-level heading after «Запуск»."""
    start = README.index("## Запуск")
    section = README[start : README.index("\n## ", start + 1)]
    return [line for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL) for line in block.strip().splitlines()]


def test_readme_has_exactly_two_commands_each_one_line() -> None:
    first, second = commands_of_readme()
    assert first.startswith("python3 -m venv .venv && ")
    assert first.endswith("&& .venv/bin/innopoisk serve")
    assert second.startswith("python3 -m venv .venv && ")
    assert "[test]" in second


def test_ci_runs_the_second_command_word_for_word() -> None:
    assert f"\n{commands_of_readme()[1]}\n" in CI


def test_a_table_becomes_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = re.findall(r"```python\n(import csv.*?)```", README, re.DOTALL)
    rows = (
        'url,title,text,published\r\na,Кластер,"В Саранске, сообщают, кластер",2016-05-31\r\nb,Без дня,"Технопарк",\r\n'
    )
    (tmp_path / "новости.csv").write_text(rows, encoding="utf-8-sig", newline="")
    monkeypatch.chdir(tmp_path)
    subprocess.run([sys.executable, "-c", program], check=True)
    indexer.rebuild(["новости.jsonl"], "index", workers=1)
    with indexer.open_engine("index") as engine:
        held = [(one.url, one.published, one.body) for one in engine.articles()]
    assert held == [("a", datetime.date(2016, 5, 31), "В Саранске, сообщают, кластер"), ("b", None, "Технопарк")]


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_is_in_readme(name: str) -> None:
    assert f"innopoisk {name}" in README


@pytest.mark.parametrize("path", re.findall(r"!?\[[^\]]*\]\((?!https?:)([^)#]+)\)", README))
def test_links_of_readme_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_picture_is_small() -> None:
    assert 0 < (ROOT / "docs" / "page.png").stat().st_size < 200_000


def test_version_is_in_the_changelog() -> None:
    version = subprocess.run(
        [sys.executable, "-m", "indexer", "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line", re.findall(r"ExecStart=\S+/innopoisk (.+)", (ROOT / "docs" / "OPERATING.md").read_text(encoding="utf-8"))
)
def test_the_commands_of_a_service_are_understood(line: str) -> None:
    name, *arguments = shlex.split(line)
    context = commands.commands[name].make_context(name, arguments)
    assert context.params["index"] == "/var/lib/innopoisk"
