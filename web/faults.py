"""Which status and which Russian sentence answer each fault; a person never sees a traceback."""

import math
import secrets

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from indexer import InnopoiskError, QueryError
from indexer.errors import shortage
from web.display import caret, sentence
from web.errors import ArticleMissing, Busy, Overloaded, RequestError, Short, TooManyRequests
from web.request import SearchRequest, read_query, read_search

# Every other foreseeable fault is of the index.
STATUS = {QueryError: 400, RequestError: 400, ArticleMissing: 404, TooManyRequests: 429, Overloaded: 503, Short: 503}
UNAVAILABLE = 503
BREATH = 60.0  # seconds after which a machine may have again what it ran out of

UNREAD = "Запрос не понят"
MAY_RETRY = (429, 500, 503)

TITLES = {
    400: "Адрес не понят",
    404: "Здесь ничего нет",
    405: "Так обратиться нельзя",
    429: "Слишком часто",
    500: "Ошибка на нашей стороне",
    503: "Поиск пока недоступен",
}
SENTENCES = {
    400: "Адрес страницы записан с ошибкой.",
    404: "Такой страницы нет: возможно, в адресе опечатка.",
    405: "Эта страница только читается: подойдут запросы GET и HEAD.",
}
OTHER = "Сервер не принял этот запрос."
UNFORESEEN = "Не удалось ответить: сбой записан в журнал под номером {number}, попробуйте ещё раз."


def register(app: Flask) -> None:
    """Catch everything, in one place."""
    app.register_error_handler(InnopoiskError, answer_foreseen)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_unforeseen)


def answer_foreseen(fault: InnopoiskError) -> Response:
    """The fault's own sentence; for a query also the place that could not be read."""
    status = STATUS.get(type(fault), UNAVAILABLE)
    if isinstance(fault, Busy):
        response = answer(status, sentence(str(fault)))
        response.headers["Retry-After"] = str(math.ceil(fault.pause))
        return response
    if status == UNAVAILABLE:
        current_app.logger.warning("%s: %s", type(fault).__name__, fault)
    return answer(status, sentence(str(fault)), fault.position if isinstance(fault, QueryError) else None)


def answer_http(fault: HTTPException) -> Response:
    """No such page, no such method; the headers that belong to the status (Allow, Location) are kept."""
    if fault.code is None or fault.code < 400:
        return make_response(fault.get_response())
    response = answer(fault.code, SENTENCES.get(fault.code, OTHER))
    response.headers.extend([pair for pair in fault.get_headers() if pair[0] != "Content-Type"])
    return response


def answer_unforeseen(fault: Exception) -> Response:
    """A mistake of ours: where it was goes to the log only, under a number that the person may tell us.

    A machine that has run out of memory is no mistake, and says so.
    """
    if lack := shortage(fault):
        current_app.logger.warning("%s", lack, exc_info=fault)
        return answer_foreseen(Short(lack, BREATH))
    number = secrets.token_hex(4)
    current_app.logger.error("unforeseen fault %s", number, exc_info=fault, extra={"fault_id": number})
    return answer(500, UNFORESEEN.format(number=number))


def asked() -> SearchRequest | None:
    """What the search box carries along: who mends a query keeps the filters. None where they cannot be read."""
    try:
        return read_search(request.args)
    except RequestError:
        return None


def answer(status: int, message: str, position: int | None = None) -> Response:
    """One sentence, as JSON where JSON was asked for."""
    if request.path.startswith("/api/") or request.path == "/healthz":
        place = {} if position is None else {"position": position}
        return make_response(jsonify(error=message, **place), status)
    query = read_query(request.args)
    page = render_template(
        "fault.html",
        title=UNREAD if position is not None else TITLES.get(status, TITLES[400]),
        message=message,
        asked=asked(),
        query=query,
        may_retry=status in MAY_RETRY,
        caret=None if position is None else caret(query, position),
    )
    return make_response(page, status)
