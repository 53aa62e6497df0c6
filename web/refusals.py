"""What is said to a client whose request the app never sees?

    refusal(431)   ->   a whole answer that ends in «Слишком длинные заголовки запроса.»
    refusal(503, b"GET /api/search?q=…")   ->   the same as JSON, {"error": "…"}

The headers are those of every other answer, the sentence is plain text, or JSON for who asks the API, and the
connection ends.
"""

import json
import re
from functools import cache
from http import HTTPStatus

from web.headers import HEADERS, NEVER_KEPT, NOT_FOR_ROBOTS

SENTENCES = {
    408: "Запрос не пришёл целиком за отведённое время: повторите его.",
    414: "Слишком длинный адрес: сократите запрос.",
    431: "Слишком длинные заголовки запроса.",
    500: "Ошибка на нашей стороне: повторите запрос позже.",
    503: "Сейчас слишком много запросов: повторите через секунду.",
}
OTHER = "Сервер не понял этого запроса."
JSON_ASKED = re.compile(rb"[A-Z]+ /(api/|healthz[ ?])")
ALWAYS = {
    "Cache-Control": NEVER_KEPT,
    "Connection": "close",
    **HEADERS,
    **NOT_FOR_ROBOTS,
}
ALSO = {503: {"Retry-After": "1"}}


def refusal(status: int, head: bytes = b"") -> bytes:
    """The whole answer, head and body; `head` is what is known of the request's."""
    return _worded(status, is_json=JSON_ASKED.match(head) is not None)


@cache
def _worded(status: int, is_json: bool) -> bytes:
    sentence = SENTENCES.get(status, OTHER)
    said = json.dumps({"error": sentence}, ensure_ascii=False) if is_json else sentence
    body = f"{said}\n".encode()
    headers = {
        "Content-Type": f"{'application/json' if is_json else 'text/plain'}; charset=utf-8",
        **ALWAYS,
        **ALSO.get(status, {}),
        "Content-Length": str(len(body)),
    }
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {said}" for name, said in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


class Overheard:
    """Stands in for a socket where gunicorn words a refusal: the status is taken from it, and nothing sent."""

    def __init__(self) -> None:
        self.said = b""

    def sendall(self, data: bytes) -> None:
        """Called by gunicorn with the whole answer."""
        self.said += data

    def gettimeout(self) -> float:
        """Called by gunicorn, which would else make the socket wait for nothing."""
        return 0.0

    def status(self) -> int:
        """What gunicorn has made of the fault.

        >>> (heard := Overheard()).sendall(b"HTTP/1.1 414 URI Too Long")
        >>> heard.status()
        414
        """
        return int(self.said.split(maxsplit=2)[1]) if self.said else 500
