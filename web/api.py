"""The same answers for programs: GET /api/search?q=кластер -> the object of `innopoisk search --json`."""

from dataclasses import replace
from typing import Any

import orjson
from flask import Blueprint, Response, current_app, jsonify, request
from flask.json.provider import DefaultJSONProvider

from indexer import as_json, suggestions_as_json
from web.errors import RequestError
from web.live import engine, search
from web.request import read_flag, read_search, read_size, read_unfinished, unknown

SUGGESTIONS_KEPT = 300  # seconds that a browser may go on offering what it was told

api = Blueprint("api", __name__)


class RussianJSON(DefaultJSONProvider):
    """Cyrillic stays readable, and keys keep their order."""

    mimetype = "application/json; charset=utf-8"

    def dumps(self, obj: Any, **_: Any) -> str:
        """All on one line."""
        return orjson.dumps(obj).decode()


@api.get("/api/search")
def search_json() -> dict[str, Any]:
    """One page of results."""
    reprints = read_flag(request.args, "reprints", default=True)  # a program wants all, a reader one of each story
    asked = replace(read_search(request.args), size=read_size(request.args), reprints=reprints)
    if not asked.query:
        raise RequestError("пустой запрос: напишите его в q")
    results = search(asked)
    return as_json(replace(results, notes=(*results.notes, *unknown(request.args))))


@api.get("/api/suggest")
def suggest_json() -> Response:
    """Ways to go on with an unfinished query, while it is being typed."""
    query = read_unfinished(request.args)
    answer = jsonify(suggestions_as_json(query, engine().suggest(query, read_size(request.args))))
    answer.cache_control.max_age = SUGGESTIONS_KEPT
    return answer


@api.get("/openapi.json")
def description() -> Response:
    """What programs may ask and what they are answered (OpenAPI 3.1)."""
    return current_app.send_static_file("openapi.json")


@api.get("/healthz")
def health() -> dict[str, Any]:
    """Whether there is anything to search, and whether it is the newest; `fault` says why it is not."""
    status = engine().status()
    found = {"generation": status.generation, "documents": status.documents}
    return {"status": "degraded", **found, "fault": status.fault} if status.fault else {"status": "ok", **found}
