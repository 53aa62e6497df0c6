"""The table of weights is made of every weight, and a change changes it."""

import json
from pathlib import Path

import pytest

from benchmarks import relevance
from indexer.matching.evaluator import Evaluator
from indexer.search.parser import parse
from indexer.search.terms import plan

ARTICLES = Path(__file__).parent.parent / "relevance" / "articles.jsonl"
JUDGED = [
    {"query": "Пчеловоды Алтайского края собрали рекордный урожай мёда", "relevant": ["honey-altai"], "kind": "title"},
    {"query": "Ледовый центр испытают осенью", "relevant": ["ice-centre"], "kind": "title"},
    {"query": "водородный транспорт", "relevant": ["hydrogen-bus"], "kind": "morph"},
    {"query": "водородный транспорт Сахалин", "relevant": ["hydrogen-plant"], "kind": "morph"},
]


def test_the_table_has_a_line_for_every_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judged = tmp_path / "judged.jsonl"
    judged.write_text("".join(json.dumps(row) + "\n" for row in JUDGED), encoding="utf-8")
    assert relevance.main([str(ARTICLES), str(judged)]) == 0
    head, _, *lines = capsys.readouterr().out.partition("\n\n")[0].splitlines()
    rows = {cells[0]: cells[1:] for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)}
    assert head == f"| {' | '.join(relevance.HEADS)} |"
    assert list(rows) == [trial.name for trial in relevance.trials()]
    assert all(len(cells) == len(relevance.HEADS) - 1 for cells in rows.values())
    assert rows["none"][4] == "1.000"
    assert rows["long_query 99 for 4"][4] == "0.500"  # another article holds all words of a headline


def test_what_is_no_weight_of_ranking_is_changed_for_a_while(tmp_path: Path) -> None:
    generation = relevance.built(ARTICLES, tmp_path / "built", has_titles=True)
    planned = plan(parse("технопарк").tree, generation.analyzer)
    assert planned is not None

    def scores() -> list[float]:
        found = Evaluator(generation.collection, generation.facets).evaluate_where(planned, None).found
        return found.weights.tolist()

    present = scores()
    changes = [
        trial for trial in relevance.trials() if "title" in trial.name or "body" in trial.name or "k1" in trial.name
    ]
    assert len(changes) == 9
    for trial in changes:
        with trial.arranged(generation):
            assert scores() != present
        assert scores() == present
