"""A batch of documents, given as arrays, becomes a segment: the fast road.

>>> segment = write_segment(directory, "MAIN_1", Batch(2, texts={"body": column}, keys=urls), records)
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import ColumnsWriter
from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.documents import Documents, FacetColumn, write_documents
from indexer.columnar.exact import DAY_FIELD, day_terms, facet_terms
from indexer.columnar.inversion import THREADS, Occurrences, TextColumn, invert, sort_terms
from indexer.columnar.layout import DOCS, TERMS, TEXTS
from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column
from indexer.columnar.stored import Stored, write_stored
from indexer.columnar.terms import KEY_FIELD, TermsWriter


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents as columns: text fields and facets by name, days as ordinals (0 unknown), urls as keys.

    `digests` (uint64) are of the stored records, `signatures` (uint8, a row each) of the texts. `texts` is emptied as
    it is written, to free memory.
    """

    doc_count: int
    texts: dict[str, TextColumn]
    facets: Mapping[str, FacetColumn] = field(default_factory=dict)
    days: Column | None = None
    keys: Sequence[str] = ()
    digests: Column | None = None
    signatures: Column | None = None


def write_segment(directory: Path, segment_name: str, batch: Batch, stored: Stored) -> ColumnarSegment:
    """Write the three files of a segment; `stored` are the records of the batch, compressed."""
    documents = Documents(
        batch.doc_count,
        {name: text.lengths for name, text in batch.texts.items()},
        batch.facets,
        batch.days,
        digests=batch.digests,
        signatures=batch.signatures,
    )
    with _create(directory, segment_name + DOCS) as file:
        write_documents(file, documents)
    with _create(directory, segment_name + TEXTS) as file:
        count = write_stored(file, stored)
    if count != batch.doc_count:
        raise ValueError(f"{count} stored records for {batch.doc_count} documents")
    with _create(directory, segment_name + TERMS) as file:
        writer = TermsWriter(file, batch.doc_count)
        with ThreadPoolExecutor(THREADS) as threads:
            inverting = deque(threads.submit(_inverted, *field) for field in _fields(batch))
            while inverting:
                writer.add(*inverting.popleft().result())
    return ColumnarSegment.named(segment_name, batch.doc_count)


def _create(directory: Path, name: str) -> ColumnsWriter:
    return ColumnsWriter((directory / name).open("wb"))


def _inverted(name: str, terms: Sequence[bytes], given: list[Occurrences]) -> tuple[str, list[bytes], PostingTable]:
    names, rows = sort_terms(terms, given[0].term_ids)
    return name, names, invert(given, rows, len(names))


def _fields(batch: Batch) -> Iterator[tuple[str, Sequence[bytes], list[Occurrences]]]:
    """The terms of texts; of keys, facets and days, for Whoosh's queries, and keys also for us.

    Occurrences come in a list, out of which they are taken.
    """
    for name in sorted(batch.texts, key=lambda name: -len(batch.texts[name].term_ids)):
        text = batch.texts.pop(name)
        yield name, text.terms, [Occurrences(text.term_ids, text.docnums, text.positions, text.weights)]
        del text
    if batch.keys:
        rows: defaultdict[str, int] = defaultdict(count().__next__)  # a key comes again where a document is replaced
        ids = np.fromiter(map(rows.__getitem__, batch.keys), np.int32, batch.doc_count)
        docnums = np.arange(batch.doc_count, dtype=np.int32)
        yield KEY_FIELD, [key.encode() for key in rows], [Occurrences(ids, docnums)]
    for name, facet in batch.facets.items():
        terms, found = facet_terms(facet)
        yield name, terms, [found]
    if batch.days is not None:
        terms, found = day_terms(batch.days)
        yield DAY_FIELD, terms, [found]
