"""What was meant where the query as typed finds little: wrong keyboard layout, Latin for Russian, a typo.

    ladder = Ladder(generation)
    ladder.corrected("rfpfym")     ->  Proposal("казань", "layout", is_sure=True, as_typed="!rfpfym")

Only words are rewritten of which the index holds nothing, or a fiftieth of what it holds of the other; the first rule
of RULES that finds such a word wins. A proposal is sure when every word it rewrites is unknown to index and dictionary.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from indexer.engines.generation import Generation
from indexer.engines.words import encoded, mask_of
from indexer.fields import CERTAIN, TEXT_FIELDS
from indexer.search import layout, translit, typos
from indexer.search.rewriting import Place, as_typed, correctable, rewritten
from indexer.search.syntax import Or, Word
from indexer.search.terms import AnyOf, Plan, Together, leaves, plan
from indexer.text import dictionary
from indexer.text.letters import fold_yo, is_capitals, is_cyrillic
from indexer.text.stopwords import is_stopword

# A word that more documents hold is not doubted.
FEW = 2
FEW_UNMET = 20  # of a form that the index never met, and that is found by its stem
FEW_LATIN = 50  # of a Latin word, which may stand in addresses: invest.tatarstan.ru
MORE_THAN_STEMS = 5  # times as often must a word be found that is offered in place of one that is found by its stem
WELL_KNOWN = 20  # documents that make a name in capitals worth reading in Russian: «Skolkovo», not «Pegas»
MOST_REWRITTEN = 4  # words of one query
RARER = 2.5  # a spelling dearer by one must be e**2.5 = 12 times as frequent
MOST_TRIED = 12  # candidates for one word, by their rank

_CORE = re.compile(r"\w(?:[\w'’`-]*\w)?['’`]?")


@dataclass(frozen=True, slots=True)
class Guess:
    """What one word may have been meant as; `is_sure` if it may be searched without asking."""

    text: str
    kind: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A query that may have been meant; `as_typed` is the typed one in a form that nothing rewrites."""

    query: str
    kind: str
    is_sure: bool
    as_typed: str


class Ladder:
    """Puts queries right by the words of one generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self.words = generation.words
        self._postings = generation.collection.postings

    def corrected(self, query: str) -> Proposal | None:
        """The query that was probably meant; None where every word may stay."""
        guesses: dict[Place, Guess] = {}
        for place in correctable(query):
            if len(guesses) < MOST_REWRITTEN and (guess := self._guess(place.text)):
                guesses[place] = guess
        sure = {place: guess for place, guess in guesses.items() if guess.is_sure}
        chosen = sure or guesses
        if not chosen:
            return None
        return Proposal(
            query=rewritten(query, {place: guess.text for place, guess in chosen.items()}),
            kind=next(iter(chosen.values())).kind,
            is_sure=bool(sure),
            as_typed=as_typed(query, chosen),
        )

    def found(self, word: str, least: int = 1) -> int:
        """About how many documents hold a word in any form, by its readings of `least` or more 64ths."""
        planned = plan(Word(word), self._generation.analyzer)
        return self._found(planned, least) if planned else 0

    def _found(self, planned: Plan, least: int) -> int:
        """Those of the most frequent term in either field; of words side by side, those of the rarest."""
        match planned:
            case AnyOf(_, terms):
                names = [(field.name, term) for field in TEXT_FIELDS for term, weight in terms if weight >= least]
                return max((len(self._postings(*name).docnums) for name in names), default=0)
            case Together(slots):
                return min(self._found(word, least) for _, word in slots)
            case Or(parts):
                return max(self._found(part, least) for part in parts)
        return 0

    def nearest(self, word: str, least: int) -> str | None:
        """The word that was probably mistyped so, of those that occur `least` times or more."""
        folded = fold_yo(word.lower())
        edits = typos.most_edits(folded)
        near = self._near(folded, edits, least) if edits else []
        return next(
            (
                self.words.spelled(row)
                for one in near[:MOST_TRIED]
                if self.found(one) and (row := self.words.row(one)) is not None
            ),
            None,
        )

    def _near(self, word: str, edits: int, least: int) -> list[str]:
        """Words within so many edits that occur `least` times or more, the likeliest first."""
        code = encoded(word)
        if code is None:
            return []
        words = self.words
        # An edit changes a word's length by one and its set of letters by one, or the length not and the set by two.
        lengths = words.lengths.astype(np.int16) - len(code)
        apart = np.bitwise_count(words.masks ^ np.uint32(mask_of(code)))
        rows = np.flatnonzero((apart + np.abs(lengths) <= 2 * edits) & (words.counts >= least))
        found: list[str] = []
        counts: list[int] = []
        for length in range(len(code) - edits, len(code) + edits + 1):
            mine = rows[words.lengths[rows] == length]
            texts = words.texts(mine, length) if len(mine) else []
            places = [place for place in typos.near(word, texts, edits) if texts[place] != word] if texts else []
            found += [texts[place] for place in places]
            counts += words.counts[mine[places]].tolist()
        return typos.ranked(word, found, counts)

    def has_unmet(self, planned: Plan) -> bool:
        """True when some word of a plan is a form that the index never met."""
        return any(
            isinstance(leaf, AnyOf) and not leaf.exact and self._generation.lexicon.readings(leaf.text) is None
            for leaf in leaves(planned)
        )

    def is_word(self, word: str) -> bool:
        """True when the index holds the form, or the dictionary knows it and the index another form of it."""
        row = self.words.row(fold_yo(word.lower()))
        return (row is not None or _is_in_dictionary(word)) and self.found(word) > 0

    def _guess(self, typed: str) -> Guess | None:
        word = fold_yo(typed.lower())
        is_met = self.words.row(word) is not None or _is_in_dictionary(word)
        found = self.found(typed, 1 if is_met else CERTAIN)  # a guessed lemma does not make a word of «паряов»
        few = FEW_LATIN if not is_cyrillic(word) else FEW if is_met else FEW_UNMET
        if found > few or is_stopword(word):
            return None
        for rule in RULES:
            least = max(1, found * (MUCH_MORE[rule] if is_met else MORE_THAN_STEMS))
            guess = rule(self, typed, least)
            if guess and self.found(guess.text) >= least:
                return guess if guess.is_sure and not self.found(typed) else self._doubted(guess, typed)
        return None

    def _doubted(self, guess: Guess, typed: str) -> Guess | None:
        """The guess as one that is only offered, unless the dictionary says that the word is right as it is."""
        is_right = self.found(typed) > 0 and (not guess.is_sure or _is_in_dictionary(typed))
        return None if is_right else replace(guess, is_sure=False)


def wrong_layout(ladder: Ladder, typed: str, _: int) -> Guess | None:
    """«rfpfym» is «казань», «ыещкь» is «storm»."""
    words = [one for one in layout.layouts_of(typed) if ladder.is_word(one)]
    return Guess(max(words, key=ladder.found), "layout") if words else None


def transliterated(ladder: Ladder, typed: str, _: int) -> Guess | None:
    """«skolkovo» is «сколково»; a name with a capital letter may be meant as it is written: «Pegas»."""
    core = _CORE.search(typed)
    if core is None or is_capitals(core[0]) or not translit.is_latin(core[0].lower()):
        return None
    spelled = _spelled(ladder, core[0].lower())
    if spelled is None:
        return None
    is_sure = core[0].islower() or ladder.found(spelled) >= WELL_KNOWN
    return Guess(spelled, "translit", is_sure)


def _spelled(ladder: Ladder, latin: str) -> str | None:
    """The likeliest spelling that is a word of the index, or a form, known to the dictionary, of such a word."""
    words = ladder.words
    rows = [
        (row, price)
        for one, price in translit.spellings(latin, lambda start: len(words.prefixed(start)) > 0)
        if (row := words.row(one)) is not None and ladder.found(one)
    ]
    if rows:
        row, _ = max(rows, key=lambda one: (math.log(words.counts[one[0]] + 1) - RARER * one[1], -one[0]))
        return words.spelled(row)
    likely = islice(translit.spellings(latin, lambda _: True), MOST_TRIED)
    return next((one for one, _ in likely if ladder.is_word(one)), None)


def mistyped(ladder: Ladder, typed: str, least: int) -> Guess | None:
    """«кластир» is «кластер»; a word that the dictionary knows is not taken for a mistake without asking."""
    core = _CORE.search(typed)
    if core is None:
        return None
    meant = ladder.nearest(core[0], least) or _by_parts(ladder, core[0], least)
    if meant is None:
        return None
    is_known = _is_in_dictionary(core[0])
    return Guess(typed[: core.start()] + meant + typed[core.end() :], "typo", is_sure=not is_known)


def mistyped_in_wrong_layout(ladder: Ladder, typed: str, least: int) -> Guess | None:
    """«rkfcnth» is «кластер», and so is «rkfcnbh»."""
    for one in layout.layouts_of(typed):
        if meant := ladder.nearest(one, least):
            return Guess(meant, "layout")
    return None


def _by_parts(ladder: Ladder, compound: str, least: int) -> str | None:
    """«технопарк-мардовия»: the parts that the index does not know are put right, each alone."""
    meant = []
    for part in compound.split("-"):
        is_word = ladder.found(part) > 0 or _is_in_dictionary(part)
        meant.append(part if is_word else ladder.nearest(part, least) or part)
    joined = "-".join(meant)
    return joined if joined != compound else None


def _is_in_dictionary(word: str) -> bool:
    return is_cyrillic(word) and bool(dictionary.lemmas(word.lower()))  # a Latin word need not load the dictionary


Rule = Callable[[Ladder, str, int], Guess | None]

# The rules in their order, and how many times as often must what one gives be found as a word that is found itself.
MUCH_MORE: dict[Rule, int] = {wrong_layout: 10, transliterated: 10, mistyped: 50, mistyped_in_wrong_layout: 50}
RULES = tuple(MUCH_MORE)
