"""The web room: pages and an API over one engine.

    create_app(index="index_data")    opens the index when the first request comes
    create_app(engine=engine)         shows an engine that somebody else opened and will close

`flask --app web run` serves the default index.
"""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Flask, Response

import indexer
from indexer import Engine
from indexer.text import wording
from web import display, faults, links
from web.api import RussianJSON, api
from web.live import NAME, LiveEngine
from web.pages import pages
from web.request import SearchRequest

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
YEAR = 365 * 24 * 3600

TEMPLATE_NAMES = (
    display.caret,
    display.forms,
    display.marked,
    display.paragraphs,
    links.article_address,
    links.changed,
    links.kept_parameters,
    links.literal,
    links.outer_address,
    links.page_window,
    links.search_address,
    links.unfiltered,
    wording.counted,
    wording.day_in_words,
    wording.grouped,
    wording.seconds,
    SearchRequest,
)


def create_app(index: str | None = None, engine: Engine | None = None) -> Flask:
    """The app over an index on disk, or over an engine that is open already. All wiring is here."""
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.json = RussianJSON(app)
    app.extensions[NAME] = LiveEngine(opener(index, engine))
    # Files are asked for with a mark of their content, so a browser may keep them.
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update({named.__name__: named for named in TEMPLATE_NAMES})
    app.jinja_env.globals |= {"IN_STORIES": wording.IN_STORIES, "REPRINTS": wording.REPRINTS}
    app.jinja_env.globals["static_mark"] = content_mark(Path(__file__).parent / "static")
    app.register_blueprint(pages)
    app.register_blueprint(api)
    faults.register(app)
    app.after_request(add_headers)
    return app


def opener(index: str | None, engine: Engine | None) -> Callable[[], Engine]:
    """How the app comes by its engine."""
    if engine is not None:
        return lambda: engine
    return partial(indexer.open_engine, index or os.environ.get("INNOPOISK_INDEX") or "index_data")


def content_mark(folder: Path) -> str:
    """Eight characters that change when any file of the folder does."""
    seen = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        seen.update(file.read_bytes())
    return seen.hexdigest()[:8]


def add_headers(response: Response) -> Response:
    """The page may load its own style and nothing else, and tells nobody where its reader came from."""
    response.headers.update(HEADERS)
    return response
