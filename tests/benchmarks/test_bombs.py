"""Every bomb is bounded on a small index too; and what breaks a bound is told."""

from pathlib import Path

import pytest

import indexer
from benchmarks.bomb_queries import KINDS, Bomb, bombs
from benchmarks.bombs import LONGEST, MOST, Blast, explode, main, summary
from web import create_app

TWICE = 2 * len(KINDS)


def test_every_kind_is_thrown_and_a_seed_gives_the_same() -> None:
    found = list(bombs(TWICE, seed=7))
    assert [bomb.kind for bomb in found] == 2 * [kind.__name__ for kind in KINDS]
    assert found == list(bombs(TWICE, seed=7))
    assert found != list(bombs(TWICE, seed=8))


def test_bombs_are_bounded(seeds: "indexer.Engine") -> None:
    app = create_app(engine=seeds)
    broken = [blast for blast in explode(app, bombs(5 * len(KINDS))) if not blast.is_bounded]
    assert not broken


@pytest.mark.parametrize(
    ("status", "seconds", "needed", "is_bounded"),
    [
        (200, 0.1, 0, True),
        (400, LONGEST, MOST, True),
        (500, 0.1, 0, False),
        (200, LONGEST + 0.1, 0, False),
        (200, 0.1, MOST + 1, False),
    ],
)
def test_what_is_bounded(status: int, seconds: float, needed: int, is_bounded: bool) -> None:
    blast = Blast(Bomb("kind", "query", "/", ""), status, seconds, needed, is_partial=False)
    assert blast.is_bounded is is_bounded
    assert f"{int(not is_bounded)} out of bounds" in summary([blast], 1)


def test_the_command_prints_a_summary(seeds_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(seeds_index), "--count", "40", "--shown", "2"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert (printed[0], printed[3]) == ("slowest:", "greediest:")
    assert printed[-1].startswith("40 bombs on 14 articles: median ")
    assert printed[-1].endswith("0 out of bounds")
