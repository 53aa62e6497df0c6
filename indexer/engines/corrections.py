"""What was meant where the query as typed finds little: wrong keyboard layout, Latin for Russian, no blank, a typo.

    corrected(within, "rfpfym", correctable("rfpfym"))   ->   Correction("казань", "layout", True, as_typed="!rfpfym")

Only words are rewritten of which the index holds nothing, or a fiftieth of what it holds of the other; the first rule
of RULES that finds such a word wins. A correction is sure, and applied, when a word it rewrites is unknown to index and
dictionary, and what is guessed with the least evidence (a Latin name, one word of several) is well known to the index,
or, of a word alone, so much more frequent and so like it that it is no word that merely no article has;
or when the word is a slip that articles have too: «росии», a thousandth of what «россии» is.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.engines.known import KnownWords, is_in_dictionary
from indexer.engines.met import FEW, few
from indexer.engines.transliterated import spelled_in_russian
from indexer.engines.within import Within
from indexer.fields import CERTAIN
from indexer.search import layout, translit, typos
from indexer.search.results import Correction
from indexer.search.rewriting import Place, as_typed, rewritten
from indexer.text.letters import fold_yo, is_capitals, is_cyrillic

MORE_THAN_STEMS = 5  # times as often must a word be found that is offered in place of one that is found by its stem
WELL_KNOWN = 20  # documents that make a name in capitals worth reading in Russian: «Skolkovo», not «Pegas»
WITNESSED = 5  # documents that make a word more than a curiosity: not «SOSUS», which one article names
SLIP = 1000  # times as often stands the word beside which another, one edit away, is somebody's slip
LIKELY_SLIP = 50  # times as often, if it differs as people mistake words by ear
LEAST_SLIPPED = 6  # letters of that word: «Понти» is no «почти»
OF = 100_000  # documents among which a word is counted before the logarithm of its frequency is taken
LETTER = 0.8  # what every letter of a word tells against its being another by chance, in logarithms of frequency
NAME = 3.0  # how much more must tell against a word with a capital, «Кукмор» is no «Комкор», or in Latin letters
SHORTEST_GLUED = 4  # letters of a word that was typed without the blank, though it never stands beside the other
LONG = 8  # letters of a word that has few neighbours one edit away
MOST_REWRITTEN = 4  # words of one query
JOINING = ("о", "е")  # what the first part of a compound ends in

SHORTEST_WITH_FIGURES = 3  # letters of a word that has figures in the place of others

_LETTER_OF_FIGURE = str.maketrans("0346", "озчб")
_CORE = re.compile(r"\w(?:[\w'’`-]*\w)?['’`]?")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that the index hardly holds: what may be done about it.

    `edits` are the most that are thought of, none in a name beside other words; `least` is how many documents must
    hold what it was meant as.
    """

    text: str
    edits: int
    is_alone: bool
    least: int = 1


@dataclass(frozen=True, slots=True)
class Guess:
    """What one word may have been meant as; `is_sure` if it may be searched without asking."""

    text: str
    kind: str
    is_sure: bool = True


def corrected(within: Within, query: str, places: Sequence[Place]) -> Correction | None:
    """The query that was probably meant, of which `places` may be put right; None where every word may stay."""
    known = KnownWords(within)
    guesses = dict(islice(_guesses(known, places), MOST_REWRITTEN))
    if not guesses:
        return None
    is_sure = any(guess.is_sure for guess in guesses.values())
    chosen = {
        place: guess
        for place, guess in guesses.items()
        # Who surely mistyped one word mistyped the other too, though some article has it so: «президнт росии».
        if guess.is_sure or not is_sure or known.found(place.text)
    }
    if any(guess.kind == "layout" for guess in chosen.values()):
        chosen |= _small_words(places)
    if is_sure and any(guess.kind == "translit" for guess in chosen.values()):
        chosen |= _latin_words(known, places)
    return Correction(
        query=rewritten(query, {place: guess.text for place, guess in chosen.items()}),
        kind=next(iter(chosen.values())).kind,
        applied=is_sure,
        as_typed=as_typed(query, chosen),
    )


def _guesses(known: KnownWords, places: Sequence[Place]) -> Iterator[tuple[Place, Guess]]:
    """The words that were meant as others, while there is time."""
    deadline = known.within.deadline
    if deadline.is_over():
        return
    is_alone = len(places) == 1
    for place in deadline.each(places):
        is_first = place is places[0] and not known.found(place.text)  # every sentence begins with a capital
        is_name = not is_alone and not is_first and place.text[:1].isupper()
        edits = 0 if is_name else typos.most_edits(place.text, is_alone)
        if guess := _guess(known, Doubt(place.text, edits, is_alone)):
            yield place, guess


def _small_words(places: Sequence[Place]) -> dict[Place, Guess]:
    """What was typed in the other layout among others that were: «d» is «в» beside «rfpfym»."""
    meant = ((place, layout.small_word(place.text)) for place in places)
    return {place: Guess(text, "layout") for place, text in meant if text is not None}


def _latin_words(known: KnownWords, places: Sequence[Place]) -> dict[Place, Guess]:
    """The words of a query all in small Latin letters of which some are Russian: «v» is «в» in «obschestvo v mire»."""
    if not all(translit.is_spelled(place.text) for place in places):
        return {}
    meant = ((place, spelled_in_russian(known, place.text)) for place in places)
    return {
        place: Guess(text, "translit")
        for place, text in meant
        if text is not None and known.found(text) >= MUCH_MORE[transliterated] * known.found(place.text)
    }


def _guess(known: KnownWords, doubt: Doubt) -> Guess | None:
    typed = doubt.text
    word = fold_yo(typed.lower())
    if not known.within.generation.is_doubted(typed):
        return None
    is_met = known.words.row(word) is not None or is_in_dictionary(word)
    found = known.found(typed, 1 if is_met else CERTAIN)  # a guessed lemma does not make a word of «паряов»
    if found and (meant := _slipped(known, typed, found)):
        return meant
    if found > (FEW if is_met and is_cyrillic(word) else few(word)):
        return None
    if is_met and found:
        doubt = replace(doubt, edits=min(doubt.edits, 1))  # «Щаранский», whom one article names, is no «арабский»
    for rule in RULES:
        least = max(1, found * (MUCH_MORE[rule] if is_met else MORE_THAN_STEMS))
        guess = rule(known, replace(doubt, least=least))
        if guess and known.found(guess.text) >= least:
            return guess if guess.is_sure and not known.found(typed) else _doubted(known, guess, typed)
    return None


def _slipped(known: KnownWords, typed: str, found: int) -> Guess | None:
    """What a word was meant as that `found` documents hold by mistake; a capital makes no name of such a word.

    Where the word that sounds so is not so much more frequent («короновирус»), it is only offered.
    """
    core = _CORE.search(typed)
    if core is None or not is_cyrillic(core[0]) or known.within.generation.analyzer.is_known(core[0]):
        return None
    for times in (SLIP, LIKELY_SLIP):
        meant = known.nearest(core[0], 1, times * found)
        if meant is not None and len(meant) >= LEAST_SLIPPED and (times == SLIP or _is_likely(core[0], meant)):
            return Guess(typed[: core.start()] + meant + typed[core.end() :], "typo", is_sure=times == SLIP)
    return None


def _doubted(known: KnownWords, guess: Guess, typed: str) -> Guess | None:
    """The guess as one that is only offered, unless the dictionary says that the word is right as it is."""
    is_right = known.found(typed) > 0 and (not guess.is_sure or is_in_dictionary(typed))
    return None if is_right else replace(guess, is_sure=False)


def figures_for_letters(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«чемпи0нат» is «чемпионат», typed one key above; «4мая» is no «чмая», and «Ту134» means its number."""
    meant = doubt.text.translate(_LETTER_OF_FIGURE)
    letters = sum(map(str.isalpha, doubt.text))
    is_word = meant.isalpha() and 2 * letters > len(meant) and letters >= SHORTEST_WITH_FIGURES and known.is_word(meant)
    return Guess(meant, "typo") if is_word and meant != doubt.text else None


def wrong_layout(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«rfpfym» is «казань», «ыещкь» is «storm»; «гыгыгы» is no «SOSUS»."""
    others = layout.layouts_of(doubt.text)
    words = [one for one in others if known.is_word(one) and (is_cyrillic(one) or known.is_held(one, WITNESSED))]
    return Guess(max(words, key=known.found), "layout") if words else None


def transliterated(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«skolkovo» is «сколково»; a name with a capital letter may be meant as it is written: «Pegas»."""
    core = _CORE.search(doubt.text)
    if core is None or is_capitals(core[0]) or not translit.is_latin(core[0].lower()):
        return None
    spelled = spelled_in_russian(known, core[0])
    if spelled is None:
        return None
    is_sure = core[0].islower() or (not known.found(core[0]) and known.found(spelled) >= WELL_KNOWN)
    return Guess(spelled, "translit", is_sure)


def glued(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«деньрождения» is «день рождения», «4мая» is «4 мая», «Су57» is «Су-57».

    Who typed a word that stands somewhere means that word.

    A likely slip comes first: «иновации» are «инновации», not «и новации».
    """
    meant = None if known.found(doubt.text) else known.taken_apart(doubt.text)
    return Guess(meant, "typo") if meant and not _may_be_slip(known, doubt) else None


def glued_strangers(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«какогоинститута» is perhaps «какого института», though no article has these side by side.

    «Алтайвагон» is a name.
    """
    word = doubt.text
    if len(word) < LONG or not word.isalpha() or not word.islower() or is_in_dictionary(word):
        return None
    ways = ((word[:place], word[place:]) for place in range(SHORTEST_GLUED, len(word) - SHORTEST_GLUED + 1))
    pairs = [pair for pair in ways if all(map(is_in_dictionary, pair))]
    held = max(((min(map(known.found, pair)), pair) for pair in pairs), default=(0, ("", "")))
    return Guess(" ".join(held[1]), "typo", is_sure=False) if held[0] >= WELL_KNOWN else None


def _may_be_slip(known: KnownWords, doubt: Doubt) -> bool:
    """Whether one likely mistake makes a word of it."""
    near = known.nearest(doubt.text, 1, doubt.least) if doubt.edits and doubt.text.isalpha() else None
    return near is not None and _is_likely(doubt.text, near)


def _digits(word: str) -> str:
    """«айфон12» is no «айфон», and «Ту-154» no «Ту-134»: nobody can tell which number was meant."""
    return "".join(filter(str.isdigit, word))


def mistyped(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«кластир» is «кластер»; a word of the dictionary, or a Latin name, is not taken for a mistake without asking.

    Nor is a Latin word, or one beside others, taken for a rare one: «innopolis» for «finopolis», «вакита» for «вагита».
    """
    core = _CORE.search(doubt.text)
    if core is None or not doubt.edits:
        return None
    word = core[0]
    meant = known.nearest(word, doubt.edits, doubt.least) or _by_parts(known, word, doubt)
    if meant is None or _digits(meant) != _digits(word):
        return None
    is_known = is_in_dictionary(word)
    if is_known and (not doubt.is_alone or (meant := known.nearest(word, 1, doubt.least)) is None):
        return None
    is_sure = not is_known and _may_be_sure(known, word, meant, doubt.is_alone)
    before, after = doubt.text[: core.start()], doubt.text[core.end() :]
    return Guess(before + meant + after, "typo", is_sure)


def _may_be_sure(known: KnownWords, word: str, meant: str, is_alone: bool) -> bool:
    """True when the index witnesses what a word is taken for as often as the word leaves room for others."""
    if is_cyrillic(word):
        if is_alone:
            return _tells_enough(known, word, meant, is_name=word[:1].isupper() and not word.isupper())
        if len(word) >= LONG and _is_likely(word, meant):
            return True
        has_few_neighbours = len(word) >= LONG and bool(typos.near(fold_yo(word.lower()), [fold_yo(meant)], 1))
        return known.is_held(meant, WITNESSED if has_few_neighbours else WELL_KNOWN)
    return word.islower() and known.is_held(meant, WELL_KNOWN)


def _tells_enough(known: KnownWords, word: str, meant: str, is_name: bool) -> bool:
    """Whether a word with no others beside it is a slip rather than a word that no article has: «Сырцев» is no «сырье».

    A short word in capitals is an abbreviation, and has neighbours that are others: «ФГБОУ» and «ФГБУ».
    """
    if is_capitals(word):
        return False
    frequency = OF * known.found(meant) / known.within.generation.collection.doc_count
    return _price(word, meant) + NAME * is_name <= math.log(frequency + 1) + LETTER * len(word)


def _is_likely(typed: str, meant: str) -> bool:
    """Whether one likely mistake makes the difference: a letter left out, doubled or not, or exchanged by ear."""
    return _price(typed, meant) <= typos.SOUND


def _price(typed: str, meant: str) -> float:
    return typos.price(fold_yo(typed.lower()), fold_yo(meant.lower()))


def mistyped_in_wrong_layout(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«rkfcnth» is «кластер», and so is «rkfcnbh»; «hevel», which would be «румуд», is hardly «Рууд»."""
    if is_cyrillic(doubt.text):
        return None
    for one in layout.layouts_of(doubt.text):
        if meant := known.nearest(one, doubt.edits, doubt.least):
            is_sure = doubt.text.islower() and _tells_enough(known, one, meant, is_name=True)
            return Guess(meant, "layout", is_sure)
    return None


def _by_parts(known: KnownWords, compound: str, doubt: Doubt) -> str | None:
    """«технопарк-мардовия»: the parts that the index does not know are put right, each alone.

    A first part ends in a vowel that joins it to the next: «практико-» is no «практика-».
    """
    meant = []
    for part in compound.split("-"):
        is_word = known.found(part) > 0 or is_in_dictionary(part)
        other = None if is_word else known.nearest(part, doubt.edits, doubt.least)
        is_joined = other is not None and part[-1:] in JOINING and other[:-1] == part[:-1].lower()
        meant.append(part if other is None or is_joined else other)
    joined = "-".join(meant)
    return joined if joined != compound else None


Rule = Callable[[KnownWords, Doubt], Guess | None]

# The rules in their order, and how many times as often must what one gives be found as a word that is found itself.
MUCH_MORE: dict[Rule, int] = {
    figures_for_letters: 10,
    wrong_layout: 10,
    transliterated: 10,
    glued: 1,
    mistyped: 50,
    mistyped_in_wrong_layout: 50,
    glued_strangers: 1,
}
RULES = tuple(MUCH_MORE)
