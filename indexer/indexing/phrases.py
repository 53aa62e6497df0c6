"""Which runs of two to four words a stream of words repeats: [7 2 9 -1 7 2 9 -1] -> [7 2 9] twice.

A run is counted only where the runs within it are frequent too (Agrawal and Srikant, VLDB 1994), so that few candidates
are left to sort; a bincount of their hashes first drops most of those that stand alone.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from indexer.columnar.ragged import Column
from indexer.indexing.numbering import Numbering
from indexer.opened.words import MOST_WORDS, NO_WORD

HALF_SAID = 0.8  # a run of which at least this share goes on in one way is not a phrase: «особая экономическая …»
_HASH_BITS = 20
_SLICE = 1 << 20  # words that are looked at together: some 50 MB
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio: Fibonacci hashing (Knuth, TAOCP 6.4)


def counted_phrases(stream: Column, may_end: Column, least: int) -> tuple[Column, Column]:
    """The phrases that occur `least` times or more, as rows of MOST_WORDS words padded with NO_WORD, and their counts.

    `stream` (signed) has a word's row, or -1 where no phrase may go on; `may_end` says of every row whether a phrase
    may begin and end with it. Beside the stream and a copy of it, memory is bounded by a slice and the frequent runs.
    """
    heads = stream.copy()  # of the run of n words that begins here, its number; -1 none
    runs = np.arange(len(may_end), dtype=np.int64)[:, None]
    counts = np.zeros(len(may_end), np.int64)  # of single words; they are no phrases
    found: list[tuple[Column, Column]] = []
    for length in range(2, MOST_WORDS + 1):
        longer, longer_counts, parents = _grown(stream, heads, runs, length, least)
        if length > 2:
            offered = np.where(may_end[longer[:, -1]], longer_counts, 0)
            found.append(_phrases(runs, counts, _most_said(parents, offered, len(runs)), may_end))
        runs, counts = longer, longer_counts
    found.append(_phrases(runs, counts, np.zeros(len(runs)), may_end))
    return united(found)


def united(parts: Sequence[tuple[Column, Column]]) -> tuple[Column, Column]:
    """Phrases with their counts, of several parts and in order; the counts of equal phrases are added up."""
    phrases, counts = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort(phrases.T[::-1])
    phrases, counts = phrases[order], counts[order]
    is_first = np.ones(len(phrases), np.bool_)
    is_first[1:] = (phrases[1:] != phrases[:-1]).any(axis=1)
    firsts = np.flatnonzero(is_first)
    return phrases[firsts], np.add.reduceat(counts, firsts) if len(firsts) else counts


def _grown(stream: Column, heads: Column, runs: Column, length: int, least: int) -> tuple[Column, Column, Column]:
    """The frequent runs of one word more: their words, counts, and the runs they continue.

    Their numbers take the place of those in `heads`, unless there will be none longer.
    """
    hashed = np.zeros(1 << _HASH_BITS, np.int64)
    for _, _, keys in _continued(stream, heads, length):
        hashed += np.bincount(_hashes(keys), minlength=len(hashed))
    is_likely = hashed >= least
    keys, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    for _, _, some in _continued(stream, heads, length):
        keys, counts = _added_up(keys, counts, some[is_likely[_hashes(some)]])
    keys, counts = keys[counts >= least], counts[counts >= least]
    if length < MOST_WORDS:
        numbering = Numbering()
        numbering.numbers(keys * _ODD)
        for part, places, some in _continued(stream, heads, length):
            heads[part] = -1  # a slice was looked at up to the run that begins behind it, which is still there
            heads[places] = numbering.find(some * _ODD)
    parents = (keys >> np.uint64(32)).astype(np.int64)
    words = (keys & np.uint64(NO_WORD)).astype(np.int64)
    return np.column_stack((runs[parents], words)), counts, parents


def _continued(stream: Column, heads: Column, length: int) -> Iterator[tuple[slice, Column, Column]]:
    """Slice by slice: where a run goes on with a word, and both in one number."""
    behind = length - 1
    for start in range(0, len(stream) - behind, _SLICE):
        stop = min(start + _SLICE, len(stream) - behind)
        head, follower, last = heads[start:stop], heads[start + 1 : stop + 1], stream[start + behind : stop + behind]
        # «Казань, Казань» is no phrase
        is_run = (head >= 0) & (follower >= 0) & (last >= 0) & (last != stream[start + behind - 1 : stop + behind - 1])
        places = np.flatnonzero(is_run)
        keys = head[places].astype(np.uint64) << np.uint64(32) | last[places].astype(np.uint64)
        yield slice(start, stop), start + places, keys


def _added_up(keys: Column, counts: Column, more: Column) -> tuple[Column, Column]:
    """Distinct keys in order with their counts, and more keys counted among them."""
    fresh, their_counts = np.unique(more, return_counts=True)
    keys, counts = np.concatenate((keys, fresh)), np.concatenate((counts, their_counts))
    order = keys.argsort(kind="stable")
    keys, firsts = np.unique(keys[order], return_index=True)
    return keys, np.add.reduceat(counts[order], firsts) if len(firsts) else counts


def _hashes(keys: Column) -> Column:
    return (keys * _ODD >> np.uint64(64 - _HASH_BITS)).astype(np.int64)


def _most_said(parents: Column, counts: Column, parent_count: int) -> Column:
    """How often the commonest continuation of each run occurs that is a phrase itself."""
    most = np.zeros(parent_count, np.int64)
    np.maximum.at(most, parents, counts)
    return most


def _phrases(runs: Column, counts: Column, most_said: Column, may_end: Column) -> tuple[Column, Column]:
    kept = may_end[runs[:, 0]] & may_end[runs[:, -1]] & (most_said < HALF_SAID * counts)
    padded = np.full((int(kept.sum()), MOST_WORDS), NO_WORD, np.uint32)
    padded[:, : runs.shape[1]] = runs[kept]
    return padded, counts[kept].astype(np.uint32)
