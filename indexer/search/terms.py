"""Which terms of the index answer a query: a tree of words in, a plan of weighted terms out.

>>> plan(Word("сталь"), Analyzer())
AnyOf(text='сталь', terms=(('сталь', 64),), exact=False)

A word with several readings means any of them at its place, in phrases too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from indexer.fields import CERTAIN, FACETS
from indexer.places.region_lookup import named
from indexer.search.capitals import as_name, is_name, nominative_of_surname, with_surname, without_first_capital
from indexer.search.expansion import abbreviations, in_full
from indexer.search.hyphens import with_hyphens
from indexer.search.reading import meaningful_places, texts
from indexer.search.syntax import And, InField, Node, Not, Or, Phrase, Prefix, Published, Tree, Word
from indexer.text.analyzer import AnalysedWord, Analyzer, exact_term
from indexer.text.letters import form
from indexer.text.numerals import in_letters, other_cases
from indexer.text.shortened import shortened
from indexer.text.stopwords import is_stopword


class AnyOf(NamedTuple):
    """One word of the query: any of its terms, weighted in 64ths; `exact` looks among the forms as written."""

    text: str
    terms: tuple[tuple[str, int], ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Starts:
    """Any form that begins so (lower case, ё as е)."""

    prefix: str


@dataclass(frozen=True, slots=True)
class Together:
    """Words with their distances from the first: in place, or with `slop` within so many words of each other."""

    slots: tuple[tuple[int, AnyOf], ...]
    slop: int | None = None


@dataclass(frozen=True, slots=True)
class Valued:
    """Articles one of whose facet values holds all the words: «источник:информ» finds «Татар-информ».

    Where the words are a name of regions («регион:рт»), it is one of `values` that the articles have.
    """

    field: str
    words: tuple[AnyOf, ...]
    values: tuple[str, ...] = ()


Worded: TypeAlias = AnyOf | Starts | Together  # what stands in texts
Leaf: TypeAlias = Worded | Valued
Plan: TypeAlias = Node[Leaf]

WORDS_REMEMBERED = 4096  # of one analyzer
OTHERWISE = 2  # times less counts a word that is written in full where the query has it short, or the other way

_planned: WeakKeyDictionary[Analyzer, dict[Word, Plan | None]] = WeakKeyDictionary()


def plan(tree: Tree, analyzer: Analyzer) -> Plan | None:
    """The tree in terms of the index; None where it holds no word at all."""
    match tree:
        case Word():
            return _of_word(tree, analyzer)
        case Prefix(text):
            return Starts(exact_term(form(text)))
        case Phrase(words, slop):
            return _of_phrase(words, slop, analyzer)
        case InField(field, part):
            return _of_field(field, part, analyzer)
        case Not(part):
            excluded = plan(part, analyzer)
            return excluded and Not(excluded)
        case And(parts):
            return _of_and(parts, analyzer)
        case Or(parts):
            return _any([plan(part, analyzer) for part in parts])
        case Published():
            return tree


def leaves(planned: Plan | None, field: str | None = None) -> Iterator[Leaf]:
    """The leaves that an article should hold, in one field or in any; those under НЕ are not among them."""
    match planned:
        case None | Not() | Published():
            return
        case InField(where, part):
            if field in (where, None):
                yield from leaves(part, field)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, field)
        case _:
            yield planned


def _any(parts: Iterable[Plan | None]) -> Plan | None:
    """One node for the parts that hold words, each part once."""
    planned = tuple(dict.fromkeys(part for part in parts if part is not None))
    return Or(planned) if len(planned) > 1 else next(iter(planned), None)


def _of_and(parts: tuple[Tree, ...], analyzer: Analyzer) -> Plan | None:
    """All parts; in the place of every word of a long form may stand its abbreviation."""
    words = with_hyphens(parts)
    short = abbreviations(words, analyzer)
    places = meaningful_places(words)
    kept = tuple([words[place] for place in places])
    return all_at(
        (_or_abbreviated(planned, short.get(part) if isinstance(part, Word) else None, analyzer), place)
        for part, as_meant, place in zip(kept, without_first_capital(kept), places, strict=True)
        if (planned := plan(as_meant, analyzer)) is not None
    )


def all_at(placed: Iterable[tuple[Plan, int]]) -> Plan | None:
    """One node for parts and the places where they were typed, each part once, at the first of its places."""
    places: dict[Plan, int] = {}
    for part, place in placed:
        places.setdefault(part, place)
    return And(tuple(places), tuple(places.values())) if len(places) > 1 else next(iter(places), None)


def _or_abbreviated(planned: Plan, short: str | None, analyzer: Analyzer) -> Plan:
    if short is None:
        return planned
    letters = _any_of(analyzer.words(short)[0], False, analyzer)
    if isinstance(planned, AnyOf):
        return AnyOf(planned.text, tuple(dict.fromkeys((*planned.terms, *letters.terms))))
    return Or((planned, letters), alike=True)


def _of_word(word: Word, analyzer: Analyzer) -> Plan | None:
    """What a word stands for, worked out once: it is asked about again by itself, and comes in other queries too."""
    known = _planned.get(analyzer)
    if known is None:
        known = _planned.setdefault(analyzer, {})
    try:
        return known[word]
    except KeyError:
        if len(known) >= WORDS_REMEMBERED:
            known.clear()
        planned = known[word] = _worked_out(word, analyzer)
        return planned


def _worked_out(word: Word, analyzer: Analyzer) -> Plan | None:
    """One AnyOf, or what it stands for; a compound also as its parts; «области.Она» as its words side by side."""
    words = analyzer.words(word.text)
    parts = _side_by_side(words, word.exact, analyzer)
    if parts is None:
        return None
    compounds = [one for one, alternatives in _by_position(words) if alternatives] if len(words) > 1 else []
    whole = _in_any_length(_any_of(compounds[0], word.exact, analyzer)) if compounds else None
    if whole is not None and isinstance(parts, Together) and _are_small(parts):
        return whole
    if isinstance(parts, Together):
        parts = _each_in_any_length(parts)
    if isinstance(parts, AnyOf):
        if is_name(word):
            parts = AnyOf(parts.text, as_name(exact_term(parts.text), parts.terms))
        parts = _in_any_length(parts)
    surname = _surname(parts, analyzer) if isinstance(parts, AnyOf) else None
    long_forms = (_side_by_side(analyzer.words(one), False, analyzer) for one in in_full(word, analyzer))
    long_forms = (_each_in_any_length(one) if isinstance(one, Together) else one for one in long_forms)
    alike = _any((whole, parts, surname, *long_forms))
    return Or(alike.parts, alike=True) if isinstance(alike, Or) else alike


def _are_small(parts: Together) -> bool:
    """«из-за»: nobody writes it apart, and «из» and «за» side by side are sought in most articles."""
    return all(is_stopword(word.text) for _, word in parts.slots)


def _each_in_any_length(words: Together) -> Together:
    """«ИТ-кластер» is «IT-кластер» too."""
    return Together(tuple((place, _in_any_length(word)) for place, word in words.slots))


def _in_any_length(word: AnyOf) -> AnyOf:
    """«млрд» is «миллиард» too, and «90-х» is «90-е»; in quotes it is not."""
    also = tuple((other, weight // OTHERWISE) for term, weight in word.terms for other in shortened(term))
    if word.text[:1].isdigit():
        also += tuple((other, CERTAIN) for term, _ in word.terms for other in other_cases(term))
        also += tuple((other, CERTAIN // OTHERWISE) for term, _ in word.terms for other in in_letters(term))
    return AnyOf(word.text, word.terms + also) if also and not word.exact else word


def _surname(word: AnyOf, analyzer: Analyzer) -> AnyOf | None:
    """«Токаев», which «Токаева» does not meet by its stem."""
    found = nominative_of_surname(word.text, (term for term, _ in word.terms), analyzer)
    return None if found is None or word.exact else AnyOf(found, ((found, CERTAIN),), exact=True)


def _of_phrase(words: tuple[Word, ...], slop: int | None, analyzer: Analyzer) -> Plan | None:
    exact = any(word.exact for word in words)
    together = _side_by_side(analyzer.words(" ".join(word.text for word in words)), exact, analyzer)
    if not isinstance(together, Together):
        return together
    if slop is not None:
        return Together(together.slots, slop)
    return together


def _side_by_side(words: Sequence[AnalysedWord], exact: bool, analyzer: Analyzer) -> AnyOf | Together | None:
    """The last word of every position, which is a part where a compound stands: the parts in their order."""
    if len(words) == 1:
        return _any_of(words[0], exact, analyzer)
    slots = tuple(
        (position, _any_of(list(standing)[-1], exact, analyzer))
        for position, standing in groupby(words, key=lambda word: word.position)
    )
    if not slots:
        return None
    return slots[0][1] if len(slots) == 1 else Together(slots)


def _by_position(words: Sequence[AnalysedWord]) -> Iterator[tuple[AnalysedWord, list[AnalysedWord]]]:
    for _, standing in groupby(words, key=lambda word: word.position):
        first, *others = standing
        yield first, others


def _any_of(word: AnalysedWord, exact: bool, analyzer: Analyzer) -> AnyOf:
    if exact:
        return AnyOf(word.form, ((exact_term(word.form), CERTAIN),), exact=True)
    terms = tuple((reading.term, reading.weight) for reading in analyzer.readings(word.form))
    return AnyOf(word.form, with_surname(exact_term(word.form), terms))


def _of_field(field: str, part: Tree, analyzer: Analyzer) -> Plan | None:
    if field not in FACETS:
        within = plan(part, analyzer)
        return within and InField(field, within)
    if isinstance(part, Or):
        return _any(_of_field(field, one, analyzer) for one in part.parts)
    name = " ".join(texts(part))
    values = named(name) if field == "region" else ()
    words = _side_by_side(analyzer.words(name), False, analyzer)
    match words:
        case AnyOf():
            return Valued(field, (words,), values)
        case Together(slots):
            return Valued(field, tuple(word for _, word in slots), values)
    return None
