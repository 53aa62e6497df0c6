"""What is said to a client whose request the app never sees?

    refusal(431)   ->   a whole answer that ends in «Слишком длинные заголовки запроса.»

The headers are those of every other answer, the sentence is plain text, and the connection ends.
"""

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
ALWAYS = {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": NEVER_KEPT,
    "Connection": "close",
    **HEADERS,
    **NOT_FOR_ROBOTS,
}
ALSO = {503: {"Retry-After": "1"}}


@cache
def refusal(status: int) -> bytes:
    """The whole answer, head and body."""
    body = f"{SENTENCES.get(status, OTHER)}\n".encode()
    headers = {**ALWAYS, **ALSO.get(status, {}), "Content-Length": str(len(body))}
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
