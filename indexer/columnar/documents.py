"""What is known of every document besides its text: field lengths, day, facets, digest, signature."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from indexer.columnar.arrays import Columns, ColumnsWriter
from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column, run_indices


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """A facet of every document as codes into `values`.

    Without `starts` each document has one code, -1 for none; with them codes[starts[d]:starts[d + 1]].
    """

    values: Sequence[str]
    codes: Column
    starts: Column | None = None

    def codes_of(self, docnums: Column) -> Column:
        """All codes of those documents (intp), -1 for none."""
        if self.starts is None:
            return self.codes.take(docnums).astype(np.intp)
        firsts = self.starts.take(docnums)
        return self.codes.take(run_indices(firsts, self.starts.take(docnums + 1) - firsts)).astype(np.intp)

    def docnums(self) -> Column:
        """The document of every code."""
        if self.starts is None:
            return np.arange(len(self.codes), dtype=np.int32)
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), self.starts[1:] - self.starts[:-1])


@dataclass(frozen=True, slots=True)
class Documents:
    """The columns of all documents of a segment, in memory or on disk."""

    count: int
    lengths: Mapping[str, Column]  # unsigned; on disk as narrow as they go
    facets: Mapping[str, FacetColumn] = field(default_factory=dict)
    days: Column | None = None  # int32
    totals: Mapping[str, int] = field(default_factory=dict)  # sums of lengths, as written
    digests: Column | None = None  # uint64, of the stored records
    signatures: Column | None = None  # uint8, SAMPLES of each document


def write_documents(writer: ColumnsWriter, documents: Documents, signatures: Iterable[Column] | None = None) -> None:
    """One column after another, as drawn in `layout`; signatures, the widest, may come in pieces, besides."""
    _write_lengths(writer, documents.lengths)
    if documents.days is not None:
        writer.add("days", documents.days.astype(np.int32))
    if documents.digests is not None:
        writer.add("digests", documents.digests.astype(np.uint64))
    if signatures is None and documents.signatures is not None:
        signatures = [documents.signatures]
    if signatures is not None:
        writer.add_pieces("signatures", "|u1", (piece.reshape(-1) for piece in signatures))
    for name, facet in documents.facets.items():
        writer.add(f"facet/{name}/codes", facet.codes.astype(np.min_scalar_type(-max(1, len(facet.values)))))
        if facet.starts is not None:
            writer.add(f"facet/{name}/starts", facet.starts.astype(np.uint32))
    writer.facts["documents"] = documents.count
    writer.facts["totals"] = {name: int(lengths.sum()) for name, lengths in documents.lengths.items()}
    writer.facts["facets"] = {name: list(facet.values) for name, facet in documents.facets.items()}


def _write_lengths(writer: ColumnsWriter, lengths: Mapping[str, Column]) -> None:
    """As narrow as they go; forms and lemmas of a text are as many, and share a column."""
    written: list[str] = []
    for name, column in lengths.items():
        twin = next((other for other in written if np.array_equal(lengths[other], column)), None)
        if twin is None:
            writer.add(f"lengths/{name}", column.astype(np.min_scalar_type(int(column.max(initial=0)))))
            written.append(name)
        else:
            writer.add_alias(f"lengths/{name}", f"lengths/{twin}")


def read_documents(columns: Columns) -> Documents:
    """Views of the file's columns."""
    facets = {}
    for name, values in columns.fact("facets").items():
        facets[name] = FacetColumn(values, columns[f"facet/{name}/codes"], columns.get(f"facet/{name}/starts"))
    totals = columns.fact("totals")
    lengths = {name: columns[f"lengths/{name}"] for name in totals}
    signatures = columns.get("signatures")
    return Documents(
        columns.fact("documents"),
        lengths,
        facets,
        columns.get("days"),
        totals,
        columns.get("digests"),
        None if signatures is None else signatures.reshape(-1, SAMPLES),
    )
