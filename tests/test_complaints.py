"""docs/COMPLAINTS.md names only tests that exist, and leaves no complaint out."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "COMPLAINTS.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \|.*$", TABLE, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)))


def test_all_complaints_have_a_row() -> None:
    assert [str(number) for number in range(1, 26)] == ROWS


def test_every_row_names_a_test() -> None:
    lines = [line for line in TABLE.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [line for line in lines if "::test_" not in line] == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_test_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
