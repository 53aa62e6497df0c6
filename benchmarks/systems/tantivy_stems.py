"""tantivy, in Rust: its Russian Snowball stemmer, two threads, title and body stored."""

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.corpus import Corpus, read_articles
from benchmarks.queries import Query
from benchmarks.systems.system import LIMIT

NAME = "tantivy"
REMARK = "Snowball stems, two threads; exact totals, its default"
HAS_SNIPPETS = True

THREADS = 2
HEAP = 512 << 20  # bytes for both threads, so that a hundred thousand articles make two segments
FIELDS = ["title", "body"]


def version() -> str:
    """The version of the bindings, which follows that of the engine."""
    return metadata.version("tantivy")


def build(corpus: Corpus, folder: Path) -> None:
    """One commit, and the merges that follow it."""
    writer = tantivy.Index(_schema(), path=str(folder)).writer(HEAP, THREADS)
    for article in read_articles(corpus.path):
        document = tantivy.Document()
        document.add_text("url", article.url)
        document.add_text("title", article.title)
        document.add_text("body", article.body)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def index_folder(folder: Path) -> Path:
    """All of it."""
    return folder


def open_searcher(folder: Path) -> "TantivySearcher":
    """Open the index."""
    return TantivySearcher(folder)


def as_typed(query: Query) -> str:
    """Words as tantivy's query parser reads them; OR unless told otherwise.

    >>> as_typed(Query("and", ("кластер", "завод"))), as_typed(Query("phrase", ("новый", "завод")))
    ('+кластер +завод', '"новый завод"')
    """
    match query.kind:
        case "phrase":
            return f'"{" ".join(query.words)}"'
        case "and":
            return " ".join(f"+{word}" for word in query.words)
        case _:
            return " ".join(query.words)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("url", stored=True, tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, stored=True, tokenizer_name="ru_stem")
    return builder.build()


class TantivySearcher:
    """An open searcher."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """See `Searcher.close`; files are let go with the last reference."""

    def ask(self, query: Query, snippets: bool) -> Sequence[str]:
        """See `Searcher.ask`."""
        parsed = self._index.parse_query(as_typed(query), FIELDS)
        found = self._searcher.search(parsed, LIMIT)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        if snippets:
            generator = tantivy.SnippetGenerator.create(self._searcher, parsed, self._index.schema, "body")
            for document in documents:
                generator.snippet_from_doc(document).to_html()
        return [str(document.get_first("title")) for document in documents]

    def count(self, query: Query) -> int:
        """See `Searcher.count`."""
        found: Any = self._searcher.search(self._index.parse_query(as_typed(query), FIELDS), 1)
        return int(found.count)  # the stubs of tantivy do not know it
