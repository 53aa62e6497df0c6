"""Random small collections, and the segment written from them."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import strategies as st

from indexer.columnar.blocks import compressed
from indexer.columnar.documents import FacetColumn
from indexer.columnar.inversion import occurrences, sort_terms
from indexer.columnar.layout import LEMMAS, WEIGHT_ONE
from indexer.columnar.writer import NewSegment, TextColumn, packed_text, write_columns, write_records

WORDS = ["завод", "кластер", "ёлка", "яма", "a", "в", "и", "сталь"]
SOURCES, REGIONS = ["тасс", "риа"], ["Томск", "Казань", "Уфа"]

TEXT = st.lists(st.dictionaries(st.sampled_from(WORDS), st.sampled_from([64, 64, 1, 40]), max_size=2))
DOCUMENT = st.fixed_dictionaries(
    {
        "title": TEXT,
        "body": TEXT,
        "day": st.sampled_from([0, 1, 737791, 739999]),
        "source": st.sampled_from([None, *SOURCES]),
        "regions": st.lists(st.sampled_from(REGIONS), unique=True),
        "gap": st.sampled_from([1, 1, 200, 70000]),
    }
)
COLLECTION = st.lists(DOCUMENT, max_size=12)


def document(body, title=(), **others):
    """A document of certain words, or of {reading: weight} for a word."""
    title, body = ([{word: 64} if isinstance(word, str) else word for word in text] for text in (title, body))
    return {"title": title, "body": body, "day": 0, "source": None, "regions": [], "gap": 1} | others


def text_column(documents):
    """Each word of a text is {reading: weight}; words stand `gap` positions apart."""
    cells = [(document[name], document["gap"]) for document in documents for name in ("title", "body")]
    found = [
        (WORDS.index(term), cell, place * gap, weight)
        for cell, (text, gap) in enumerate(cells)
        for place, readings in enumerate(text)
        for term, weight in readings.items()
    ]
    ids, numbers, positions, weights = np.array(found, np.int64).reshape(-1, 4).T
    terms, ranks = sort_terms([word.encode() for word in WORDS])
    lengths = np.array([len(text) for text, _ in cells], np.uint32)
    return TextColumn(lengths, packed_text([(terms, occurrences(ranks[ids], numbers, positions, weights))]))


def write(directory, name, documents, urls=None, facets=("source", "region")):
    urls = [f"u{number}" for number in range(len(documents))] if urls is None else urls
    regions = [REGIONS.index(region) for document in documents for region in document["regions"]]
    counts = [len(document["regions"]) for document in documents]
    codes = [SOURCES.index(document["source"]) if document["source"] else -1 for document in documents]
    columns = {
        "source": FacetColumn(SOURCES, np.array(codes, np.int32)),
        "region": FacetColumn(REGIONS, np.array(regions, np.int32), np.cumsum([0, *counts])),
    }
    days = np.array([document["day"] for document in documents], np.int32)
    records = [json.dumps({"url": url}).encode() for url in urls]
    kept = {facet: columns[facet] for facet in facets}
    new = NewSegment(len(documents), [(LEMMAS, text_column(documents))], kept, days, urls)
    write_records(directory, name, compressed(records), new.doc_count)
    return write_columns(directory, name, new)


def postings_of(documents):
    """The brute-force inverted index: term -> [(cell, weight, positions)]; the body of document d is cell 2 d + 1."""
    index = {}
    for docnum, document in enumerate(documents):
        for cell, text in ((2 * docnum, document["title"]), (2 * docnum + 1, document["body"])):
            of_cell = {}
            for place, readings in enumerate(text):
                for term, weight in readings.items():
                    of_cell.setdefault(term.encode(), []).append((place * document["gap"], weight))
            for term, found in of_cell.items():
                weight = sum(weight for _, weight in found) / WEIGHT_ONE
                index.setdefault(term, []).append((cell, weight, [position for position, _ in found]))
    return dict(sorted(index.items()))


def read_back(reader, field=LEMMAS):
    """The same from a segment, one term at a time."""
    index = {}
    for row, name in enumerate(reader.fields[field].names):
        postings = reader.fields[field].records.read(row)
        flat, starts = postings.positions
        pieces = [flat[start:stop].tolist() for start, stop in itertools.pairwise(starts)]
        assert postings.freqs.tolist() == list(map(len, pieces))
        assert reader.fields[field].names.find(name) == row
        assert reader.fields[field].records.head(row).doc_freq == len(pieces)
        index[name] = list(zip(postings.docnums.tolist(), postings.weights.tolist(), pieces, strict=True))
    return index


def facet_values(reader, field):
    """The values of every document."""
    facet = reader.facet(field)
    found = [[] for _ in range(reader.doc_count)]
    for docnum, code in zip(facet.docnums().tolist(), facet.codes.tolist(), strict=True):
        if code >= 0:
            found[docnum].append(facet.values[code])
    return found


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A fresh directory at every call, for tests that hypothesis repeats."""
    return lambda: tmp_path_factory.mktemp("segments")
