"""How large one item may be is the user's to say."""

from pathlib import Path

import pytest

import indexer


@pytest.mark.parametrize(("max_item", "kept"), [(1, 1), (2, 3)])
def test_the_limit_is_one_for_pages_and_rows(tmp_path: Path, max_item: int, kept: int) -> None:
    long = "В Саранске открыт технопарк. " * 30_000  # 1.5 MB
    (tmp_path / "a.txt").write_text(long, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(f'{{"url": "b", "text": "{long}"}}\n{{"url": "c", "text": "Цех."}}\n', "utf-8")
    report = indexer.rebuild([str(tmp_path)], str(tmp_path / "index"), workers=1, max_item=max_item)
    assert (report.indexed, report.failed) == (kept, 3 - kept)
    assert all("1 МБ (предел задаёт --max-item)" in problem.reason for problem in report.problems)
    again = indexer.update([str(tmp_path)], str(tmp_path / "index"), workers=1, max_item=max_item)
    assert (again.indexed, again.failed) == (kept, 3 - kept)
