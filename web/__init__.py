"""The web room: pages and an API over one engine.

    create_app(index="index_data")    opens the index when the first request comes
    create_app(engine=engine)         shows an engine that somebody else opened and will close

`flask --app web run` serves the default index.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.urls import iri_to_uri

import indexer
from indexer import Engine
from indexer.text import wording
from web import caching, display, facets, faults, gates, headers, hits, links, reading, timeline
from web.api import RussianJSON, api
from web.live import NAME, LiveEngine
from web.pages import pages
from web.request import SearchRequest

TEMPLATE_NAMES = (
    display.feed_identity,
    links.kept_parameters,
    links.outer_address,
    links.page_window,
    links.region_query,
    links.search_address,
    links.unfiltered,
    hits.hit_list,
    wording.counted,
    display.moment,
    reading.reading,
    wording.seconds,
    timeline.drawing,
    timeline.is_telling,
    SearchRequest,
)
# What is asked for with every hit: a template calls a filter directly, but a function by way of its context.
TEMPLATE_FILTERS = (display.day_told, display.marked, facets.drawn, hits.byline, wording.day_in_words, wording.grouped)


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: `rate` searches a second from one address, of one process; by the names `hosts` of this server.

    None allows any. `is_behind_proxy` believes what one proxy before this server says of the asker's address. A search
    ends after `timeout` seconds with what it has found.
    """

    rate: float | None = None
    hosts: tuple[str, ...] | None = None
    is_behind_proxy: bool = False
    timeout: float = 1.0


def create_app(index: str | None = None, engine: Engine | None = None, access: Access | None = None) -> Flask:
    """The app over an index on disk, or over an engine that is open already. All wiring is here."""
    access = access or Access()
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.json = RussianJSON(app)
    app.extensions[NAME] = LiveEngine(opener(index, engine), access.timeout)
    if access.is_behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update({named.__name__: named for named in TEMPLATE_NAMES})
    app.jinja_env.globals |= {name: getattr(wording, name) for name in ("IN_STORIES", "NEWS", "REPRINTS")}
    app.jinja_env.filters.update({named.__name__: named for named in TEMPLATE_FILTERS}, urlencoded=iri_to_uri)
    here = Path(__file__).parent
    app.jinja_env.globals |= {"static": app.static_url_path, "static_mark": content_mark(here / "static")}
    app.register_blueprint(pages)
    app.register_blueprint(api)
    faults.register(app)
    headers.register(app)
    app.before_request(gates.refuse_long_addresses)
    caching.register(app, content_mark(here / "static") + content_mark(here / "templates"))
    gates.register(app, access.rate, access.hosts)  # after caching: what a browser has already costs nothing
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
