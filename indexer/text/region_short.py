"""What does the abbreviation of a region stand for? in_full("КЧР") begins with «Карачаево-Черкесская Республика».

>>> in_full("рт"), in_full("спб"), in_full("газ")
(('Республика Татарстан', 'Татарстан'), ('Санкт-Петербург', 'Петербург'), ())

Only abbreviations that mean one region: «РК» may be Крым, Коми, Карелия and Калмыкия. Of all tables this reads one.
"""

import re
from functools import cache
from pathlib import Path

LONGEST = 4  # letters: «ХМАО»


def in_full(short: str) -> tuple[str, ...]:
    """Its name by the Constitution, and others that texts may have; nothing for other words."""
    return _regions().get(short.lower(), ()) if len(short) <= LONGEST else ()


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    """Of several names the one that is a part of the first stands for both: «Петербург» of «Санкт-Петербург»."""
    found = {}
    for row in Path(__file__).with_name("regions.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        subject, names, shorts, *_ = row.split("\t")
        official = re.split(r" [—(]", subject)[0]
        known = [name.partition("/")[0] for name in names.split(", ")] if names else [official]
        shorter = [name for name in known[1:] if name in known[0]]
        for short in filter(str.isalpha, shorts.split(", ")):  # «РТ», but not «?РТ»
            found[short.lower()] = tuple(dict.fromkeys((official, *(shorter or known[:1]))))
    return found
