"""What does the abbreviation of a region stand for, and may a word begin the name of one? Of all tables this reads one.

>>> in_full("рт"), in_full("спб"), in_full("газ")
(('Республика Татарстан', 'Татарстан'), ('Санкт-Петербург', 'Петербург'), ())
>>> may_begin_name("Чечнёй"), may_begin_name("завод")
(True, False)

Only abbreviations that mean one region: «РК» may be Крым, Коми, Карелия and Калмыкия.
"""

import re
from functools import cache
from pathlib import Path

from indexer.text.letters import fold_yo

LONGEST = 4  # letters: «ХМАО»
_STEM = 4  # letters that the forms of a name share
_SHORT = 5  # letters of a name whose forms share one letter less: «Тыва», «Тывой»


def in_full(short: str) -> tuple[str, ...]:
    """Its name by the Constitution, and others that texts may have; nothing for other words."""
    return _regions().get(short.lower(), ()) if len(short) <= LONGEST else ()


def may_begin_name(word: str) -> bool:
    """False for most words that no name of a region begins with, whatever its form."""
    return fold_yo(word.lower())[: _STEM if len(word) > _SHORT else _STEM - 1] in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    names = {fold_yo(name.lower()) for row in _rows() for name in re.findall(r"[^\W\d_]+", row)}
    return frozenset(name[:_STEM] for name in names) | {name[: _STEM - 1] for name in names if len(name) <= _SHORT}


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    """Of several names the one that is a part of the first stands for both: «Петербург» of «Санкт-Петербург»."""
    found = {}
    for row in _rows():
        subject, names, shorts, *_ = row.split("\t")
        official = re.split(r" [—(]", subject)[0]
        known = [name.partition("/")[0] for name in names.split(", ")] if names else [official]
        shorter = [name for name in known[1:] if name in known[0]]
        for short in filter(str.isalpha, shorts.split(", ")):  # «РТ», but not «?РТ»
            found[short.lower()] = tuple(dict.fromkeys((official, *(shorter or known[:1]))))
    return found


def _rows() -> list[str]:
    return Path(__file__).with_name("regions.tsv").read_text(encoding="utf-8").splitlines()[1:]
