"""What the server did, a line of JSON for every request, on standard output; faults are lines among them.

    {"time": "2024-01-02T10:11:12.345+00:00", "method": "GET", "path": "/", "status": 200, "ms": 6.1, "bytes": 8123}
    {"time": "…", "level": "error", "message": "…", "id": "1f3a5c7e", "fault": "KeyError", "at": ["web/pages.py:40"]}

What people look for is their own business: neither queries nor what a fault says, which may repeat them, are logged
unless asked for. All is ASCII or Russian, so that people can read it and no line says anything to a terminal. Nobody
waits for whoever reads the log: a line for which the pipe has no room is dropped.
"""

import datetime
import json
import logging
import os
import re
import select
import sys
import traceback
from contextlib import suppress
from typing import Any
from urllib.parse import unquote_plus

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

LONGEST = 256  # characters of a path, a query or a message
PIPE_BUF = 4096  # bytes that are written whole or not at all
_FOREIGN = re.compile("[^ -~А-яЁё«»—–…№]")
_OF_A_REQUEST = re.compile(r"(.*?\brequest\b).*", re.DOTALL)


class Lines(logging.Handler):
    """Writes records as lines of JSON; `shows_queries` says whether they may repeat what a person typed."""

    def __init__(self, shows_queries: bool) -> None:
        super().__init__()
        self.shows_queries = shows_queries

    def emit(self, record: logging.LogRecord) -> None:
        """One record; of «Error handling request /?q=…» the beginning, unless queries may be told."""
        said = record.getMessage()
        if not self.shows_queries:
            said = _OF_A_REQUEST.sub(r"\1", said)
        line: dict[str, Any] = {"level": record.levelname.lower(), "message": said[:LONGEST]}
        if number := getattr(record, "fault_id", None):
            line["id"] = number
        if record.exc_info and record.exc_info[1]:
            fault = record.exc_info[1]
            line["fault"] = type(fault).__name__
            line["at"] = [f"{place.filename}:{place.lineno}" for place in traceback.extract_tb(fault.__traceback__)][
                -8:
            ]
            if self.shows_queries:
                line["reason"] = str(fault)[:LONGEST]
        write(line)


class Log(Logger):  # type: ignore[misc]
    """Gunicorn's log as lines of JSON, without what people look for."""

    shows_queries = False

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn at its start: its own handlers are left out, and what `web` says comes here too."""
        self.error_log.setLevel(logging.WARNING)
        for name in ("gunicorn.error", "web"):
            log = logging.getLogger(name)
            log.handlers = [Lines(self.shows_queries)]
            log.propagate = False

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: datetime.timedelta) -> None:
        """Called by gunicorn after every answer."""
        line = {
            "method": str(environ.get("REQUEST_METHOD"))[:LONGEST],
            "path": _spelled(environ.get("PATH_INFO"))[:LONGEST],
            "status": int(str(resp.status).split(maxsplit=1)[0]),
            "ms": round(request_time.total_seconds() * 1000, 1),
            "bytes": getattr(resp, "sent", 0),
        }
        if self.shows_queries:
            line["query"] = unquote_plus(_spelled(environ.get("QUERY_STRING", "")))[:LONGEST]
        write(line)

    def reopen_files(self) -> None:
        """There are none."""


class TellingLog(Log):
    """The same with queries."""

    shows_queries = True


def _spelled(told: object) -> str:
    """What WSGI tells as Latin-1 letters, which are bytes of UTF-8."""
    return str(told).encode("latin-1", "replace").decode("utf-8", "replace")


def _escaped(found: re.Match[str]) -> str:
    """A character as JSON may write it: two times four digits beyond the first plane."""
    return re.sub("(....)", r"\\u\1", found[0].encode("utf-16-be", "surrogatepass").hex())


def write(line: dict[str, Any]) -> None:
    """Put a line out, if there is room for it at once."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    text = json.dumps({"time": now, **line}, ensure_ascii=False)
    data = _FOREIGN.sub(_escaped, text).encode() + b"\n"
    with suppress(OSError, ValueError):
        out = sys.__stdout__.fileno() if sys.__stdout__ else 1
        if len(data) <= PIPE_BUF and select.select((), (out,), (), 0)[1]:
            os.write(out, data)
