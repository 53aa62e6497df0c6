"""SQLite FTS5 over our lemmas: the first reading of every word, written apart by blanks; articles in a table beside.

FTS5 has no way to plug in an analyzer from Python, so it is given text that needs none. The index is contentless:
the lemmas themselves are not kept.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from benchmarks.corpus import Corpus, read_articles
from benchmarks.queries import Query
from benchmarks.systems.system import LIMIT
from indexer.text.analyzer import Analyzer
from indexer.text.letters import form
from indexer.text.tokens import CHUNK, take_apart

NAME = "SQLite FTS5"
REMARK = "our lemmas, the likeliest of each word; contentless, so it has no snippets"
HAS_SNIPPETS = False

FILE = "articles.sqlite"
SCHEMA = """
    CREATE TABLE articles (number INTEGER PRIMARY KEY, url TEXT, title TEXT, body TEXT);
    CREATE VIRTUAL TABLE lemmas USING fts5(title, body, content='', tokenize="unicode61 remove_diacritics 0");
"""
BEST = """
    SELECT articles.title FROM lemmas JOIN articles ON articles.number = lemmas.rowid
    WHERE lemmas MATCH ? ORDER BY lemmas.rank LIMIT ?
"""

_BREAK = re.compile(r"[^\w]+")  # where unicode61 would cut a lemma in two
_readings = Analyzer(memory=1 << 20).readings


def version() -> str:
    """The version of SQLite."""
    return sqlite3.sqlite_version


def build(corpus: Corpus, folder: Path) -> None:
    """One transaction, then the index merged into one piece."""
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.executescript(SCHEMA)
        for number, article in enumerate(read_articles(corpus.path), 1):
            database.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", (number, *article))
            analysed = (number, lemmatised(article.title), lemmatised(article.body))
            database.execute("INSERT INTO lemmas(rowid, title, body) VALUES (?, ?, ?)", analysed)
        database.execute("INSERT INTO lemmas(lemmas) VALUES ('optimize')")
        database.commit()


def index_folder(folder: Path) -> Path:
    """All of it."""
    return folder


def open_searcher(folder: Path) -> "SqliteSearcher":
    """Open the database."""
    return SqliteSearcher(folder)


def lemmatised(text: str) -> str:
    """The text as lemmas: «Новые заводы» -> «новый завод»."""
    return " ".join(lemma for chunk in CHUNK.findall(text) for lemma in _lemmas(chunk))


@lru_cache(maxsize=1 << 20)
def _lemmas(chunk: str) -> tuple[str, ...]:
    return tuple(_of_chunk(chunk))


def _of_chunk(chunk: str) -> Iterator[str]:
    """The likeliest lemma of the last word at every position: of a compound its parts."""
    for _, standing in groupby(take_apart(chunk), key=lambda piece: piece.position):
        *_, last = standing
        yield _BREAK.sub("_", _readings(form(last.text))[0].term)


class SqliteSearcher:
    """An open database."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / FILE)

    def close(self) -> None:
        """See `Searcher.close`."""
        self._database.close()

    def ask(self, query: Query, snippets: bool) -> Sequence[str]:
        """See `Searcher.ask`; there are no snippets."""
        return [title for (title,) in self._database.execute(BEST, (as_typed(query), LIMIT))]

    def count(self, query: Query) -> int:
        """See `Searcher.count`."""
        counted = self._database.execute("SELECT count(*) FROM lemmas WHERE lemmas MATCH ?", (as_typed(query),))
        return int(counted.fetchone()[0])


def as_typed(query: Query) -> str:
    """Lemmas in quotes, as FTS5 reads them."""
    words = [f'"{lemmatised(word)}"' for word in query.words]
    match query.kind:
        case "phrase":
            return " + ".join(words)
        case "or" | "headline":
            return " OR ".join(words)
        case _:
            return " AND ".join(words)
