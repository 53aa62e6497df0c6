"""Whoosh's table of contents, read without running what it says: only classes of an allow-list are unpickled.

    read_toc(Path("index_data/gen-0001"))   ->   [ColumnarSegment …]

The engine reads `segments.json` instead; this is for whoever checks that both say the same.
"""

import io
import pickle
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.columnar.codec import ColumnarSegment
from indexer.errors import IndexDamaged, shortage
from indexer.opened.contents import INDEX_NAME

GENERATION = 1  # Whoosh's own numbering inside a folder; ours has one table each

# Module and name of everything a table of ours holds, by what they belong to.
ALLOWED = frozenset(
    (
        ("indexer.columnar.codec", "ColumnarSegment"),
        ("indexer.indexing.schema", "ExactAnalyzer"),
        ("indexer.indexing.schema", "LemmaAnalyzer"),
        ("whoosh.fields", "Schema"),
        ("whoosh.fields", "ID"),
        ("whoosh.fields", "KEYWORD"),
        ("whoosh.fields", "NUMERIC"),
        ("whoosh.fields", "TEXT"),
        ("whoosh.formats", "Existence"),
        ("whoosh.formats", "Frequency"),
        ("whoosh.formats", "Positions"),
        ("whoosh.analysis.tokenizers", "IDTokenizer"),  # of the key
        ("whoosh.analysis.tokenizers", "RegexTokenizer"),  # of the facets
        ("re", "_compile"),  # its pattern
        ("__builtin__", "long"),  # the type of the day
        ("__builtin__", "set"),  # deleted docnums
    )
)


class _Unpickler(pickle.Unpickler):
    """Refuses every class and function that no table of ours holds."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name, when it is allowed."""
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def read_toc(folder: Path) -> list[ColumnarSegment]:
    """The segments that Whoosh would open; IndexDamaged when the table is not one of ours."""
    name = TOC._filename(INDEX_NAME, GENERATION)
    try:
        stream = FileStorage(str(folder)).open_file(name)
        try:
            for _ in range(3):  # sizes of C's numbers
                stream.read_varint()
            stream.read_int(), stream.read_int()  # byte order, version of the table
            for _ in range(3):  # version of Whoosh
                stream.read_varint()
            _loaded(stream.read_string())
            stream.read_int(), stream.read_int()  # generation, unused
            segments = _loaded(stream.read())
        finally:
            stream.close()
    except Exception as error:
        if shortage(error):
            raise
        raise IndexDamaged(f"в {name} чужое или испорченное содержание ({error}): innopoisk rebuild") from error
    if not all(isinstance(one, ColumnarSegment) for one in segments):
        raise IndexDamaged(f"{name} называет чужие сегменты: innopoisk rebuild")
    return list(segments)


def _loaded(pickled: bytes) -> Any:
    return _Unpickler(io.BytesIO(pickled)).load()
