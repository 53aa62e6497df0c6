"""Which words may name a place of Russia, and which place? The tables of regions, cities and lands in every form.

    patterns("Казани")    ->  (Pattern(rest=(), senses=(Sense("Казань", "Республика Татарстан", …),)),)
    patterns("Нижнего")   ->  (Pattern(rest=("Новгорода",), …), …)

In the tables a name stands in the nominative, behind a stroke in the genitive where that does not go without saying.
A mark before it says how far it can be trusted: «?Владимир» is also something else and needs a sign beside it,
«!Мирный» must be called a town, or stand in a text that names its region. The same before an adjective: «?ростовский»
is a surname where it has a capital, «!приморский» counts only with «край», «~татарский» is a people's word and counts
where the text names the region elsewhere. Districts count only where they are called so: those that only a town of
theirs gives its name (cities.tsv), and all others but the Советский and Ленинский ones, which are everywhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from indexer.places.declension import adjective, cases, demonym, masculine
from indexer.text.letters import fold_yo

_WORD = re.compile(r"\w+")
# One more whenever `signs`, `regions` or the rules of `cleaning.regions` would give some article other regions.
TAGGING_VERSION = 7
TABLES = ("regions.tsv", "cities.tsv", "districts.tsv", "lands.tsv", "namesakes.tsv", "denials.tsv", "powers.tsv")
SURE, DOUBTFUL, BOUND, PEOPLES = "", "?", "!", "~"
# What a district may be called by right behind its adjective: «район», «р-н», «муниципальный округ».
DISTRICT_HEADS = frozenset(
    "район района району районом районе районы районов районам районами районах р округ округа округу округом округе"
    " муниципальный муниципального муниципальному муниципальным муниципальном муниципальных муниципальными"
    " городской городского городскому городским городском городских".split()
)


class Kind(Enum):
    """How a word names a place."""

    NAME = "name"  # Татарстан, Казань
    SHORT = "short"  # РТ, ХМАО
    ADJECTIVE = "adjective"  # татарстанский, казанский
    DISTRICT = "district"  # Кетовский, казанский, before «район»
    PEOPLE = "people"  # татарстанцы, казанцы
    POWER = "power"  # «Москва и Вашингтон договорились»: the government; no table has it


class Sense(NamedTuple):
    """One meaning of a word: a federal subject (then `place` is `subject`), a town or a land in it, and its mark."""

    place: str
    subject: str
    kind: Kind
    mark: str = SURE

    @property
    def is_subject(self) -> bool:
        """Whether the subject itself is named, not one of its towns."""
        return self.place == self.subject

    @property
    def is_town(self) -> bool:
        """Whether it is a town; three are subjects as well."""
        return not self.is_subject or self.subject in ("Москва", "Санкт-Петербург", "Севастополь")


class Pattern(NamedTuple):
    """What may follow the first word of a name, what the whole means; whether that needs no other sign, or «район»."""

    rest: tuple[str, ...]
    senses: tuple[Sense, ...]
    is_plain: bool
    may_be_district: bool


class Row(NamedTuple):
    """One row of a table; names and adjectives keep their marks."""

    place: str
    subject: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


@cache
def rows() -> tuple[Row, ...]:
    """All subjects, then all towns, then lands."""
    found = [
        Row(name, name, *map(_list, (names, short, adjectives, people)))
        for name, names, short, adjectives, people in table("regions.tsv")
    ]
    for names, subject, adjectives, people, *_ in (*table("cities.tsv"), *table("lands.tsv")):
        found.append(Row(_first(names), subject, _list(names), (), _list(adjectives), _list(people)))
    return tuple(found)


@cache
def lands() -> frozenset[str]:
    """The places that are neither subjects nor towns: Курилы, Поморье, the «Титановая долина»."""
    return frozenset(_first(names) for names, *_ in table("lands.tsv"))


@cache
def subjects() -> tuple[str, ...]:
    """The federal subjects as the Constitution names them, in its order."""
    return tuple(row.place for row in rows() if row.place == row.subject)


@cache
def words() -> frozenset[str]:
    """The first words of all names as they may be written."""
    return frozenset(_spellings())


def parted() -> tuple[frozenset[str], frozenset[str]]:
    """The words that only begin names of several words («Великий»), and the second words of such names («Новгород»)."""
    found = _spellings().items()
    whole = {word for word, names in found for rest, sense in names if not rest and sense.kind is not Kind.DISTRICT}
    return words() - whole, DISTRICT_HEADS | {rest[0] for _, names in found for rest, _ in names if rest}


@cache
def patterns(word: str) -> tuple[Pattern, ...]:
    """The names that begin with a word of `words`, the longest first."""
    table: defaultdict[tuple[str, ...], dict[Sense, None]] = defaultdict(dict)
    for rest, sense in _spellings().get(word, ()):
        table[rest].setdefault(sense)
    return tuple(
        Pattern(rest, tuple(senses), _is_plain(word, list(senses)), any(one.kind is Kind.DISTRICT for one in senses))
        for rest, senses in sorted(table.items(), key=lambda item: -len(item[0]))
    )


def _is_plain(word: str, senses: list[Sense]) -> bool:
    """False for «Омском» too, which may be an adjective."""
    return (
        not word.lower().endswith("ском")
        and len(senses) == 1
        and senses[0].kind is Kind.NAME
        and senses[0].mark == SURE
    )


@cache
def _spellings() -> dict[str, list[tuple[tuple[str, ...], Sense]]]:
    """First word as written -> (the words behind it, what is meant): with ё and without, and as capitals go."""
    table: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for form, sense in chain(forms(), districts()):
        for spelled in _written(form, sense.kind):
            if spelled.isalpha():  # nearly all
                table.setdefault(spelled, []).append(((), sense))
                continue
            first, *rest = _WORD.findall(spelled)
            table.setdefault(first, []).append((tuple(rest), sense))
    return table


def forms() -> Iterator[tuple[str, Sense]]:
    """Every grammatical form of every name in the tables, and what it means."""
    for name, genitive, sense in _entries():
        match sense.kind:
            case Kind.NAME:
                yield name, sense
                if name.endswith("о") and sense.mark == SURE:
                    # Иваново is a town, but Иванова and Ивановым may be a person.
                    sense = sense._replace(mark=DOUBTFUL)
                for form in set(cases(name, genitive)) - {name}:
                    yield form, sense
            case Kind.ADJECTIVE:
                for form in adjective(name):
                    yield form, sense
            case Kind.PEOPLE:
                for form in demonym(name):
                    yield form, sense
            case _:
                yield name, sense


def districts() -> Iterator[tuple[str, Sense]]:
    """The forms of the adjective that may stand before «район», in one district or one of several."""
    for subject, adjectives, _ in table("districts.tsv"):
        for cell in _list(adjectives):
            mark = DOUBTFUL if cell[0] == DOUBTFUL else SURE
            name = cell.removeprefix(mark)
            sense = Sense(f"{name} район", subject, Kind.DISTRICT, mark)
            for form in masculine(name):
                yield form, sense


def nominatives() -> Iterator[tuple[str, Sense]]:
    """Every name as the tables have it, and what it means."""
    for name, _, sense in _entries():
        yield name, sense


def _entries() -> Iterator[tuple[str, str, Sense]]:
    for row in rows():
        for kind, names in (
            (Kind.NAME, row.names),
            (Kind.SHORT, row.abbreviations),
            (Kind.ADJECTIVE, row.adjectives),
            (Kind.PEOPLE, row.people),
        ):
            for cell in names:
                mark = cell[0] if cell[0] in (DOUBTFUL, BOUND, PEOPLES) else SURE
                name, _, genitive = cell.removeprefix(mark).partition("/")
                yield name, genitive, Sense(row.place, row.subject, kind, mark)


def _written(form: str, kind: Kind) -> Sequence[str]:
    if kind is Kind.SHORT:
        return (form,)
    if kind is Kind.DISTRICT:
        return (form, fold_yo(form)) if "ё" in form else (form,)
    found = [form, form.upper() if kind is Kind.NAME else form[0].upper() + form[1:]]
    if "-" in form and kind is not Kind.NAME:
        found.append(form.title())  # «Ханты-Мансийский»
    if "ё" in form or "Ё" in form:
        found += map(fold_yo, found[:])
    return found


def _first(names: str) -> str:
    """The first of the names of a row, without its mark and genitive."""
    return _list(names)[0].lstrip("?!").partition("/")[0]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(", ")) if cell else ()


def fingerprint() -> str:
    """By which tables and rules articles get their regions: those of an index tagged otherwise must be rebuilt."""
    return f"{TAGGING_VERSION}/{crc32(b''.join(map(_content, TABLES))):08x}"


def table(name: str) -> list[list[str]]:
    """The rows of one of the TABLES below its heading, as cells."""
    return [row.split("\t") for row in _content(name).decode().splitlines()[1:]]


def _content(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()
