"""What one would write in an afternoon: a Flask page over SQLite FTS5, ranked by bm25(), with snippet()."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from flask import Flask, g, render_template_string, request

from indexer import Article

SHOWN = 10
PAGE = """<!doctype html><html lang="ru"><meta charset="utf-8"><title>{{ query }}</title>
<form><input name="q" value="{{ query }}"><button>Найти</button></form><p>{{ total }} статей</p>
<ol>{% for url, title, published, snippet in rows %}<li><h2><a href="{{ url }}">{{ title }}</a></h2>
<p>{{ published or "" }}</p><p>{% for part in snippet.split("\\x01") %}
{%- if loop.index is even %}<mark>{{ part }}</mark>{% else %}{{ part }}{% endif %}{% endfor %}</p></li>{% endfor %}
</ol></html>"""
FOUND = """SELECT url, title, published, snippet(articles, 2, char(1), char(1), '…', 24) FROM articles
WHERE articles MATCH ? ORDER BY bm25(articles, 0, 2, 1) LIMIT ?"""
COUNTED = "SELECT count(*) FROM articles WHERE articles MATCH ?"


def build(base: Path, articles: Iterable[Article]) -> None:
    """Write the articles into a new database."""
    with sqlite3.connect(base) as connection:
        connection.execute("CREATE VIRTUAL TABLE articles USING fts5(url UNINDEXED, title, body, published UNINDEXED)")
        rows = ((one.url, one.title, one.body, one.published and str(one.published)) for one in articles)
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows)
    connection.close()


def create_app(base: str) -> Flask:
    """The page over a database; each thread has a connection of its own."""
    app = Flask(__name__)

    @app.get("/")
    def page() -> str:
        query = request.args.get("q", "")
        asked = " ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        connection = g.connection = sqlite3.connect(f"file:{base}?mode=ro", uri=True)
        rows = connection.execute(FOUND, (asked, SHOWN)).fetchall() if asked else []
        (total,) = connection.execute(COUNTED, (asked,)).fetchone() if asked else (0,)
        return render_template_string(PAGE, query=query, rows=rows, total=total)

    @app.teardown_request
    def close(_: BaseException | None) -> None:
        if "connection" in g:
            g.connection.close()

    return app
