"""Where a word would be cut by rule, dictionary or not: «нанолеком» -> «нанолек».

>>> russian_stems("мальсаговым"), russian_stems("мальсагов"), english_stem("clusters")
(('мальсагов', 'мальсаг'), ('мальсаг',), 'cluster')

Snowball takes «-ов» of a surname for an ending in the nominative and keeps it in the other cases; the stem of the
stem is where they meet.
"""

from functools import cache

import snowballstemmer

SHORTEST_STEM = 3  # letters; below that everything meets everything
SURNAME_ENDINGS = ("ов", "ев", "ин", "ын")


def russian_stems(word: str) -> tuple[str, ...]:
    """The stem of a word, and the stem of that stem where it is another and not too short."""
    stem = _stemmer("russian").stemWord(word)
    again = _stemmer("russian").stemWord(stem)
    return tuple(dict.fromkeys(cut for cut in (stem, again) if len(cut) >= SHORTEST_STEM))


def english_stem(word: str) -> str:
    """The Snowball stem of a Latin word."""
    return str(_stemmer("english").stemWord(word))


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    found = snowballstemmer.stemmer(language)
    if hasattr(found, "maxCacheSize"):  # the C one keeps what it was asked, which takes longer than to cut a word anew
        found.maxCacheSize = 0
    return found
