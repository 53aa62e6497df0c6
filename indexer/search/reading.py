"""How is a query said back? In dictionary words, with every likely lemma, as a query in Russian that is read the same.

>>> read_as(And((Word("кластеры"), Word("стали"))), Analyzer()) == And((Word("кластер"), Word("стать")))
True

Words that need not be insisted on are left out, as the plan leaves them out.
"""

from collections.abc import Iterator
from functools import lru_cache

from indexer.fields import CERTAIN, FACETS
from indexer.places.region_lookup import named
from indexer.search.beside_names import is_small, spared
from indexer.search.capitals import is_name, may_be_surname
from indexer.search.syntax import And, InField, Not, Or, Phrase, Prefix, Published, Tree, Word, in_field, joined
from indexer.text.analyzer import Analyzer, exact_term
from indexer.text.lemma import STEM_MARK
from indexer.text.letters import fold_yo, is_cyrillic

LEAST_SHOWN = CERTAIN // 8  # a reading less probable than this is searched, but not printed back


def read_as(tree: Tree, analyzer: Analyzer) -> Tree:
    """The tree with every word replaced by its lemma, or by all its likely lemmas."""
    match tree:
        case Word(text, False):
            lemmas = tuple(Word(lemma) for lemma in _lemmas(text, analyzer))
            return joined(Or, lemmas) or tree
        case Phrase(words, slop) if not any(word.exact for word in words):
            return Phrase(tuple(Word(_lemmas(word.text, analyzer)[0]) for word in words), slop)
        case InField("region", part):
            return InField("region", _constitutional(part))
        case InField(field, part) if field not in FACETS:
            return in_field(field, read_as(part, analyzer))
        case Not(part):
            return Not(read_as(part, analyzer))
        case And(parts):
            return joined(And, [read_as(part, analyzer) for part in meaningful(parts)]) or tree
        case Or(parts):
            return joined(Or, [read_as(part, analyzer) for part in parts]) or tree
    return tree


def texts(tree: Tree) -> Iterator[str]:
    """The words of a tree as typed."""
    match tree:
        case Word(text) | Prefix(text):
            yield text
        case Phrase(words):
            yield from (word.text for word in words)
        case InField(_, part) | Not(part):
            yield from texts(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from texts(part)


def in_quotes(tree: Tree) -> Iterator[str]:
    """The words of its phrases."""
    match tree:
        case Phrase(words):
            yield from (word.text for word in words)
        case InField(_, part) | Not(part):
            yield from in_quotes(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from in_quotes(part)


@lru_cache(maxsize=64)  # the plan, the notes and what is said back ask for the same
def meaningful_places(parts: tuple[Tree, ...]) -> tuple[int, ...]:
    """Which parts are no small words, and do not stand beside names; all where there is nothing else."""
    left_out = spared(parts)
    kept = tuple(place for place in range(len(parts)) if place not in left_out)
    return tuple(range(len(parts))) if all(_is_condition(parts[place]) for place in kept) else kept


def meaningful(parts: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """The parts without small words and what stands beside names, unless there is nothing else."""
    return tuple([parts[place] for place in meaningful_places(parts)])


def small_words(tree: Tree) -> Tree | None:
    """The small words that `meaningful` leaves out of a query, with its conditions; None where there are none.

    What stands beside a name says nothing without it: «АО» of «АО „Вертолёты России“».
    """
    if not isinstance(tree, And):
        return None
    kept = set(meaningful(tree.parts))
    left_out = [part for part in tree.parts if part not in kept and is_small(part)]
    conditions = [part for part in tree.parts if part in kept and _is_condition(part)]
    return joined(And, (*left_out, *conditions)) if left_out else None


def _is_condition(part: Tree) -> bool:
    return isinstance(part, Not | Published) or (isinstance(part, InField) and part.field in FACETS)


def _constitutional(part: Tree) -> Tree:
    """The regions that a name means, as the Constitution calls them; an unknown name as it is typed."""
    if isinstance(part, Or):
        return Or(tuple(_constitutional(one) for one in part.parts))
    found = tuple(_phrase(name) for name in named(" ".join(texts(part))))
    return Or(found) if len(found) > 1 else next(iter(found), part)


def _phrase(name: str) -> Phrase:
    return Phrase(tuple(Word(word) for word in name.split() if word != "—"))


def _lemmas(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """The likely lemmas of a word; one that no Russian dictionary knows, or an abbreviation, stays as it is typed."""
    words = analyzer.words(text)
    if len(words) != 1 or not is_cyrillic(text):
        return (text,)
    found = analyzer.readings(words[0].form)
    if any(reading.term.endswith(STEM_MARK) for reading in found):
        return (text,)
    if text.isupper() and any(reading.term == fold_yo(text.lower()) for reading in found):
        return (text,)  # «РАН» is not «ран»; but «КЛАСТЕРЫ», which is inflected, is only shouted
    if is_name(Word(text)) and may_be_surname(exact_term(text), [reading.term for reading in found]):
        return (text,)  # «Токаев» is not Tokaj wine first
    return tuple(reading.term for reading in found if reading.weight >= LEAST_SHOWN) or (found[0].term,)
