"""What is the score of one document made of? Parts that add up to it, each with what it is for.

score_parts(evaluator, matches, docnum)   ->   ScorePart("кластеры, в заголовке", 2.1),
                                               ScorePart("кластеры, в той же форме", 0.4),
                                               ScorePart("кластеры и татарстана рядом", 1.3)
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from indexer.fields import TEXT_FIELDS
from indexer.matching.conditions import CONDITIONS
from indexer.matching.evaluator import Evaluator, Matches, parts_of
from indexer.matching.leaf import only
from indexer.matching.lifts import Lifts, Slot
from indexer.matching.relaxation import share_score
from indexer.opened.collection import Fields
from indexer.opened.sets import Weighted, places_in
from indexer.search.syntax import And, InField, Not, Or, Published
from indexer.search.terms import AnyOf, Leaf, Plan, Starts, Together, Valued

IN_FIELD = {"title": "в заголовке", "body": "в тексте"}
DIGITS = 4  # of a score that is shown


class ScorePart(NamedTuple):
    """What it is for, in Russian, and how much it adds."""

    reason: str
    value: float


def score_parts(evaluator: Evaluator, matches: Matches, docnum: int) -> Iterator[ScorePart]:
    """The parts of a document among the matches that the evaluator gave; those that add nothing are left out."""
    yield from _of_words(evaluator, matches.asked, TEXT_FIELDS, docnum)
    if docnum in matches.lifted:
        yield from _of_lifts(matches.lifts, docnum)
    if matches.is_relaxed:
        yield _of_share(evaluator, matches.asked, docnum)


def rounded(values: Sequence[float]) -> list[float]:
    """The values so rounded that they add up to their rounded sum: differences of rounded running sums."""
    sums = [round(float(one), DIGITS) for one in np.cumsum([0.0, *values])]
    return [round(after - before, DIGITS) for before, after in pairwise(sums)]


def named(leaf: Leaf) -> str:
    """A leaf as people would write it."""
    match leaf:
        case AnyOf(text, _, exact):
            return f"!{text}" if exact else text
        case Starts(prefix):
            return f"{prefix}*"
        case Together(slots, slop):
            words = " ".join(word.text for _, word in slots)
            return f"«{words}»" if slop is None else f"«{words}»~{slop}"
        case Valued(field, words, values):
            return f"{field}: {' или '.join(values) or ' '.join(word.text for word in words)}"


def _of_words(evaluator: Evaluator, plan: Plan, fields: Fields, docnum: int) -> Iterator[ScorePart]:
    """BM25F of every leaf in every field: a leaf's score divided as its corrected occurrences are."""
    match plan:
        case Not() | Published() | Valued():
            return
        case InField(name, part):
            yield from _of_words(evaluator, part, only(name), docnum)
        case And(parts):
            for part in parts:
                yield from _of_words(evaluator, part, fields, docnum)
        case Or(parts, alike):
            held = [(score, part) for part in parts if (score := _score(evaluator.evaluate(part, fields), docnum))]
            for _, part in [max(held, key=itemgetter(0))] if alike and held else held:
                yield from _of_words(evaluator, part, fields, docnum)
        case _:
            found = evaluator.leaves.occurring(plan, fields)
            for where, value in evaluator.leaves.scores_by_field(found, docnum):
                yield ScorePart(f"{named(plan)}, {IN_FIELD[where.name]}", value)


def _of_lifts(lifts: Lifts, docnum: int) -> Iterator[ScorePart]:
    docnums = np.array([docnum], np.int32)
    for word, scores in zip(*lifts.exact(docnums), strict=True):
        if scores[0]:
            yield ScorePart(f"{word.text}, в той же форме", float(scores[0]))
    for (left, right), scores in zip(*lifts.nearness(docnums), strict=True):
        if scores[0]:
            yield ScorePart(f"{_of_slot(left)} и {_of_slot(right)} рядом", float(scores[0]))


def _of_share(evaluator: Evaluator, plan: Plan, docnum: int) -> ScorePart:
    """The share of words is weighed by their idf."""
    held = total = 0.0
    for part, fields in parts_of(plan, TEXT_FIELDS):
        if isinstance(part, CONDITIONS):
            continue
        found, told = evaluator.told(part, fields)
        total += told if len(found.docnums) else 0.0
        held += told if _has(found, docnum) else 0.0
    value = share_score(np.array([held / total]), total, evaluator.ranking)
    return ScorePart(f"доля найденных слов по весу, {held / total * 100:.0f} %", float(value[0]))


def _of_slot(slot: Slot) -> str:
    return "/".join(word.text for word in slot.words)


def _has(found: Weighted, docnum: int) -> bool:
    _, is_there = places_in(found.docnums, np.array([docnum]))
    return bool(is_there[0])


def _score(found: Weighted, docnum: int) -> float:
    """What a document has of what is found, 0 where it is not."""
    return float(found.of(found.docnums == docnum).weights.sum())
