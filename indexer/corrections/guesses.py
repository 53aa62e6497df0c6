"""What was one doubted word meant as? guess(known, Doubt("кластир", 2, True)) is «кластер», surely.

Only a word is rewritten of which the index holds nothing, or a fiftieth of what it holds of the other; the first rule
of RULES that finds such a word wins. A guess is sure when the word is unknown to index and dictionary, and `evidence`
enough; or when the word is a slip that articles have too: «росии», a thousandth of what «россии» is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.corrections.evidence import LONG, WELL_KNOWN, WITNESSED, is_likely, may_be_sure, tells_enough
from indexer.corrections.known import KnownWords, is_in_dictionary
from indexer.corrections.transliterated import spelled_in_russian
from indexer.fields import CERTAIN
from indexer.opened.met import FEW, few
from indexer.search import layout, translit
from indexer.text.letters import fold_yo, is_capitals, is_cyrillic

MORE_THAN_STEMS = 5  # times as often must a word be found that is offered in place of one that is found by its stem
SLIP = 1000  # times as often stands the word beside which another, one edit away, is somebody's slip
LIKELY_SLIP = 50  # times as often, if it differs as people mistake words by ear
LEAST_SLIPPED = 6  # letters of that word: «Понти» is no «почти»
SHORTEST_GLUED = 4  # letters of a word that was typed without the blank, though it never stands beside the other
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


def guess(known: KnownWords, doubt: Doubt) -> Guess | None:
    """What a word was meant as by the first rule that tells; None where it may stay."""
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
        found_by = rule(known, replace(doubt, least=least))
        if found_by and known.found(found_by.text) >= least:
            return found_by if found_by.is_sure and not known.found(typed) else _doubted(known, found_by, typed)
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
        if meant is not None and len(meant) >= LEAST_SLIPPED and (times == SLIP or is_likely(core[0], meant)):
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
    return near is not None and is_likely(doubt.text, near)


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
    is_sure = not is_known and may_be_sure(known, word, meant, doubt.is_alone)
    before, after = doubt.text[: core.start()], doubt.text[core.end() :]
    return Guess(before + meant + after, "typo", is_sure)


def mistyped_in_wrong_layout(known: KnownWords, doubt: Doubt) -> Guess | None:
    """«rkfcnth» is «кластер», and so is «rkfcnbh»; «hevel», which would be «румуд», is hardly «Рууд»."""
    if is_cyrillic(doubt.text):
        return None
    for one in layout.layouts_of(doubt.text):
        if meant := known.nearest(one, doubt.edits, doubt.least):
            is_sure = doubt.text.islower() and tells_enough(known, one, meant, is_name=True)
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
