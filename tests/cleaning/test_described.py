"""Every rule has its words for people."""

import re
from pathlib import Path

import pytest

import indexer
from indexer.cleaning.described import described, described_dropping
from tests.cleaning.rules import RULES

ROOM = Path(indexer.__file__).parent
ROWS = [row.split("\t") for row in (ROOM / "cleaning" / "rules.tsv").read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("question", "rule"), [(question, rule) for question, rule, _ in RULES])
def test_every_rule_is_described(question: str, rule: str) -> None:
    assert re.search("[а-яё]", described(question, rule))


@pytest.mark.parametrize(("question", "rule", "description"), ROWS)
def test_every_row_is_of_a_rule_and_says_it_once(question: str, rule: str, description: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))
    assert re.search(rf'\bdef {rule}\(|"{rule}"', code)
    assert [row[:2] for row in ROWS].count([question, rule]) == 1
    assert not description.endswith(".")


def test_a_dropped_line_is_described_whatever_its_rule_asks() -> None:
    assert described_dropping("age_mark") == described("boilerplate", "age_mark")
    assert described_dropping("line_over_date") == described("title", "line_over_date")
    assert described_dropping("no such rule") == described("title", "no such rule") == ""
