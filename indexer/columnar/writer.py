"""A batch of documents, given as arrays, becomes a segment: the fast road.

>>> segment = write_segment(directory, "MAIN_1", Batch(2, texts={"body": column}, keys=urls), records)
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import ColumnsWriter
from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.documents import Documents, FacetColumn, write_documents
from indexer.columnar.exact import DAY_FIELD
from indexer.columnar.exact_terms import day_terms, facet_terms
from indexer.columnar.inversion import THREADS, Occurrences, TextColumn, invert, occurrences, sort_terms
from indexer.columnar.layout import DOCS, TERMS, TEXTS
from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column
from indexer.columnar.stored import Stored, write_stored
from indexer.columnar.terms import KEY_FIELD, TermsWriter


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents as columns: text fields and facets by name, days as ordinals (0 unknown), urls as keys.

    `digests` (uint64) are of the stored records, `signatures` (uint8, a row each) of the texts.
    """

    doc_count: int
    texts: Mapping[str, TextColumn]
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


def _inverted(
    name: str, terms: Sequence[bytes], found: Callable[[], Occurrences]
) -> tuple[str, list[bytes], PostingTable]:
    rows, table = invert(found())
    return name, [terms[row] for row in rows.tolist()], table


def _fields(batch: Batch) -> Iterator[tuple[str, Sequence[bytes], Callable[[], Occurrences]]]:
    """The terms of texts, the longest first; of keys, facets and days, for Whoosh's queries, and keys also for us."""
    for name, text in sorted(batch.texts.items(), key=lambda one: -one[1].size):
        yield name, text.terms, text.occurrences
    if batch.keys:
        yield KEY_FIELD, *_keys(batch.keys)
    for name, facet in batch.facets.items():
        yield name, *facet_terms(facet)
    if batch.days is not None:
        yield DAY_FIELD, *day_terms(batch.days)


def _keys(keys: Sequence[str]) -> tuple[Sequence[bytes], Callable[[], Occurrences]]:
    rows: defaultdict[str, int] = defaultdict(count().__next__)  # a key comes again where a document is replaced
    ids = np.fromiter(map(rows.__getitem__, keys), np.int32, len(keys))
    terms, ranks = sort_terms([key.encode() for key in rows])
    return terms, lambda: occurrences(ranks[ids], np.arange(len(keys), dtype=np.int32))
