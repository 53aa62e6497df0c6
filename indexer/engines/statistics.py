"""What a generation holds, in numbers: `innopoisk stats`."""

from collections.abc import Sequence
from itertools import compress

import numpy as np

from indexer.columnar.cells import PLACES
from indexer.columnar.reader import SegmentReader
from indexer.engines.engine import Stats
from indexer.fields import TEXT_FIELDS
from indexer.generations.folders import size_of
from indexer.opened.generation import Generation


def statistics(generation: Generation, fault: str | None) -> Stats:
    """Documents, terms, lengths and bytes; `fault` says why this generation serves and not the newest, if it does."""
    collection = generation.collection
    names = [name for field in TEXT_FIELDS for name in (field.name, field.exact)]
    return Stats(
        documents=collection.doc_count,
        terms={name: _distinct(name, collection.segments) for name in names},
        lengths={field.name: collection.total_length(field.name) for field in TEXT_FIELDS},
        segments=len(collection.segments),
        bytes=size_of(generation.folder),
        generation=generation.folder.name,
        built=generation.built,
        fault=fault,
    )


def _distinct(field: str, segments: Sequence[SegmentReader]) -> int:
    """How many terms a field has in all segments."""
    spelling, place = PLACES[field]
    terms = [segment.fields[spelling] for segment in segments]
    if len(terms) == 1:
        return int(np.count_nonzero(terms[0].are_in(place)))
    return len(set().union(*(compress(one.names, one.are_in(place).tolist()) for one in terms)))
