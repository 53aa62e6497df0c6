"""A segment's files in another folder: linked, or copied where the file system has no links; removed as a set."""

import errno
import os

import pytest

from indexer.columnar.files import PARTS, link_segment, remove_segment, segment_bytes


@pytest.fixture
def folders(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    for folder in (source, target):
        folder.mkdir()
    for size, part in enumerate(PARTS, 1):
        (source / f"MAIN_1{part}").write_bytes(b"x" * size)
        (source / f"MAIN_1{part}").chmod(0o444)
    return source, target


def refuse(source, target):
    raise OSError(errno.EXDEV, "another device")


@pytest.mark.parametrize("has_links", [True, False])
def test_a_segment_in_another_folder(folders, monkeypatch, has_links):
    source, target = folders
    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    link_segment(source, target, "MAIN_1")
    assert segment_bytes(target, "MAIN_1") == segment_bytes(source, "MAIN_1") == 6
    for part in PARTS:
        ours, theirs = source / f"MAIN_1{part}", target / f"MAIN_1{part}"
        assert ours.samefile(theirs) == has_links
        assert ours.read_bytes() == theirs.read_bytes()


def test_only_the_files_of_the_segment_are_removed(folders):
    source, _ = folders
    (source / "MAIN_11.terms").touch()
    for _ in range(2):
        remove_segment(source, "MAIN_1")
        assert [path.name for path in source.iterdir()] == ["MAIN_11.terms"]
