"""Which federal subjects does a person mean by a name? named("рт") == ("Республика Татарстан",).

>>> named("татарский"), named("алтай")
(('Республика Татарстан',), ('Республика Алтай', 'Алтайский край'))

Any form of any name will do: of the subject, its abbreviation, its adjective, its people, or a town in it. What has
several meanings has them all; a subject goes before towns.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from indexer.places.gazetteer import SURE, Kind, Sense, forms, nominatives, subjects
from indexer.places.heads import TOWN, Head, head_kind, is_region_of
from indexer.text.letters import fold_yo

_WORD = re.compile(r"[^\W_]+")
_STEM = 4  # letters of a first word that its forms share: нижний, нижнего


def named(name: str) -> tuple[str, ...]:
    """The federal subjects that a name may mean, by their constitutional names; empty for an unknown name."""
    words = _words(name)
    if words in _constitutional():
        return (_constitutional()[words],)
    if found := _senses(words):
        return _chosen(found)
    head, rest = _parted(words) if len(words) > 1 else ("", ())
    if head in TOWN:
        return _chosen([sense for sense in _senses(rest) if not sense.is_subject])
    return _chosen([sense for sense in _senses(rest) if is_region_of(Head(head, 0), sense)]) if head else ()


def subject_named(name: str) -> str | None:
    """The federal subject that a name surely means, and no town in it: «Татарстана», «тульские», not «Казань», «Алтай».

    >>> subject_named("Ростовской области"), subject_named("ростовский"), subject_named("Ростов-на-Дону")
    ('Ростовская область', None, None)
    """
    words = _words(name)
    if words in _constitutional():
        return _constitutional()[words]
    senses = _surest(_senses(words))
    if not senses and len(words) > 1:
        return _headed(*_parted(words))
    found = {sense.subject for sense in senses if sense.is_subject}
    is_sure = all(sense.mark == SURE and sense.subject in found for sense in senses)
    return found.pop() if is_sure and len(found) == 1 else None


def _headed(head: str, rest: tuple[str, ...]) -> str | None:
    found = {sense.subject for sense in _senses(rest) if is_region_of(Head(head, 0), sense)} if head else ()
    return next(iter(found)) if len(found) == 1 else None


def begins_name(word: str) -> bool:
    """Whether a name of several words may begin so: «нижнего», «ростов», but not «рт»."""
    return word[:_STEM].lower() in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(words[0][:_STEM] for words in _table(nominatives) if len(words) > 1)


def _chosen(senses: Sequence[Sense]) -> tuple[str, ...]:
    """Subjects before towns."""
    found = _surest([sense for sense in senses if sense.is_subject] or senses)
    return tuple(dict.fromkeys(sense.subject for sense in found))


def _surest(senses: Sequence[Sense]) -> Sequence[Sense]:
    """Of abbreviations those that mean nothing else, where there are such."""
    if all(sense.kind is Kind.SHORT for sense in senses):
        return [sense for sense in senses if sense.mark == SURE] or senses
    return senses


def _parted(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """«калужская область» as its kind and its name; «г. Казань», «республика Татарстан» likewise."""
    for place in (-1, 0):
        rest = words[:place] if place else words[1:]
        kind = head_kind(words[place]) or (words[0] if words[0] in TOWN and not place else "")
        if kind and rest:
            return kind, tuple(word for word in rest if not word.startswith(("автоном", "народн")))
    return "", words


def _senses(words: tuple[str, ...]) -> tuple[Sense, ...]:
    return _table(nominatives).get(words) or _table(forms).get(words, ())  # most are asked for in the nominative


@cache
def _table(source: Callable[[], Iterator[tuple[str, Sense]]]) -> dict[tuple[str, ...], tuple[Sense, ...]]:
    """What each name means; names of one meaning share it, which spares Python's collector thousands of objects."""
    table: dict[tuple[str, ...], tuple[Sense, ...]] = {}
    shared: dict[tuple[Sense, ...], tuple[Sense, ...]] = {}
    for form, sense in source():
        words = _words(form)
        meant = (*table.get(words, ()), sense)
        table[words] = shared.setdefault(meant, meant)
    return table


@cache
def _constitutional() -> dict[tuple[str, ...], str]:
    """Full names, and those without what stands behind a dash or in brackets."""
    short = {_words(re.split(r" [—(]", name)[0]): name for name in subjects()}
    return short | {_words(name): name for name in subjects()}


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold_yo(name.lower())))
