"""The index as Whoosh sees it: a schema whose analyzers are ours, so that any Whoosh query finds any word form.

    whoosh.index.open_dir("index_data/gen-0001")            opens a generation
    QueryParser("body", schema()).parse("кластеров")        asks for the lemma кластер

Whoosh pickles the schema into its table of contents, so the paths of these classes may not move.
"""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer as WhooshAnalyzer
from whoosh.analysis import Token
from whoosh.fields import ID, KEYWORD, TEXT, FieldType, Schema

from indexer.columnar.exact import whoosh_number
from indexer.fields import FIELDS, Kind
from indexer.text import lemma
from indexer.text.analyzer import analysed, exact_term
from indexer.text.tokens import tokens


class LemmaAnalyzer(WhooshAnalyzer):
    """Text to lemma terms, every reading of a homonym at the word's position."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Whoosh's protocol: one token object, yielded again and again."""
        for start, stop, position, word_form in _words(value):
            for reading in lemma.readings(word_form):
                yield _filled(reading.term, start, stop, position, options)


class ExactAnalyzer(WhooshAnalyzer):
    """Text to forms as they are written, lower case, ё as е."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Whoosh's protocol: one token object, yielded again and again."""
        for start, stop, position, word_form in _words(value):
            yield _filled(exact_term(word_form), start, stop, position, options)


def schema() -> Schema:
    """The schema of every generation, read off `fields.FIELDS`."""
    found = Schema()
    for field in FIELDS:
        match field.kind:
            case Kind.TEXT:
                found.add(field.name, TEXT(LemmaAnalyzer(), stored=True))
                found.add(field.exact, TEXT(ExactAnalyzer()))
            case kind:
                found.add(field.name, _FIELD_TYPES[kind]())
    return found


_FIELD_TYPES: dict[Kind, type[FieldType] | Any] = {
    Kind.KEY: lambda: ID(stored=True, unique=True),
    Kind.FACET: lambda: KEYWORD(stored=True),
    Kind.DAY: whoosh_number,
}


def _words(text: str) -> Iterator[tuple[int, int, int, str]]:
    for token in tokens(text):
        yield token.start, token.stop, token.position, analysed(token).form


def _filled(term: str, start: int, stop: int, position: int, options: dict[str, Any]) -> Token:
    token = Token(**options)
    token.text, token.original = term, term
    token.pos, token.startchar, token.endchar = position, start, stop
    token.stopped, token.boost = False, 1.0
    return token
