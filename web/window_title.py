"""Is a query the title of a browser's window? There «|» parts a headline from its outlet, in a query it means ИЛИ.

>>> headline_in("Технопарк открылся в Казани | РБК")
'Технопарк открылся в Казани'
"""

import re

LEAST_WORDS = 4  # of a headline
MOST_WORDS = 4  # of an outlet, or of its rubric

_PARTED = re.compile(r" \| ")
_BEGINS = re.compile(r"[«\"]?[A-ZА-ЯЁ\d]")
_SAYS_MORE = re.compile(r"[!*:()\[\]]|\b(?:И|ИЛИ|НЕ|AND|OR|NOT)\b|(?<!\S)-\w")


def headline_in(query: str) -> str | None:
    """The headline of a window's title; None for any other query, and where other signs say what is meant."""
    headline, *outlets = _PARTED.split(query)
    are_outlets = [_BEGINS.match(outlet) and len(outlet.split()) <= MOST_WORDS for outlet in outlets]
    is_title = _BEGINS.match(headline) and len(headline.split()) >= LEAST_WORDS and not _SAYS_MORE.search(query)
    return headline if is_title and outlets and all(are_outlets) else None
