"""What is asked of an article beside its words."""

import datetime

import numpy as np
import pytest

from indexer.matching.conditions import published_mask
from indexer.search.syntax import Published

FIRST, SECOND, THIRD = (datetime.date(2016, 5, day) for day in (1, 2, 3))
PERIODS = [
    (None, None, [FIRST, SECOND, THIRD]),  # an unknown day lies in no period
    (SECOND, None, [SECOND, THIRD]),  # both ends are in it
    (None, SECOND, [FIRST, SECOND]),
    (SECOND, SECOND, [SECOND]),
]


@pytest.mark.parametrize(("since", "until", "expected"), PERIODS)
def test_days_lie_in_a_period(
    since: datetime.date | None, until: datetime.date | None, expected: list[datetime.date]
) -> None:
    days = np.array([0, *(day.toordinal() for day in (FIRST, SECOND, THIRD))], np.int32)
    found = days[published_mask(days, Published(since, until))]
    assert [datetime.date.fromordinal(day) for day in found.tolist()] == expected
