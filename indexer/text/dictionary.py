"""What the dictionary says of a word: its lemmas with their shares.

>>> lemmas("стали")
{'стать': 0.975…, 'сталь': 0.024…}

This and `guessing` are the only modules that know pymorphy3. Its tables are asked directly, for `MorphAnalyzer.parse`
makes an object with a grammatical tag of every reading: of ten words nine have one lemma and need no probabilities.
Tests hold the lemmas against `parse`.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import takewhile
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar

HALF = 0.5  # what a lemma counts when the form is nearer to another


T = TypeVar("T")
Entries: TypeAlias = "list[tuple[str, list[tuple[int, int]]]]"  # spelling, and (paradigm, place)s


class Change(NamedTuple):
    """How a form becomes its lemma: so many letters are cut off its beginning and its end, others put there."""

    cut_start: int
    cut_end: int
    start: str
    end: str

    def __call__(self, form: str) -> str:
        """The lemma of a form."""
        cut_start, cut_end, start, end = self
        return start + form[cut_start : len(form) - cut_end] + end


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
VILLAGES = frozenset({"Geox", "neut"})


class Outcome(NamedTuple):
    """What a form with certain (paradigm, place)s comes to: its lemmas, each with how many of these lead there."""

    changes: tuple[tuple[Change, int], ...]
    kin: tuple[tuple[Kin, Change, Change], ...]  # with the change into the lemma of its own, and that into the other
    only: Change | None  # of a form that has no more than one lemma: two of three


def lemmas(word: str) -> dict[str, float]:
    """The lemmas of a lower-case word with their probabilities, the likeliest first; empty for an unknown word.

    A word that belongs to two lemmas at once (`KIN`) counts for both, so that the sum may be more than one.
    """
    found_entries = entries(word)
    if not found_entries:
        return {}
    if len(found_entries) == 1:
        [(spelled, places)] = found_entries
        if only := _outcome(tuple(places)).only:
            return {only(spelled): 1.0}
    outcomes = [(spelled, _outcome(tuple(places))) for spelled, places in found_entries]
    counts = sums((change(spelled), count) for spelled, outcome in outcomes for change, count in outcome.changes)
    found = by_share((len(counts) > 1 and _probabilities(word, found_entries)) or counts)
    for spelled, outcome in outcomes:
        for kin, own, change in outcome.kin:
            _add_kin(found, kin, own(spelled), change(spelled))
    return found


def may_be_surname(word: str) -> bool:
    """Whether a known word is only the genitive plural of a first name («Хамзатов»), as many surnames are made.

    Or a case of a village («Мантурова»), which is named as its owner was.
    """
    marks = [_marks(*place) for _, found in entries(word) for place in found]
    return all(one >= NAMES for one in marks) or all(one >= VILLAGES for one in marks)


def parses(word: str) -> list[Any]:
    """What pymorphy3 itself makes of a lower-case word, with tags that can be inflected; slow."""
    found: list[Any] = morph().parse(word)
    return found


def entries(word: str) -> Entries:
    """What the dictionary has under a word, each as its spelling and (paradigm, place)s; е may stand for ё."""
    if not word.isprintable():  # half a surrogate pair, which no dictionary takes
        return []
    if "е" in word:
        found: Entries = morph().dictionary.words.similar_items(word, morph().char_substitutes)
        return found
    places = _spelled_so(word)
    return [(word, places)] if places else []


def _spelled_so(word: str) -> list[tuple[int, int]]:
    """The (paradigm, place)s of a word, ё where it is written so."""
    found: list[tuple[int, int]] = morph().dictionary.words.get(word, [])
    return found


def _probabilities(word: str, entries: Entries) -> dict[str, float]:
    """The lemmas with the probabilities of their tags; none where the word was never counted."""
    counted = morph().prob_estimator.p_t_given_w
    if not counted.has_keys_with_prefix(f"{word}:"):
        return {}
    found = [
        (change_of(paradigm, place)(spelled), counted.prob(word, _spelled_tag(tag_of(paradigm, place))))
        for spelled, places in entries
        for paradigm, place in places
    ]
    return sums(sorted(found, key=itemgetter(1), reverse=True)) if any(share for _, share in found) else {}


def change_of(paradigm: int, place: int, other: int = 0) -> Change:
    """The change of the form at that place of a paradigm into the one at another place, the lemma."""
    ends = morph().dictionary.paradigms[paradigm]  # in pymorphy3's plan: all endings, all tags, all beginnings
    starts = len(ends) // 3 * 2
    return _change(ends[starts + place], ends[place], ends[starts + other], ends[other])


@cache
def _change(start: int, end: int, other_start: int, other_end: int) -> Change:
    """Some five thousand differ; two of three paradigms share theirs."""
    starts, ends = morph().dictionary.paradigm_prefixes, morph().dictionary.suffixes
    return Change(len(starts[start]), len(ends[end]), starts[other_start], ends[other_end])


@cache
def _outcome(places: tuple[tuple[int, int], ...]) -> Outcome:
    """Some ten thousand lists of places differ; of one paradigm several may lead to different lemmas («геном»)."""
    changes: dict[Change, int] = {}
    found = []
    for paradigm, place in places:
        change = change_of(paradigm, place)
        changes[change] = changes.get(change, 0) + 1
        if (kin := _kin_of_tag(tag_of(paradigm, place))) and (own := _own_lemma(paradigm, place, kin)):
            found.append((kin, own, change))
    only = None if found or len(changes) > 1 else change
    return Outcome(tuple(changes.items()), tuple(dict.fromkeys(found)), only)


@cache
def _own_lemma(paradigm: int, place: int, kin: Kin) -> Change | None:
    """The change into the lemma of its own that the form at that place has, if it stands in the paradigm."""
    wanted = kin.at | (_marks(paradigm, place) & _SAME)
    places = range(len(morph().dictionary.paradigms[paradigm]) // 3)
    others = [other for other in places if wanted <= _marks(paradigm, other)]
    if not others:
        return None
    # «лучший», «наилучший» and «наихороший» stand in one paradigm
    form = _variable_part(paradigm, place)
    nearest = max(others, key=lambda other: _shared_beginning(form, _variable_part(paradigm, other)))
    return change_of(paradigm, place, nearest)


def _shared_beginning(left: str, right: str) -> int:
    """How many letters two parts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _variable_part(paradigm: int, place: int) -> str:
    """The letters before and after the stem, which all forms of a paradigm share."""
    tables = morph().dictionary
    ends = tables.paradigms[paradigm]
    return str(tables.paradigm_prefixes[ends[2 * len(ends) // 3 + place]] + tables.suffixes[ends[place]])


def _add_kin(found: dict[str, float], kin: Kin, own: str, lemma: str) -> None:
    """Add the kin lemma `own` of a form with that lemma; the nearer counts whole, the other half."""
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
    return _marks_of_tag(tag_of(paradigm, place))


def tag_of(paradigm: int, place: int) -> int:
    """The number of the tag, of which there are some five thousand."""
    ends = morph().dictionary.paradigms[paradigm]
    return int(ends[len(ends) // 3 + place])


@cache
def _marks_of_tag(tag: int) -> frozenset[str]:
    return frozenset(morph().dictionary.gramtab[tag].grammemes)


@cache
def _kin_of_tag(tag: int) -> Kin | None:
    return next((kin for kin in KIN if kin.of <= _marks_of_tag(tag)), None)


@cache
def _spelled_tag(tag: int) -> str:
    return str(morph().dictionary.gramtab[tag])


def sums(counted: Iterable[tuple[T, float]]) -> dict[T, float]:
    """What was counted of each thing."""
    counts: dict[T, float] = {}
    for what, count in counted:
        counts[what] = counts.get(what, 0) + count
    return counts


def by_share(counts: dict[T, float]) -> dict[T, float]:
    """Counts, of lemmas as a rule, as shares of one, the greatest first."""
    total = sum(counts.values())
    return {what: count / total for what, count in sorted(counts.items(), key=itemgetter(1), reverse=True)}


@cache
def morph() -> Any:
    """pymorphy3, whose tables are read."""
    import pymorphy3  # 15 MB and a fifth of a second: only for a word that the index does not know
    import pymorphy3_dicts_ru

    # Told where its tables are: left to itself it asks every installed package, which takes as long as reading them.
    return pymorphy3.MorphAnalyzer(pymorphy3_dicts_ru.get_path(), lang="ru")
