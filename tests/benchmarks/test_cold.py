"""What commands cost, and what takes room, on a small index."""

from pathlib import Path

import pytest

from benchmarks import bytes_on_disk, cold
from indexer.generations.serving import current


def test_every_command_has_its_row(seeds_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cold.main([str(seeds_index), "--runs", "1"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| ")][1:]
    assert [line.split(" | ")[0] for line in rows] == [f"| {' '.join(command)}" for command in cold.COMMANDS]
    assert all(0 < int(cell) < 60_000 for line in rows for cell in line.strip("| ").split(" | ")[1:])


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="exit code 2"):
        cold.run(["stats", "--index", str(tmp_path)])


def test_every_byte_is_counted_once(seeds_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = bytes_on_disk.sizes(current(seeds_index))
    assert found.total() == sum(path.stat().st_size for path in current(seeds_index).iterdir())
    assert min(found.values()) >= 0
    assert sorted(found[".docs", f"lengths/{name}"] > 0 for name in ("body", "body_exact")) == [False, True]  # equal
    assert bytes_on_disk.main([str(seeds_index)]) == 0
    assert "| · lemmas/records |" in capsys.readouterr().out
