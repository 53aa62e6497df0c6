"""Three roads over the seeds: no difference is no fault, one document lost on one road is."""

import random

import pytest

from benchmarks import equality
from benchmarks.corpus import Row
from benchmarks.typed import TYPED_KINDS, make_typed
from indexer.search.parser import parse

ASKED = ["seeds", "--queries", "60", "--articles", "10"]
NOUNS = "сталь стекло кластер завод технопарк институт фонд проект станок область".split()


@pytest.fixture(autouse=True)
def _at_the_root(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pytestconfig.rootpath)


def test_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert equality.main(ASKED) == 0
    table = capsys.readouterr().out
    assert all(f"| {name} |" in table for name, _, _ in TYPED_KINDS.values())
    assert "deleted documents" in table


def test_a_lost_document_is_a_difference(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    search = equality.Arrays.search
    monkeypatch.setattr(
        equality.Arrays, "search", lambda arrays, *asked: dict(list(search(arrays, *asked).items())[1:])
    )
    assert equality.main(ASKED) == 1
    assert "1 differ" in capsys.readouterr().out


def test_queries_of_all_kinds_can_be_read_and_come_again_with_the_seed() -> None:
    chance = random.Random(1)
    rows = [
        Row(f"u{number}", " ".join(chance.choices(NOUNS, k=5)), " ".join(chance.choices(NOUNS, k=30)))
        for number in range(30)
    ]
    typed = make_typed(rows, 120, seed=1)
    assert {one.kind for one in typed} == set(TYPED_KINDS)
    assert typed == make_typed(rows, 120, seed=1) != make_typed(rows, 120, seed=2)
    assert not any(parse(one.text).notes for one in typed)
