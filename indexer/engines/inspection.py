"""Is a generation sound? Its columns against their checksums, and at will every document against its digest.

    check("index_data", is_deep=True)   ->   Inspection("gen-0002", documents=14, bytes=73051, faults=())

The manifest says whether files are what was published; the columns' checksums, whether that is what was written.
"""

import errno
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from indexer.columnar.arrays import open_columns
from indexer.columnar.cells import CELLS_A_DOCUMENT, FIELDS
from indexer.columnar.files import PARTS
from indexer.columnar.reader import SegmentReader, open_segment
from indexer.errors import BuildError, IndexDamaged
from indexer.generations.folders import size_of
from indexer.generations.lease import lease
from indexer.generations.manifest import faults_of
from indexer.generations.serving import current
from indexer.indexing.batch import digest
from indexer.indexing.lexicon_table import load_lexicon
from indexer.later import later
from indexer.opened.contents import SegmentEntry, read_contents
from indexer.opened.lexicon import LEXICON
from indexer.opened.stories import STORIES
from indexer.opened.toc import read_toc
from indexer.opened.words import WORDS

if TYPE_CHECKING:
    from indexer.opened.generation import Generation
else:
    Generation = later("indexer.opened.generation", "Generation")  # no build reads one back so

MOST_TOLD = 20  # faults of documents told one by one


@dataclass(frozen=True, slots=True)
class Inspection:
    """The generation that should serve: its live documents, its bytes, and a Russian line for each fault."""

    generation: str
    documents: int
    bytes: int
    faults: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that `check --json` prints."""
        return asdict(self)


def check(index: str | Path = "index_data", is_deep: bool = False) -> Inspection:
    """Every file of the serving generation against its checksums; `is_deep` reads every document and posting too.

    IndexMissing when nothing was ever published, IndexOutdated when another version of the program did; PermissionError
    where nothing can be told, for who asks may not read it.
    """
    try:
        folder = current(Path(index))
    except IndexDamaged as damage:
        if isinstance(damage.__cause__, PermissionError):
            raise damage.__cause__ from None
        return Inspection("", 0, 0, (str(damage),))
    held = lease(folder)  # or writers would sweep it while it is looked through
    try:
        return _inspected(folder, is_deep)
    finally:
        if held:
            held.release()


def _inspected(folder: Path, is_deep: bool) -> Inspection:
    size = size_of(folder)
    faults_of_files = faults_of(folder, is_thorough=True)
    if faults_of_files and all(fault.is_denied for fault in faults_of_files):
        raise PermissionError(errno.EACCES, faults_of_files[0].what, str(folder / faults_of_files[0].file))
    if faults_of_files:
        return Inspection(folder.name, 0, size, tuple(f"{fault.file}: {fault.what}" for fault in faults_of_files))
    try:
        segments = read_contents(folder).segments
        verify_columns(folder)
        _open_as_searches_do(folder)
        faults = [*_of_toc(folder, segments)]
        if is_deep:
            load_lexicon(folder)
            for entry in segments:
                faults += _of_documents(open_segment(folder, entry.name, entry.deleted), entry)
    except IndexDamaged as damage:
        return Inspection(folder.name, 0, size, (str(damage),))
    documents = sum(one.documents - len(one.deleted) for one in segments)
    return Inspection(folder.name, documents, size, tuple(faults[:MOST_TOLD]))


def verify_written(folder: Path) -> None:
    """Read a new generation back before it is published; BuildError when the disk has not kept what was written."""
    try:
        verify_columns(folder)
    except IndexDamaged as damage:
        raise BuildError(f"диск сохранил не то, что было записано: {damage}") from damage


def verify_columns(folder: Path) -> None:
    """Read every column of a generation; IndexDamaged names the first that is not as it was written."""
    names = [one.name + part for one in read_contents(folder).segments for part in PARTS]
    for name in (LEXICON, WORDS, STORIES, *names):
        open_columns(folder / name).verify()


def _open_as_searches_do(folder: Path) -> None:
    """A sound index can be asked anything: also what a search opens only when a query needs it."""
    generation = Generation(folder)
    _ = generation.words, generation.analyzer.long_forms


def _of_toc(folder: Path, segments: tuple[SegmentEntry, ...]) -> Iterator[str]:
    """Whoosh must open the very same segments."""
    ours = {one.name: (one.documents, set(one.deleted)) for one in segments}
    theirs = {one.segment_id(): (one.doc_count_all(), set(one.deleted_docs())) for one in read_toc(folder)}
    if ours != theirs:
        yield "оглавление Whoosh и segments.json называют разные сегменты"


def _url_of(record: bytes) -> str:
    """The url in a stored record; nothing where it cannot be read."""
    try:
        return str(orjson.loads(record)["url"])
    except (ValueError, LookupError, TypeError):
        return ""


def _of_documents(segment: SegmentReader, entry: SegmentEntry) -> Iterator[str]:
    if segment.doc_count != entry.documents:
        yield f"{entry.name}: документов {segment.doc_count} вместо {entry.documents}"
    digests = segment.digests.tolist()
    deleted = set(entry.deleted)
    for docnum in range(segment.doc_count):
        record = segment.stored(docnum)
        if digests[docnum] and digest(record) != digests[docnum]:
            yield f"{entry.name}: запись {docnum} не та, что была прочитана из источника"
        elif docnum not in deleted and segment.docnum(_url_of(record)) != docnum:
            yield f"{entry.name}: статья записи {docnum} не находится по своему url"
    for name, terms in segment.fields.items():
        limit = segment.doc_count * (CELLS_A_DOCUMENT if name in FIELDS else 1)
        if any(int(table.docnums.max()) >= limit for table in terms.records.tables()):
            yield f"{entry.name}: поле {name} называет документы, которых нет"
