"""Which articles tell one story? Signatures in, for every article the first of its story out.

    leaders(Texts(signatures, sizes, days, digests))   ->   array([0, 1, 0, 3])      # 2 is a reprint of 0

Texts that may be alike (`candidates`) are compared by their whole signatures (`likeness`). What appears again after
more than NEAR_DAYS is a rubric (weather, rates of exchange, daily counts), whose issues are alike without being
reprints; a text without a day that is like several others without one is a form filled in (a plot of land).
A story is held together by its first article: who resembles only another member is not in it, so that a chain of small
changes does not grow without end. The outcome depends on the set of articles alone, not on their order, and its cost
grows with their number.
"""

import numpy as np

from indexer.columnar.ragged import Column
from indexer.indexing.candidates import candidates
from indexer.indexing.likeness import Texts
from indexer.opened.sets import distinct, is_first

SHORTEST = 12  # runs that count of a text that may be a reprint
HELD = 0.45  # of the shorter text, to be found in the longer one, for two to be reprints
HELD_OF_RUBRIC = 0.8  # the same for texts of a kind that comes again and again
HELD_LOOSELY = 0.35  # the same of one day, for a reprint of a reprint, and to tell a rubric by its issues
SEVERAL = 2  # texts without a day that are like one another, and may be so many ways to fill in one form
MOST_ROUNDS = 8  # of taking stories apart; whoever has none by then stands alone


def leaders(texts: Texts, among: Column | None = None) -> Column:
    """For every article the place of the first of its story; its own where it stands alone (int64).

    First is who comes first by `Texts.seniority`. Who is not `among` those asked about (a mask) stands alone.
    """
    found = np.arange(len(texts))
    can_tell = (texts.sizes >= SHORTEST) & texts.signatures.any(axis=1)
    places = np.flatnonzero(can_tell if among is None else can_tell & among)
    places = places[np.lexsort(texts.seniority(places))]
    copied = _copied(texts, places)
    originals = np.flatnonzero(copied == np.arange(len(copied)))
    told = texts.taken(places[originals])
    found[places[originals]] = places[originals[_settled(told, *_reprints(told))]]
    found[places] = found[places[copied]]
    return found


def _copied(texts: Texts, places: Column) -> Column:
    """For each of those texts which of them is the first that says the same on the same day: itself, mostly.

    Copies share every bucket, and there would crowd out who is only alike.
    """
    keys = texts.keys()[places]
    order = keys.argsort(kind="stable")
    keys = keys[order]
    is_copy = ~is_first(keys)
    later = np.flatnonzero(is_copy)
    is_copy[later] = texts.are_copies(places[order[later]], places[order[later - 1]])
    firsts = np.where(is_copy, 0, np.arange(len(order)))
    np.maximum.accumulate(firsts, out=firsts)
    copied = np.empty_like(order)
    copied[order] = order[firsts]
    return copied


def _reprints(texts: Texts) -> tuple[Column, Column]:
    """Pairs of texts one of which is a reprint of the other."""
    ours, theirs = candidates(texts)
    held = texts.held(ours, theirs)
    is_far = ~texts.are_near(ours, theirs)
    is_issue = is_far & (held >= HELD_LOOSELY)
    is_rubric = np.zeros(len(texts), np.bool_)
    is_rubric[ours[is_issue]] = is_rubric[theirs[is_issue]] = True
    is_rubric |= _are_forms(texts, ours[held >= HELD_LOOSELY], theirs[held >= HELD_LOOSELY])
    needed = np.where(texts.are_of_one_day(ours, theirs), HELD_LOOSELY, HELD)
    needed[is_rubric[ours] | is_rubric[theirs]] = HELD_OF_RUBRIC
    is_reprint = ~is_far & (held >= needed)
    return ours[is_reprint], theirs[is_reprint]


def _are_forms(texts: Texts, ours: Column, theirs: Column) -> Column:
    """Which texts have no day, and are like SEVERAL others that have none (a mask), of pairs that are alike."""
    is_undated = (texts.days[ours] == 0) & (texts.days[theirs] == 0)
    others = np.bincount(np.concatenate((ours[is_undated], theirs[is_undated])), minlength=len(texts))
    is_form: Column = others >= SEVERAL
    return is_form


def _settled(texts: Texts, ours: Column, theirs: Column) -> Column:
    """The leader of every text: the first of those it hangs together with, if it resembles that one."""
    leader = np.arange(len(texts))
    for _ in range(MOST_ROUNDS):
        if not len(ours):
            break
        members = distinct(np.concatenate((ours, theirs)))
        firsts = _components(leader, ours, theirs)[members]
        fits = texts.are_near(members, firsts) & (texts.held(members, firsts) >= HELD_LOOSELY)
        leader[members[fits]] = firsts[fits]
        is_settled = np.zeros(len(texts), np.bool_)
        is_settled[members[fits]] = True
        is_left = ~is_settled[ours] & ~is_settled[theirs]
        ours, theirs = ours[is_left], theirs[is_left]
    return leader


def _components(alone: Column, ours: Column, theirs: Column) -> Column:
    """For every text the lowest of those that pairs lead to."""
    lowest = np.arange(len(alone))
    while True:
        below = np.minimum(lowest[ours], lowest[theirs])
        joined = lowest.copy()
        np.minimum.at(joined, lowest[ours], below)
        np.minimum.at(joined, lowest[theirs], below)
        joined = joined[joined]
        if np.array_equal(joined, lowest):
            return lowest
        lowest = joined
