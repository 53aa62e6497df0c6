"""Whoosh as it comes: its own codec, one process, our words: every reading of a form at the word's position.

Forms are read once and remembered, so that it is not parsing that is measured.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import whoosh
from whoosh import index, query
from whoosh.analysis import Token
from whoosh.fields import ID, TEXT, Schema

from benchmarks.corpus import Corpus, read_articles
from benchmarks.queries import Query
from benchmarks.systems.system import LIMIT
from indexer.indexing.schema import LemmaAnalyzer
from indexer.text.analyzer import Analyzer
from indexer.text.letters import form
from indexer.text.tokens import CHUNK, take_apart, width

NAME = "stock Whoosh"
REMARK = "W3Codec, one process, our analyzer with its parsed forms remembered"
HAS_SNIPPETS = True

PROGRESS = 10_000  # articles between two remarks
FIELDS = ("title", "body")

_readings = Analyzer(memory=1 << 20).readings


class RememberingAnalyzer(LemmaAnalyzer):
    """Our analyzer for Whoosh, but a chunk is taken apart and read once, and one token object serves for all."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Whoosh's protocol."""
        token = Token(**options)
        token.stopped, token.boost = False, 1.0
        position = 0
        for match in CHUNK.finditer(value):
            first = match.start()
            terms, taken = _chunk_terms(match.group())
            for term, start, stop, offset in terms:
                token.text = token.original = term
                token.pos, token.startchar, token.endchar = position + offset, first + start, first + stop
                yield token
            position += taken


@lru_cache(maxsize=1 << 20)
def _chunk_terms(chunk: str) -> tuple[tuple[tuple[str, int, int, int], ...], int]:
    """The terms of a chunk as (term, start, stop, position), and how many positions it takes."""
    pieces = take_apart(chunk)
    terms = tuple(
        (reading.term, piece.start, piece.stop, piece.position)
        for piece in pieces
        for reading in _readings(form(piece.text))
    )
    return terms, width(pieces)


def version() -> str:
    """The version of Whoosh."""
    return str(whoosh.versionstring())


def build(corpus: Corpus, folder: Path) -> None:
    """One writer, one commit."""
    analyzer = RememberingAnalyzer()
    schema = Schema(url=ID(stored=True), title=TEXT(analyzer, stored=True), body=TEXT(analyzer, stored=True))
    writer = index.create_in(str(folder), schema).writer(limitmb=512)
    started = time.perf_counter()
    for number, article in enumerate(read_articles(corpus.path), 1):
        writer.add_document(url=article.url, title=article.title, body=article.body)
        if number % PROGRESS == 0:
            print(f"  {NAME}: {number:,} articles, {time.perf_counter() - started:.0f} s", file=sys.stderr)
    writer.commit()


def index_folder(folder: Path) -> Path:
    """All of it."""
    return folder


def open_searcher(folder: Path) -> "WhooshSearcher":
    """Open the index with Whoosh's BM25F."""
    return WhooshSearcher(folder)


class WhooshSearcher:
    """An open searcher."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder))
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """See `Searcher.close`."""
        self._searcher.close()
        self._index.close()

    def ask(self, query: Query, snippets: bool) -> Sequence[str]:
        """See `Searcher.ask`."""
        hits = self._searcher.search(as_tree(query), limit=LIMIT)
        if snippets:
            for hit in hits:
                hit.highlights("body")
        return [hit["title"] for hit in hits]

    def count(self, query: Query) -> int:
        """See `Searcher.count`; only a search without limit counts truly."""
        return len(self._searcher.search(as_tree(query), limit=None))


def as_tree(asked: Query) -> query.Query:
    """Whoosh's own nodes; a word is any of its lemmas, a phrase any of the ways to read its words."""
    words = [_terms(word) for word in asked.words]
    match asked.kind:
        case "phrase":
            return query.Or([query.Phrase(field, list(read)) for field in FIELDS for read in product(*words)])
        case "or" | "headline":
            return query.Or([_any_of(terms) for terms in words])
        case _:
            return query.And([_any_of(terms) for terms in words])


def _any_of(terms: Sequence[str]) -> query.Query:
    return query.Or([query.Term(field, term) for field in FIELDS for term in terms])


def _terms(word: str) -> list[str]:
    """The terms of a word; of a compound those of its whole and its parts."""
    terms, _ = _chunk_terms(word)
    return list(dict.fromkeys(term for term, *_ in terms))
