"""More than three hundred hostile documents by rules, among good ones: each is kept and found, or refused and told."""

import json
import re
from pathlib import Path

import pytest

import indexer
from tests.hostile import FAMILIES, FINDS, Document, documents


def good_row(number: int) -> str:
    return json.dumps({"url": f"good-{number}", "text": f"В Томске работает кластер номер {number}."}) + "\n"


@pytest.mark.parametrize("family", FAMILIES)
def test_each_is_kept_and_found_or_refused_and_told(tmp_path: Path, family: str) -> None:
    folder, every = tmp_path / "folder", documents(family)
    folder.mkdir()
    for number, one in enumerate(every):
        one.make(folder)
        (folder / f"{one.key} good.jsonl").write_text(good_row(number), encoding="utf-8")
    report = indexer.rebuild([str(folder)], str(tmp_path / "index"), workers=2)
    assert report.found == report.indexed + report.skipped + report.failed
    assert report.skipped + report.failed == len(report.problems)
    assert all(re.search("[а-яё]{3}", problem.reason) for problem in report.problems)
    with indexer.open_engine(tmp_path / "index") as engine:
        kept = [article.url for article in engine.articles()]
        found = {hit.article.url for hit in engine.search(FINDS, limit=1000).hits}
        assert engine.search("кластеры Томска", limit=1).total == len(every)  # no good one is lost
        json.dumps(indexer.as_json(engine.search(FINDS, limit=1000)), ensure_ascii=False).encode("utf-8")
    assert report.indexed == len(kept)
    wrong = [fault for one in every if (fault := _fault(one, kept, found, report))]
    assert not wrong, wrong


def _fault(one: Document, kept: list[str], found: set[str], report: "indexer.Report") -> str | None:
    """What has become of a document that should not have."""
    mine = [url for url in kept if one.key in url and "good" not in url]
    told = "; ".join(problem.reason for problem in report.problems if one.key in problem.source)
    if one.kept is not None and len(mine) != one.kept:
        return f"{one.key}{one.suffix}: {len(mine)} kept, {told}"
    if not set(mine) <= found:
        return f"{one.key}{one.suffix}: not found"
    if (not mine or told) and not (one.reason and re.search(one.reason, told)):
        return f"{one.key}{one.suffix}: {told!r}"
    return None


def test_there_are_more_than_three_hundred() -> None:
    assert sum(len(documents(family)) for family in FAMILIES) >= 300
