"""What the dictionary says of a word: its lemmas with their shares, and lemmas guessed for words it does not know.

>>> lemmas("стали")
{'стать': 0.975…, 'сталь': 0.024…}
>>> guesses("мальсаговым")
{'мальсаговый': 0.9…, 'мальсагов': 0.0…}

This is the only module that knows pymorphy3. Its tables are asked directly, for `MorphAnalyzer.parse` makes an object
with a grammatical tag of every reading: of ten words nine have one lemma and need no probabilities, and a guess needs
no more than the endings of known words. Tests hold both against `parse`.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from indexer.text.stem import SURNAME_ENDINGS

HALF = 0.5  # what a lemma counts when the form is nearer to another
LONGEST_ENDING = 5  # letters by which pymorphy3's prediction tables know words
SHORTEST_GUESSED = 4  # letters; a shorter word has no ending to speak of
LONGEST_PREFIX = 5  # letters before a known word: «нано|технопарк»
SHORTEST_REST = 4  # letters of that known word


class Change(NamedTuple):
    """How a form becomes its lemma: so many letters are cut off its beginning and its end, others put there."""

    cut_start: int
    cut_end: int
    start: str
    end: str

    def __call__(self, form: str) -> str:
        """The lemma of a form."""
        return self.start + form[self.cut_start : len(form) - self.cut_end] + self.end


class Kin(NamedTuple):
    """A lemma of its own among the forms of another: which forms have it, where it stands, and what it must be.

    A nearer lemma counts whole and the dictionary's half; the other way round when it is not.
    """

    of: frozenset[str]  # grammatical marks of the forms that have it
    at: frozenset[str]  # marks of the form that is the lemma; tense and voice must be the same
    is_nearer: bool
    known_as: str = ""  # the part of speech as which the dictionary must know it


# pymorphy3 has one lemma where readers have two words. Its marks: opencorpora.org/dict.php?act=gram
KIN = (
    Kin(frozenset({"Surn", "femn"}), frozenset({"femn", "sing", "nomn"}), True),  # «Ивановой»: Иванова, then Иванов
    Kin(frozenset({"Patr", "femn"}), frozenset({"femn", "sing", "nomn"}), True),  # «Алексеевны»: not only Алексеевич
    Kin(frozenset({"Supr"}), frozenset({"Supr", "masc", "sing", "nomn"}), True),  # «крупнейшего»: крупнейший, крупный
    Kin(frozenset({"COMP"}), frozenset({"ADJS", "neut", "sing"}), False, "ADVB"),  # «быстрее»: быстрый and быстро
    Kin(frozenset({"PRTS"}), frozenset({"PRTF", "masc", "sing", "nomn"}), False, "ADJF"),  # «уверена»: уверенный
)
_SAME = frozenset({"past", "pres", "pssv"})
NAMES = frozenset({"Name", "plur"})


def lemmas(word: str) -> dict[str, float]:
    """The lemmas of a lower-case word with their probabilities, the likeliest first; empty for an unknown word.

    A word that belongs to two lemmas at once (`KIN`) counts for both, so that the sum may be more than one.
    """
    entries = _entries(word)
    if len(entries) == 1 and (change := _only_change(tuple(entries[0][1]))):  # eight of ten
        return {change(entries[0][0]): 1.0}
    known = _lemmas_of(entries)
    found = dict.fromkeys(known, 1.0) if len(known) < 2 else _probable(word, entries)
    for spelled, parses in entries:
        for paradigm, place in dict(parses).items():
            if kin := _kin_of(paradigm, place):
                _add_kin(found, *kin, spelled, _change(paradigm, place)(spelled))
    return found


def may_be_surname(word: str) -> bool:
    """Whether a known word is only the genitive plural of a first name («Хамзатов»), as many surnames are made."""
    return word.endswith(SURNAME_ENDINGS) and all(
        _marks(paradigm, place) >= NAMES for _, found in _entries(word) for paradigm, place in found
    )


def guesses(word: str) -> dict[str, float]:
    """Lemmas that an unknown lower-case word may have, by its likeness to known words, the likeliest first."""
    for length in range(1, min(LONGEST_PREFIX, len(word) - SHORTEST_REST) + 1):
        entries = _entries(word[length:])
        if entries and (rest := _lemmas_of(entries, only_productive=True)):
            return {word[:length] + lemma: 1 / len(rest) for lemma in rest}
    if len(word) < SHORTEST_GUESSED:
        return {}
    for length in range(min(LONGEST_ENDING, len(word) - 1), 0, -1):
        alike = _alike(word[-length:])
        if alike:
            return _by_share((change(word[:-length] + ending), count) for ending, change, count in alike)
    return {}


def parses(word: str) -> list[Any]:
    """What pymorphy3 itself makes of a lower-case word, with tags that can be inflected; slow."""
    found: list[Any] = _morph().parse(word)
    return found


def _entries(word: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """What the dictionary has under a word, each as its spelling and (paradigm, place)s; е may stand for ё."""
    words = _morph().dictionary.words
    if "е" in word:
        return list(words.similar_items(word, _morph().char_substitutes))
    found = _spelled_so(word)
    return [(word, found)] if found else []


def _spelled_so(word: str) -> list[tuple[int, int]]:
    """The (paradigm, place)s of a word, ё where it is written so."""
    found: list[tuple[int, int]] = _morph().dictionary.words.get(word, [])
    return found


def _lemmas_of(entries: list[tuple[str, list[tuple[int, int]]]], only_productive: bool = False) -> list[str]:
    """The distinct lemmas.

    Forms that look alike within one paradigm («стали» of сталь: four cases) have one lemma: dict() takes one of them.
    """
    return list(
        dict.fromkeys(
            _change(paradigm, place)(spelled)
            for spelled, parses in entries
            for paradigm, place in dict(parses).items()
            if not only_productive or _is_productive(paradigm, place)
        )
    )


def _probable(word: str, entries: list[tuple[str, list[tuple[int, int]]]]) -> dict[str, float]:
    """The lemmas with the probabilities of their tags, which all are alike where the word was never counted."""
    tables, counted = _morph().dictionary, _morph().prob_estimator.p_t_given_w
    parses = [(spelled, paradigm, place) for spelled, found in entries for paradigm, place in found]
    shares = [0.0] * len(parses)
    if counted.has_keys_with_prefix(f"{word}:"):
        shares = [counted.prob(word, tables.build_tag_info(paradigm, place)) for _, paradigm, place in parses]
    if not any(shares):
        shares = [1 / len(parses)] * len(parses)
    ranked = sorted(zip(shares, parses, strict=True), key=lambda one: -one[0])
    return _by_share((_change(paradigm, place)(spelled), share) for share, (spelled, paradigm, place) in ranked)


@lru_cache(maxsize=1 << 14)
def _alike(ending: str) -> tuple[tuple[str, Change, int], ...]:
    """How known words that end so become lemmas: (the ending with its ё, the change, how many words)."""
    counts: defaultdict[tuple[str, Change], int] = defaultdict(int)
    tables = _morph().dictionary.prediction_suffixes_dawgs[0]
    for spelled, parses in tables.similar_items(ending, _morph().char_substitutes):
        for count, paradigm, place in parses:
            if _is_productive(paradigm, place):
                counts[spelled, _change(paradigm, place)] += count
    return tuple((spelled, change, count) for (spelled, change), count in counts.items())


@cache
def _change(paradigm: int, place: int, other: int = 0) -> Change:
    """The change of the form at that place of a paradigm into the one at another place, the lemma."""
    tables = _morph().dictionary
    ends = tables.paradigms[paradigm]  # in pymorphy3's plan: all endings, all tags, all beginnings
    starts = ends[2 * len(ends) // 3 :]
    start, end = tables.paradigm_prefixes[starts[place]], tables.suffixes[ends[place]]
    return Change(len(start), len(end), tables.paradigm_prefixes[starts[other]], tables.suffixes[ends[other]])


@cache
def _only_change(places: tuple[tuple[int, int], ...]) -> Change | None:
    """The change of a form with these (paradigm, place)s when all have the same, and no kin; few thousand differ."""
    changes = {_change(paradigm, place) for paradigm, place in places}
    has_kin = any(_kin_of(paradigm, place) for paradigm, place in places)
    return changes.pop() if len(changes) == 1 and not has_kin else None


@cache
def _kin_of(paradigm: int, place: int) -> tuple[Kin, Change] | None:
    """The lemma of its own that the form at that place has, if any."""
    marks = _marks(paradigm, place)
    kin = next((kin for kin in KIN if kin.of <= marks), None)
    if kin is None:
        return None
    wanted = kin.at | (marks & _SAME)
    places = range(len(_morph().dictionary.paradigms[paradigm]) // 3)
    others = [other for other in places if wanted <= _marks(paradigm, other)]
    if not others:
        return None
    # «лучший», «наилучший» and «наихороший» stand in one paradigm
    form = _variable_part(paradigm, place)
    nearest = max(others, key=lambda other: _shared(form, _variable_part(paradigm, other)))
    return kin, _change(paradigm, place, nearest)


def _shared(one: str, other: str) -> int:
    """How many first letters are the same."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


def _variable_part(paradigm: int, place: int) -> str:
    """The letters before and after the stem, which all forms of a paradigm share."""
    tables = _morph().dictionary
    ends = tables.paradigms[paradigm]
    return str(tables.paradigm_prefixes[ends[2 * len(ends) // 3 + place]] + tables.suffixes[ends[place]])


def _add_kin(found: dict[str, float], kin: Kin, change: Change, form: str, lemma: str) -> None:
    """Add the kin lemma of a form with that lemma; the nearer counts whole, the other half."""
    own = change(form)
    if own == lemma or own in found or (kin.known_as and not _is_lemma(own, kin.known_as)):
        return
    share = found[lemma]
    found[own] = share if kin.is_nearer else share * HALF
    if kin.is_nearer:
        found[lemma] = share * HALF


@lru_cache(maxsize=1 << 14)
def _is_lemma(word: str, part_of_speech: str) -> bool:
    return any(place == 0 and part_of_speech in _marks(paradigm, place) for paradigm, place in _spelled_so(word))


def _marks(paradigm: int, place: int) -> frozenset[str]:
    return frozenset(_morph().dictionary.build_tag_info(paradigm, place).grammemes)


@cache
def _is_productive(paradigm: int, place: int) -> bool:
    """False for pronouns, prepositions and other closed classes, to which no new word belongs."""
    return bool(_morph().dictionary.build_tag_info(paradigm, place).is_productive())


def _by_share(counted: Iterable[tuple[str, float]]) -> dict[str, float]:
    """What was counted of each lemma, as shares of one, the greatest first."""
    counts: defaultdict[str, float] = defaultdict(float)
    for lemma, count in counted:
        counts[lemma] += count
    total = sum(counts.values()) or 1.0
    return {lemma: count / total for lemma, count in sorted(counts.items(), key=lambda item: -item[1])}


@cache
def _morph() -> Any:
    import pymorphy3  # 15 MB and a fifth of a second: only for a word that the index does not know
    import pymorphy3_dicts_ru

    # Told where its tables are: left to itself it asks every installed package, which takes as long as reading them.
    return pymorphy3.MorphAnalyzer(pymorphy3_dicts_ru.get_path(), lang="ru")
