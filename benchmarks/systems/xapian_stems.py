"""Xapian, in C++: its Russian stemmer. Its phrases are of exact forms, as its own defaults have it."""

import json
from collections.abc import Sequence
from pathlib import Path

import xapian

from benchmarks.corpus import Corpus, read_articles
from benchmarks.queries import Query
from benchmarks.systems.system import LIMIT

NAME = "Xapian"
REMARK = "Snowball stems; phrases of exact forms, its default"
HAS_SNIPPETS = True

SNIPPET = 300  # bytes


def version() -> str:
    """The version of the library."""
    return str(xapian.version_string())


def build(corpus: Corpus, folder: Path) -> None:
    """One writer; the title and the body under one another, as Xapian's own tutorial does."""
    database = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE_OR_OPEN)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("russian"))
    for article in read_articles(corpus.path):
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(article.title)
        generator.increase_termpos()
        generator.index_text(article.body)
        document.set_data(json.dumps(article, ensure_ascii=False))
        database.add_document(document)
    database.commit()
    database.close()


def index_folder(folder: Path) -> Path:
    """All of it."""
    return folder


def open_searcher(folder: Path) -> "XapianSearcher":
    """Open the database."""
    return XapianSearcher(folder)


class XapianSearcher:
    """An open database with its query parser."""

    def __init__(self, folder: Path) -> None:
        self._database = xapian.Database(str(folder / "xapian"))
        self._stemmer = xapian.Stem("russian")
        self._parser = xapian.QueryParser()
        self._parser.set_stemmer(self._stemmer)
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        self._parser.set_database(self._database)

    def close(self) -> None:
        """See `Searcher.close`."""
        self._database.close()

    def ask(self, query: Query, snippets: bool) -> Sequence[str]:
        """See `Searcher.ask`."""
        found = self._found(query, LIMIT)
        articles = [json.loads(match.document.get_data()) for match in found]
        if snippets:
            for _, _, body in articles:
                found.snippet(body.encode(), SNIPPET, self._stemmer)
        return [title for _, title, _ in articles]

    def count(self, query: Query) -> int:
        """See `Searcher.count`."""
        return int(self._found(query, self._database.get_doccount()).size())

    def _found(self, query: Query, limit: int) -> "xapian.MSet":
        self._parser.set_default_op(xapian.Query.OP_AND if query.kind == "and" else xapian.Query.OP_OR)
        words = " ".join(query.words)
        enquire = xapian.Enquire(self._database)
        enquire.set_query(self._parser.parse_query(f'"{words}"' if query.kind == "phrase" else words))
        return enquire.get_mset(0, limit)
