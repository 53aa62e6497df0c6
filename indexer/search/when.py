"""Which days a date in a query means: «2016», «2016-05», «2012..2016» in, the first and the last day out.

>>> published_in("2016-02")
Published(since=datetime.date(2016, 2, 1), until=datetime.date(2016, 2, 29))
"""

import calendar
import datetime
import re

from indexer.search.syntax import Published

_DAYS = (
    re.compile(r"(?P<year>\d{4})(?:[-.](?P<month>\d{1,2})(?:[-.](?P<day>\d{1,2}))?)?"),  # 2016, 2016-05, 2016-05-31
    re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.(?P<year>\d{4})"),  # 31.05.2016, 05.2016
)
_YEARS = re.compile(r"(\d{4})-(\d{4})")  # 2012-2016
_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "…": ".."})


def published_in(text: str) -> Published | None:
    """The period a text names; «..2016» and «2012..» are open; None when it cannot be read or ends before it begins."""
    text = _YEARS.sub(r"\1..\2", text.translate(_SIGNS))
    if ".." not in text:
        days = _period(text)
        return Published(*days) if days else None
    first, last = text.split("..", 1)
    since, until = _period(first), _period(last)
    if (first and since is None) or (last and until is None) or not (since or until):
        return None
    period = Published(since[0] if since else None, until[1] if until else None)
    if period.since and period.until and period.since > period.until:
        return None
    return period


def _period(text: str) -> tuple[datetime.date, datetime.date] | None:
    match = next((found for pattern in _DAYS if (found := pattern.fullmatch(text))), None)
    if match is None:
        return None
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    try:
        if year and month and day:
            exactly = datetime.date(year, month, day)
            return exactly, exactly
        first = datetime.date(year or 0, month or 1, 1)
        last_month = month or 12
        return first, datetime.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    except ValueError:
        return None
