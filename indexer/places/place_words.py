"""By which name is a place known whose adjective is used? places_of("казанский").names == ("Казань",).

>>> places_of("самарский"), places_of("владимирский").subjects, places_of("приморский")
(Places(names=('Самара',), subjects=('Самарская область',)), ('Владимирская область',), None)

Of what is a man's name too the adjective says but the region: «владимирский» is of Владимирская область. A name is not
taken for its adjective: who asks for Казань does not ask for «Казанский собор» of another town. A name of a region that
means another thing too is asked for as an adjective is: «Питер» is Петербург. Places that no table has are told by the
shape of their words: «коморгузинский» is of «Коморгузино».
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from indexer.text.letters import fold_yo

SHORTEST = 3  # letters that a name and its adjective share
_ADJECTIVES = ("ский", "цкий", "ской")
_CUT = ("ов", "ев", "ин", "ен", "")  # before the ending: «асин|ов|ский», «щигр|ов|ский»
_LONG_ENDINGS = ("ье", "ль", "ок", "ая", "ое", "ые", "ие")
_VOWELS = "аеиоуыэюяьй"
_ENDINGS = ("", "о", "а", "ы", "и", "ь", "ль", "ск", "ье", "ок", "е", "ая", "ое")  # of a name, in place of «ский»


class Places(NamedTuple):
    """What an adjective is of: names of towns and regions, and federal subjects."""

    names: tuple[str, ...]
    subjects: tuple[str, ...]


def places_of(lemma: str) -> Places | None:
    """The places of an adjective or a doubtful name (small letters, ё as е); None of other words."""
    rows = _places().get(lemma)
    if rows is None:
        return None
    names = {_folded(name): name for row in rows for name in row.names}
    return Places(tuple(names.values()), tuple(dict.fromkeys(row.subject for row in rows if row.subject)))


def names_of(subject: str) -> tuple[str, ...]:
    """The names of a federal subject that mean nothing else.

    >>> names_of("Калужская область"), names_of("Республика Карелия")
    ((), ('Карелия',))
    """
    return _names_of_subjects().get(subject, ())


def names_by_shape(lemma: str) -> Iterator[str]:
    """The lemmas that would be the name of an adjective's place, or the adjective of a place's name, if they are any.

    >>> "коморгузино" in names_by_shape("коморгузинский"), "коморгузинский" in names_by_shape("коморгузино")
    (True, True)
    """
    if len(shared_beginning(lemma)) < SHORTEST or not lemma.isalpha():
        return
    if lemma.endswith(_ADJECTIVES):
        stem = lemma[:-4]
        for cut in _CUT:
            if stem.endswith(cut):
                yield from (stem.removesuffix(cut) + ending for ending in _ENDINGS)
        return
    if lemma.endswith("ск"):
        yield lemma + "ий"
    ending = next(
        (ending for ending in _LONG_ENDINGS if lemma.endswith(ending)), lemma[-1] if lemma[-1] in _VOWELS else ""
    )
    stem = lemma.removesuffix(ending)
    yield from (f"{stem}{suffix}ский" for suffix in reversed(_CUT))


def shared_beginning(lemma: str) -> str:
    """With which letters all `names_by_shape` of a lemma begin."""
    return lemma[:-6] if lemma.endswith(_ADJECTIVES) else lemma[:-2]


class _Place(NamedTuple):
    """One row of the tables: the names that mean nothing else, and the subject it tells of."""

    names: tuple[str, ...]
    subject: str | None


@cache
def _places() -> dict[str, list[_Place]]:
    """By every adjective and doubtful name of a region, as small letters with е for ё."""
    table: defaultdict[str, list[_Place]] = defaultdict(list)
    for subject, names, _, adjectives, *_ in _rows("regions.tsv"):
        for word in (*_marked(adjectives, "?"), *_doubtful(names)):
            table[_folded(word)].append(_Place(_marked(names), subject))
    for names, subject, adjectives, *_ in (*_rows("cities.tsv"), *_rows("lands.tsv")):
        for adjective in _marked(adjectives, "?"):
            sure = _marked(names)
            table[_folded(adjective)].append(_Place(sure, None if sure else subject))
    return table


@cache
def _names_of_subjects() -> dict[str, tuple[str, ...]]:
    return {subject: _marked(names) for subject, names, *_ in _rows("regions.tsv")}


def _folded(word: str) -> str:
    return fold_yo(word.lower())


def _marked(cell: str, allowed: str = "") -> tuple[str, ...]:
    """The names of a cell, without their genitives: those without a mark, and with the one that is allowed."""
    names = (name.removeprefix(allowed).partition("/")[0] for name in cell.split(", "))
    return tuple(name for name in names if name[:1].isalpha())


def _doubtful(cell: str) -> tuple[str, ...]:
    return tuple(name for name in _marked(cell, "?") if name not in _marked(cell))


def _rows(table: str) -> Iterator[list[str]]:
    """These two tables are read as they are: all forms of all names take ten times as long."""
    for row in Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()[1:]:
        yield row.split("\t")
