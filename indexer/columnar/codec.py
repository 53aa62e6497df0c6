"""The door for Whoosh: `ix.writer(codec=ColumnarCodec())` writes our segments, and `open_dir` reads them back.

Whoosh pickles the segment in its table of contents, so ColumnarSegment holds plain data only, and the path
`indexer.columnar.codec.ColumnarSegment` is part of every index on disk: it may not move.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from whoosh.codec import base

from indexer.columnar.whoosh_reader import DocumentReader, TermReader
from indexer.columnar.whoosh_writer import DocumentWriter, PostingWriter


class ColumnarCodec(base.Codec):
    """How Whoosh writes and reads a columnar segment. Vectors and column types of Whoosh's own are refused."""

    length_stats = True

    def per_document_writer(self, storage: Any, segment: "ColumnarSegment") -> DocumentWriter:
        """Takes lengths and stored fields."""
        return DocumentWriter(storage, segment)

    def field_writer(self, storage: Any, segment: "ColumnarSegment") -> PostingWriter:
        """Takes postings."""
        return PostingWriter(storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Whoosh asks for it only to write vectors."""
        raise NotImplementedError("the columnar codec keeps no vectors")

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """Whoosh asks for it only to read vectors."""
        raise NotImplementedError("the columnar codec keeps no vectors")

    def terms_reader(self, storage: Any, segment: "ColumnarSegment") -> TermReader:
        """Gives terms and their matchers."""
        return TermReader(storage, segment)

    def per_document_reader(self, storage: Any, segment: "ColumnarSegment") -> DocumentReader:
        """Gives lengths and stored fields."""
        return DocumentReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> "ColumnarSegment":
        """An empty segment of a new name."""
        return ColumnarSegment(indexname)


class ColumnarSegment(base.Segment):
    """A segment's name, how many documents it has and which of them are deleted."""

    def __init__(self, indexname: str, doc_count: int = 0, deleted: Iterable[int] = ()) -> None:
        super().__init__(indexname)
        self._doc_count = doc_count
        self._deleted = set(deleted)

    @classmethod
    def named(cls, segment_name: str, doc_count: int, deleted: Iterable[int] = ()) -> Self:
        """The segment of existing files: "MAIN_x" is segment x of the index MAIN."""
        indexname, _, segid = segment_name.rpartition("_")
        segment = cls(indexname, doc_count, deleted)
        segment.segid = segid
        return segment

    def codec(self) -> ColumnarCodec:
        """A codec has no state, so none is kept."""
        return ColumnarCodec()

    def should_assemble(self) -> bool:
        """Never pack the files into one: they are mapped as they lie."""
        return False

    def set_doc_count(self, doc_count: int) -> None:
        """Called by the writer when all documents are in."""
        self._doc_count = doc_count

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self._doc_count

    def deleted_count(self) -> int:
        """Documents deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Docnums of the deleted."""
        return iter(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or take the deletion back."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted
