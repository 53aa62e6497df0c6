"""What a builder asks of its workers when a segment is to be made: spelled(lemmas, cells, tables, False), as_one(…).

Each takes hundreds of megabytes for a while, and gives them back.
"""

from collections.abc import Callable
from pathlib import Path

from indexer.columnar.files import remove_segment
from indexer.columnar.merge import merge
from indexer.columnar.reader import open_segment
from indexer.columnar.writer import TextColumn
from indexer.indexing.batch import chunks_of
from indexer.indexing.chunks import ChunkColumn
from indexer.indexing.heap import give_back
from indexer.indexing.vocabulary import Tables
from indexer.opened.contents import SegmentEntry


def spelled(
    spelling: Callable[[ChunkColumn, Tables], tuple[str, TextColumn]], cells: ChunkColumn, tables: Tables, is_last: bool
) -> tuple[str, TextColumn]:
    """The postings of texts in one spelling; before the last of them a worker forgets the chunks that it has met."""
    if is_last:
        chunks_of.cache_clear()
    found = spelling(cells, tables)
    give_back()
    return found


def as_one(folder: Path, old: list[SegmentEntry], name: str) -> list[SegmentEntry]:
    """One segment in the place of several, or none where all is deleted."""
    give_back()
    merged = []
    if any(one.documents > len(one.deleted) for one in old):
        readers = [open_segment(folder, one.name, one.deleted) for one in old]
        merged = [SegmentEntry(name, merge(readers, folder, name).doc_count_all(), ())]
    for one in old:
        remove_segment(folder, one.name)
    return merged
