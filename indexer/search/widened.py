"""How else may the places of a query be named? Asked where no article holds all its words: «казанский» is «Казань» too.

    widened(parse("казанский технопарк").tree, Known(analyzer, unmet, is_beginning, count, regions))
    ->  Widened(tree=And((Or((Word("казанский"), Word("Казань")), alike=True), Word("технопарк"))),
                notes=("казанский: ищется и «Казань» (без этого — в кавычках)",), words={"казанский"}, …)

A region is named by its articles, too: «завод Удмуртия» finds what is said of a plant in Ижевск, and «Самарской
области» what is about it and names but Тольятти.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.fields import CERTAIN
from indexer.places.region_lookup import names_by_shape, names_of, places_of, shared_beginning
from indexer.search.about import regions_in
from indexer.search.syntax import And, InField, Or, Phrase, Tree, Word, joined
from indexer.search.terms import AnyOf, plan
from indexer.text.analyzer import Analyzer
from indexer.text.letters import form

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
    """The tree with places named otherwise too, what to tell the person, and which words of the query were places.

    Those `in_tables` are places for sure: the others may be slips.
    """

    tree: Tree
    notes: tuple[str, ...]
    words: frozenset[str]
    in_tables: frozenset[str]


class _Place(NamedTuple):
    """Other names of the place that words name, and regions whose articles are about it.

    `adjectives` are those of several words that say the same alone: «тюменский» of «Тюменской области».
    """

    words: tuple[Word, ...]
    names: tuple[str, ...]
    regions: tuple[str, ...] = ()
    adjectives: tuple[Word, ...] = ()
    is_in_tables: bool = True

    @property
    def text(self) -> str:
        return " ".join(form(word.text) for word in self.words)


def widened(tree: Tree, known: Known) -> Widened | None:
    """The tree with other names of its places; None where it names none, or in quotes."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    places = _places(parts, known)
    if not places:
        return None
    wider: list[Tree] = []
    stop = 0
    for number, part in enumerate(parts):
        if number in places:
            wider.append(_alike(places[number]))
            stop = number + len(places[number].words)
        elif number >= stop:
            wider.append(part)
    asked = joined(And, wider)
    assert asked is not None
    found = dict.fromkeys(places.values())
    return Widened(
        asked,
        tuple(map(_note, found)),
        frozenset(form(word.text) for place in found for word in place.words),
        frozenset(form(word.text) for place in found if place.is_in_tables for word in place.words),
    )


def _places(parts: Sequence[Tree], known: Known) -> dict[int, _Place]:
    """By their first words: names of regions, and single words for towns or regions."""
    places: dict[int, _Place] = {}
    of_names: set[int] = set()
    for start, stop, subject in regions_in(parts):
        words = tuple(part for part in parts[start:stop] if isinstance(part, Word))
        of_names.update(range(start, stop))
        if place := _in_tables(words, (subject,), known):
            places[start] = place
    for number, part in enumerate(parts):
        if not isinstance(part, Word) or part.exact or number in of_names:
            continue
        if place := _in_tables((part,), (), known) or _by_shape(part, known):
            places[number] = place
    return places


def _in_tables(words: tuple[Word, ...], subjects: tuple[str, ...], known: Known) -> _Place | None:
    """What the tables say of words that name these federal subjects, or any, as far as articles have it."""
    of = {word: [one for term in _likely(word, known.analyzer) if (one := places_of(term))] for word in words}
    found = [one for places in of.values() for one in places]
    if not subjects and not found:  # nearly all words
        return None
    meant = subjects or tuple(subject for one in found for subject in one.subjects)
    not_meant = {name for one in found for other in {*one.subjects} - {*meant} for name in names_of(other)}
    names = [name for subject in subjects for name in names_of(subject)]
    names += [name for one in found for name in one.names if name not in not_meant]
    met = _met(names, _lemmas(" ".join(word.text for word in words), known.analyzer), known)
    regions = tuple(subject for subject in dict.fromkeys(meant) if subject in known.regions())
    adjectives = tuple(word for word in words if of[word]) if len(words) > 1 and not not_meant else ()
    return _Place(words, met, regions, adjectives) if met or regions else None


def _likely(word: Word, analyzer: Analyzer) -> Sequence[str]:
    planned = plan(word, analyzer)
    return [term for term, weight in planned.terms if weight >= LIKELY] if isinstance(planned, AnyOf) else ()


def _met(names: Sequence[str], typed: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """The names of which articles have all words, each once, and not what was typed."""
    found = {lemmas: name for name in names if (lemmas := _lemmas(name, known.analyzer)) != typed}
    return tuple(name for lemmas, name in found.items() if all(map(known.count, lemmas)))


def _lemmas(name: str, analyzer: Analyzer) -> tuple[str, ...]:
    return tuple(analyzer.readings(word.form)[0].term for word in analyzer.words(name))


def _by_shape(word: Word, known: Known) -> _Place | None:
    """A place that no table has, by the likeliest of its names: «Коморгузинский» for «Коморгузино», found nowhere."""
    text = form(word.text)
    if text not in known.unmet:
        return None
    lemmas = [term for term in _likely(word, known.analyzer) if term.isalpha()]
    # No noun of the dictionary: «поднос» is no village.
    if not lemmas or not (lemmas[0].endswith(_ADJECTIVE) or not known.analyzer.is_known(text)):
        return None
    lemmas = [lemma for lemma in lemmas if known.is_beginning(shared_beginning(lemma))]
    counts = {name: known.count(name) for lemma in lemmas for name in names_by_shape(lemma)}
    met = [name for name, count in counts.items() if count and known.analyzer.may_be_place(name)]
    name = min(met, key=lambda name: (-counts[name], name), default=None)
    if name is None:
        return None
    return _Place((word,), (name if name.endswith(_ADJECTIVE) else name.title(),), is_in_tables=False)


def _alike(place: _Place) -> Tree:
    """All that names the place, as a person could have typed it."""
    typed: Tree = place.words[0] if len(place.words) == 1 else And(place.words)
    names = (_named(name) for name in place.names)
    regions: list[Tree] = [InField("region", _named(region)) for region in place.regions]
    return Or((typed, *place.adjectives, *names, *regions), alike=True)


def _named(name: str) -> Word | Phrase:
    words = tuple(map(Word, name.split(" ")))
    return words[0] if len(words) == 1 else Phrase(words)


def _note(place: _Place) -> str:
    names = [f"«{name}»" for name in place.names[:MOST_NAMED]]
    said = [*names, *(f"статьи о регионе «{region}»" for region in place.regions[:1])]
    verb = "ищутся" if len(said) > 1 or not names else "ищется"
    return f"{place.text}: {verb} и {', и '.join(said)} (без этого — в кавычках)"
