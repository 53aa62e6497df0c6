"""Which words of a text may begin the name of a place, as far as one can tell without reading on?

>>> [roles().get(word, 0) for word in ("Казань", "Набережные", "Челны", "Владимир", "завод")]
[1, 2, 5, 8, 0]

A word that stands in a thousand articles is asked once, and an article is looked at only where the roles of its words,
side by side, leave it possible that it names a place: «Великий пост» and «Владимир Путин» do not.
"""

from functools import cache

from indexer.places.gazetteer import parted, words
from indexer.places.signs import given_names

BEGINS = 1  # Казань: a name, whatever stands behind it
LEADS = 2  # Набережные: a name where the next word is one that FOLLOWS
FOLLOWS = 4  # Челны
GIVEN = 8  # Владимир: no name where a blank and a capital letter stand behind it


@cache
def roles() -> dict[str, int]:
    """The words of names as they may be written, and what they may be."""
    leading, following = parted()
    found = dict.fromkeys(words(), BEGINS) | dict.fromkeys(leading, LEADS)
    found |= dict.fromkeys(given_names() & words(), GIVEN)
    return found | {word: found.get(word, 0) | FOLLOWS for word in following}
