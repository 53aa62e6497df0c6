"""JSON Lines: a row is an article's bare text. {"url": "a", "text": "b"} -> RawPage("a", "b", is_clean=True).

A file that is one JSON list of such objects is read as well. The reason of a refusal says what is there instead.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

import orjson

from indexer.article import Hints, RawPage
from indexer.errors import SourceError
from indexer.sources import json_list, lines
from indexer.sources.charset import in_utf8
from indexer.sources.markup import bare
from indexer.sources.parcels import LONGEST_NAME, Parcel, Problem, SourceFile

KEYS = frozenset(("url", "id", "text", "title", "published", "date", "source", "regions"))
SHOWN_KEYS, LONGEST_KEY = 6, 30  # of a row that lacks one of ours
SPREAD = "это объект JSON на много строк: нужна одна статья в строке или один список статей"
WRITTEN_DAYS = range(19000101, 21000101)
FIRST_SECOND, LAST_SECOND = 100_000_000, 4_102_444_800  # 1973, 2100
_BETWEEN = re.compile("[,;]")
# What no row begins with: an object's first key on a line of its own.
_SPREAD = re.compile(rb'\s*\{[ \t\r]*\n\s*"[^"\n]{0,200}"\s*:')


def cut(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> Iterator[Parcel | Problem]:
    """Parcels of whole rows, each about as long as a block; a row beyond the limit is left out."""
    recoded = in_utf8(file.source, blocks)
    first = next(recoded, b"")
    if isinstance(first, bytes) and _SPREAD.match(first):
        return iter((Problem(file.source, SPREAD),))
    is_list = isinstance(first, bytes) and json_list.is_list(first)
    return (json_list.cut if is_list else lines.cut)(file, chain([first], recoded), longest)


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The rows of a parcel; a broken one is a Problem with its line number, the others are kept."""
    kind = "запись" if parcel.is_list else "строка"
    # Only a line feed ends a row: JSON strings may hold U+2028.
    for number, line in enumerate(parcel.content.split(b"\n"), parcel.first_line):
        try:
            if not _is_blank(line):
                yield _page(_row(line))
        except SourceError as fault:
            yield Problem(parcel.source, f"{kind} {number}: {fault}")


def _is_blank(line: bytes) -> bool:
    return not line.startswith(b"{") and not line.decode(errors="replace").strip()


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:  # NaN, half a surrogate pair, no UTF-8, no JSON: the standard library forgives more
        row = _forgiven(line)
    if not isinstance(row, dict):
        raise SourceError('не объект JSON вида {"url": …, "text": …}')
    return row


def _forgiven(line: bytes) -> Any:
    try:
        row = json.loads(line.decode(), parse_constant=lambda _: None)  # NaN is what pandas has where nothing is
    except UnicodeDecodeError:
        raise SourceError("не UTF-8") from None
    except json.JSONDecodeError as fault:
        raise SourceError(f"не JSON: разбор прервался на знаке {fault.pos + 1}") from None
    except ValueError:
        raise SourceError("не JSON: слишком длинное число") from None
    except RecursionError:
        raise SourceError("не JSON: слишком глубокая вложенность") from None
    return _whole_characters(row)


def _whole_characters(value: Any) -> Any:
    """Half of a surrogate pair, which "\\ud800" may leave, is no character and breaks every writer."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole_characters(each) for each in value]
    if isinstance(value, dict):
        return {key: _whole_characters(each) for key, each in value.items()}
    return value


def _page(row: dict[str, Any]) -> RawPage:
    url, link = _identity(row)
    text = row.get("text")
    if text is None:
        raise SourceError(f"нет text{_instead(row)}")
    if not isinstance(text, str):
        raise SourceError("text не строка")
    text = bare(text)
    if not text or text.isspace():
        raise SourceError("text пуст")
    title, source = _string(row, "title"), _string(row, "source")
    hints = Hints(
        title and bare(title),
        _day(row, "published") or _day(row, "date"),
        source and bare(source),
        _strings(row, "regions"),
        link,
    )
    return RawPage(url, text, hints, is_clean=True)


def _identity(row: dict[str, Any]) -> tuple[str, str | None]:
    """What the article is known by, and its link: `url`, or where there is an `id` that, and `url` is but the link.

    Rows of one corpus often share the address of a home page, never an id. Neither may be of any length: an identity
    cannot be cut, and a link that no browser follows is none.
    """
    url, own = _name(row, "url"), _name(row, "id")
    if not url and not own:
        raise SourceError(f"нет url{_instead(row)}")
    if len(own or url) > LONGEST_NAME:
        raise SourceError(f"{'id' if own else 'url'} длиннее {LONGEST_NAME} знаков")
    return (own, url if 0 < len(url) <= LONGEST_NAME else None) if own else (url, None)


def _instead(row: dict[str, Any]) -> str:
    """What a row holds that is not ours: other names for what is missing, or a list of articles."""
    others = [key for key in row if key not in KEYS]
    for key in others:
        if isinstance(row[key], list) and row[key] and isinstance(row[key][0], dict):
            return f"; список внутри «{key[:LONGEST_KEY]}» нужно записать в файл сам по себе"
    shown = ", ".join(key[:LONGEST_KEY] for key in others[:SHOWN_KEYS])
    return f"; незнакомые ключи: {shown}{', …' * (len(others) > SHOWN_KEYS)}" if others else ""


def _name(row: dict[str, Any], key: str) -> str:
    if type(row.get(key)) is int:
        return str(row[key])  # a number is a fair id
    return (_string(row, key) or "").strip()


def _string(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value
    raise SourceError(f"{key} не строка")


def _day(row: dict[str, Any], key: str) -> str | None:
    """As it is written; of a number the day that it counts, if it is one."""
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _string(row, key)
    day = _counted_day(value)
    return day.isoformat() if day else str(value)


def _counted_day(number: float) -> datetime.date | None:
    """20160531 as it reads; else seconds or thousandths of them since 1970, as pandas writes, of a year from 1973."""
    if number in WRITTEN_DAYS:
        with suppress(ValueError):
            return datetime.datetime.strptime(str(int(number)), "%Y%m%d").date()
        return None
    for unit in (1, 1000):
        if FIRST_SECOND * unit <= number <= LAST_SECOND * unit:
            return datetime.datetime.fromtimestamp(number / unit, datetime.UTC).date()
    return None


def _strings(row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if not value:
        return ()
    if isinstance(value, str):  # a table has but one cell for them
        return tuple(filter(None, map(str.strip, _BETWEEN.split(value))))
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise SourceError(f"{key} не список строк")
