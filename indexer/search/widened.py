"""How else may the places of a query be named? Asked where no article holds all its words: «казанский» is «Казань» too.

    widened(planned, Known(analyzer, unmet, is_beginning, count, regions), tree)
    ->  Widened(plan=And((AnyOf("казанский", (("казанский", 64), ("казань", 32))), AnyOf("технопарк", …))),
                notes=("казанский: ищется и «Казань» (без этого — в кавычках)",), words={"казанский"})

A region is named by its articles, too: «Самарской области» finds what is about it and names but Тольятти.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.fields import CERTAIN
from indexer.search.reading import in_quotes
from indexer.search.syntax import And, Or, Phrase, Tree, Word
from indexer.search.terms import OTHERWISE, AnyOf, Plan, Together, Valued, plan
from indexer.text.analyzer import Analyzer
from indexer.text.region_lookup import head_kind, named, names_by_shape, places_of, shared_beginning

LIKELY = CERTAIN // 4  # what a reading must count to be asked for the place that it names
MOST_NAMED = 3  # other names in a note
_ADJECTIVE = ("ский", "ской", "цкий")


@dataclass(frozen=True, slots=True)
class Known:
    """What the articles know: beginnings of words, how many documents hold a term, the regions they tell of.

    `unmet` are the words of the query of which nothing is found.
    """

    analyzer: Analyzer
    unmet: Collection[str]
    is_beginning: Callable[[str], bool]
    count: Callable[[str], int]
    regions: Callable[[], Collection[str]]


@dataclass(frozen=True, slots=True)
class Widened:
    """The plan with places named otherwise too, what to tell the person, and which words of the query were places.

    Those `in_tables` are places for sure: the others may be slips.
    """

    plan: Plan
    notes: tuple[str, ...]
    words: frozenset[str]
    in_tables: frozenset[str]


class _Place(NamedTuple):
    """Other names of a word's place, and regions; `head` is the word behind it in «Самарской области»."""

    names: tuple[str, ...]
    regions: tuple[str, ...] = ()
    head: AnyOf | None = None
    is_in_tables: bool = True


def names_place(planned: Plan) -> bool:
    """Whether any word of a plan is an adjective of a place in the tables; most queries are asked no more."""
    parts = planned.parts if isinstance(planned, And) else (planned,)
    return any(places_of(term) for part in parts if isinstance(part, AnyOf) for term, _ in part.terms)


def widened(planned: Plan, known: Known, tree: Tree) -> Widened | None:
    """The plan of a tree with other names of its places; None where it names none, or in quotes."""
    rest = list(planned.parts) if isinstance(planned, And) else [planned]
    found: list[Plan] = []
    places: dict[str, _Place] = {}
    notes: list[str] = []
    while rest:
        part, *rest = rest
        place = _place(part, rest[0] if rest else None, known) if isinstance(part, AnyOf) and not part.exact else None
        if place is None or not isinstance(part, AnyOf) or part.text in _quoted(tree, known.analyzer):
            found.append(part)
            continue
        rest = rest[place.head is not None :]
        found.append(_alike(part, place, known.analyzer))
        notes.append(_note(part, place))
        places[part.text] = place
    if not places:
        return None
    in_tables = frozenset(text for text, place in places.items() if place.is_in_tables)
    wider: Plan = And(tuple(found)) if len(found) > 1 else found[0]
    return Widened(wider, tuple(dict.fromkeys(notes)), frozenset(places), in_tables)


def _place(word: AnyOf, behind: Plan | None, known: Known) -> _Place | None:
    """The place that a word names, as far as any article has it by another name."""
    tables = [one for term, weight in word.terms if weight >= LIKELY and (one := places_of(term)) is not None]
    if not tables:
        name = _by_shape(word, known) if word.text in known.unmet else None
        return _Place((name,), is_in_tables=False) if name else None
    head = behind if isinstance(behind, AnyOf) and not behind.exact and head_kind(behind.text) else None
    of_head = named(f"{word.text} {head.text}") if head else ()
    subjects = of_head or tuple(subject for one in tables for subject in one.subjects)
    regions = tuple(one for one in dict.fromkeys(subjects) if one in known.regions())
    names = tuple(name for name in dict.fromkeys(name for one in tables for name in one.names) if _is_met(name, known))
    return _Place(names, regions, head if of_head else None) if names or regions else None


def _is_met(name: str, known: Known) -> bool:
    return all(known.count(known.analyzer.readings(word.form)[0].term) for word in known.analyzer.words(name))


def _by_shape(word: AnyOf, known: Known) -> str | None:
    """The likeliest name of a place that no table has: «Коморгузинский» for «Коморгузино», which stands nowhere."""
    lemmas = [term for term, weight in word.terms if weight >= LIKELY and term.isalpha()]
    # No noun of the dictionary: «поднос» is no village.
    if not lemmas or not (lemmas[0].endswith(_ADJECTIVE) or not known.analyzer.is_known(word.text)):
        return None
    lemmas = [lemma for lemma in lemmas if known.is_beginning(shared_beginning(lemma))]
    counts = {name: known.count(name) for lemma in lemmas for name in names_by_shape(lemma)}
    met = [name for name, count in counts.items() if count and known.analyzer.may_be_place(name)]
    name = min(met, key=lambda name: (-counts[name], name), default=None)
    return name if name is None or name.endswith(_ADJECTIVE) else name.title()


def _alike(word: AnyOf, place: _Place, analyzer: Analyzer) -> Plan:
    """All that names the place, what was not typed counting less."""
    ways: list[Plan] = [] if place.head is None else [Together(((0, word), (1, place.head)))]
    terms, names = word.terms, []
    for name in place.names:
        match plan(Phrase(tuple(map(Word, name.split(" ")))), analyzer):
            case AnyOf(_, others):
                terms += tuple((term, weight // OTHERWISE) for term, weight in others)
            case Together() as several:
                names.append(several)
    about = [Valued("region", (), place.regions)] if place.regions else []
    ways += [AnyOf(word.text, terms), *names, *about]
    return Or(tuple(ways), alike=True) if len(ways) > 1 else ways[0]


def _note(word: AnyOf, place: _Place) -> str:
    text = word.text if place.head is None else f"{word.text} {place.head.text}"
    names = [f"«{name}»" for name in place.names[:MOST_NAMED]]
    said = [*names, *(f"статьи о регионе «{region}»" for region in place.regions[:1])]
    verb = "ищутся" if len(said) > 1 or not names else "ищется"
    return f"{text}: {verb} и {', и '.join(said)} (без этого — в кавычках)"


def _quoted(tree: Tree, analyzer: Analyzer) -> Sequence[str]:
    return [word.form for text in in_quotes(tree) for word in analyzer.words(text)]
