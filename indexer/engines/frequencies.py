"""How often words and title phrases occur: chunk numbers in as segments are built, the file of `words` out.

    met = Frequencies()
    met.take(texts)                              # before each segment: {"title": [ChunkColumn…], "body": […]}
    write_words(folder, tables, met, base)       # once, when the vocabulary is whole

Nothing here walks over occurrences one by one: counting is `bincount`, sorting and grouping are of arrays. What a base
has counted is added; articles that an update replaces or removes stay counted until the next rebuild.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import ColumnsWriter
from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.chunks import ChunkColumn
from indexer.engines.phrases import counted_phrases
from indexer.engines.vocabulary import Tables
from indexer.engines.words import ALPHABET, CAPITALS, LEMMA_BIT, LONGEST_WORD, WORDS, Words
from indexer.text.lemma import STEM_MARK
from indexer.text.stopwords import STOPWORDS

SHORTEST_OFFERED = 3  # letters; a shorter word is offered only where it is an abbreviation
LEAST_REPEATED = 2  # times that a phrase must occur in titles,
TITLES_A_REPETITION = 20_000  # and once more for so many titles
BREAK = -1  # between the titles of two articles
_LETTERS_A_KEY, _BITS = 9, 7


@dataclass(slots=True)
class Frequencies:
    """How often each chunk occurs, and the titles as chunk numbers with BREAK after each."""

    chunks: Column = field(default_factory=lambda: np.zeros(0, np.int64))
    titles: list[Column] = field(default_factory=list)

    def take(self, texts: Mapping[str, Sequence[ChunkColumn]]) -> None:
        """Count the chunks of a segment's text fields."""
        for name, columns in texts.items():
            for column in columns:
                counts = np.bincount(column.chunks, minlength=len(self.chunks))
                counts[: len(self.chunks)] += self.chunks
                self.chunks = counts
                if name == "title":
                    self.titles.append(np.insert(column.chunks, np.cumsum(column.counts), BREAK))


@dataclass(frozen=True, slots=True)
class Sorted:
    """Words in order: `rows` of the vocabulary's exact terms (-1: not a word), and `terms` the other way round."""

    letters: Column
    lengths: Column
    rows: Column
    terms: Column


def write_words(folder: Path, tables: Tables, met: Frequencies, base: Path | None = None) -> None:
    """Write the words of a vocabulary with their counts; `base` is the generation that was counted before."""
    before = Words(base) if base else None
    words = sorted_words(tables.exacts)
    own = own_counts(tables, met.chunks, before)
    best = best_forms(tables, own)
    how = np.array(
        [_how(tables.forms[form], word) for form, word in zip(best.tolist(), tables.exacts, strict=True)], np.uint8
    )
    counts, groups = counted_lemmas(tables, own, best, how)
    may_end = counts[words.terms] > 0
    phrases, phrase_counts = title_phrases(tables, met.titles, words, may_end, before)
    spelled = np.flatnonzero(how[words.terms])
    with (folder / WORDS).open("wb") as file, ColumnsWriter(file) as columns:
        columns.add("letters", words.letters)
        columns.add("lengths", words.lengths)
        columns.add("masks", _masks(words))
        columns.add("counts", counts[words.terms].astype("<u4"))
        columns.add("groups", groups[words.terms].astype("<u4"))
        columns.add("spelled/rows", spelled.astype("<u4"))
        columns.add("spelled/how", how[words.terms][spelled])
        columns.add("phrases/words", phrases.ravel())
        columns.add("phrases/counts", phrase_counts)


def sorted_words(terms: Sequence[str]) -> Sorted:
    """The words among exact terms, in order."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    starts = bounds_of(lengths)
    points = np.frombuffer("".join(terms).encode("utf-32-le"), "<u4")
    codes = _CODES[np.minimum(points, len(_CODES) - 1)]
    is_foreign = np.diff(bounds_of(codes == 0)[starts]) > 0
    kept = np.flatnonzero(~is_foreign & (lengths > 0) & (lengths <= LONGEST_WORD))
    kept = kept[codes[starts[kept]] > _LAST_DIGIT]
    kept = kept[_order(codes, starts[kept], lengths[kept])]
    rows = np.full(len(terms), -1, np.int64)
    rows[kept] = np.arange(len(kept))
    letters = codes[run_indices(starts[kept], lengths[kept])]
    return Sorted(letters, lengths[kept].astype(np.uint8), rows, kept)


def own_counts(tables: Tables, chunk_counts: Column, before: Words | None) -> Column:
    """How often each form occurs; what was counted before goes to the first form of its exact term."""
    chunks = np.zeros(len(tables.widths))
    chunks[: len(chunk_counts)] = chunk_counts
    word_counts = np.diff(tables.word_starts)
    counts = np.bincount(tables.word_forms, np.repeat(chunks, word_counts), len(tables.forms)).astype(np.int64)
    if before is not None:
        numbers = {term: number for number, term in enumerate(tables.exacts)}
        first_forms = np.zeros(len(tables.exacts), np.int64)
        first_forms[tables.exact_of_form[::-1]] = np.arange(len(tables.forms))[::-1]
        terms = np.array([numbers[word] for word in before.all_texts()], np.int64)
        counts[first_forms[terms]] += before.own_counts()
    return counts


def best_forms(tables: Tables, counts: Column) -> Column:
    """The form in which each exact term is most often written."""
    order = np.lexsort((counts, tables.exact_of_form))
    best = np.zeros(len(tables.exacts), np.int64)
    best[tables.exact_of_form[order]] = order  # of several the last one stays
    return best


def counted_lemmas(tables: Tables, own: Column, best: Column, how: Column) -> tuple[Column, Column]:
    """`counts` and `groups` of every exact term, as `words` draws them."""
    counts = np.bincount(tables.exact_of_form, own, len(tables.exacts)).astype(np.int64)
    short = np.fromiter(map(len, tables.exacts), np.int64, len(tables.exacts)) < SHORTEST_OFFERED
    empty = np.fromiter(map(STOPWORDS.__contains__, tables.exacts), np.bool_, len(tables.exacts))
    counts[(short & (how != CAPITALS)) | empty] = 0
    groups = _lemmas(tables)[best]
    totals = np.bincount(groups, counts, len(tables.terms)).astype(np.int64)
    names = tables.terms
    is_lemma = np.array(
        [names[term] == word for term, word in zip(groups.tolist(), tables.exacts, strict=True)], np.bool_
    )
    is_own = is_lemma & (counts > 0)
    counts[is_own] = totals[groups[is_own]]
    groups[is_own] |= LEMMA_BIT
    return np.minimum(counts, _MOST), groups


def title_phrases(
    tables: Tables, titles: Sequence[Column], words: Sorted, may_end: Column, before: Words | None
) -> tuple[Column, Column]:
    """The phrases of titles by rows of words, in order, and how often each occurs."""
    stream = np.concatenate([*titles, np.empty(0, np.int32)])
    stream = np.append(_rows_of_chunks(tables, words), -1)[stream]  # BREAK takes the last
    least = max(LEAST_REPEATED, int((stream < 0).sum()) // TITLES_A_REPETITION)
    return counted_phrases(stream, may_end, least)


def _rows_of_chunks(tables: Tables, words: Sorted) -> Column:
    """The word that each chunk is; -1 for a chunk of several words side by side, or of none."""
    starts, counts = tables.word_starts[:-1], np.diff(tables.word_starts)
    is_word = counts == 1
    several = np.flatnonzero(counts > 1)
    is_word[several] = tables.offsets[starts[several] + 1] == 0  # a compound, whose first part stands where it does
    rows = np.full(len(counts), -1, np.int64)
    rows[is_word] = words.rows[tables.exact_of_form[tables.word_forms[starts[is_word]]]]
    return rows


def _lemmas(tables: Tables) -> Column:
    """The likeliest lemma of each form; of a form that no dictionary knows, the stem in which its cases meet."""
    lemmas = tables.reading_terms[tables.reading_starts[:-1]].astype(np.int64)
    is_stem = np.fromiter((term.endswith(STEM_MARK) for term in tables.terms), np.bool_, len(tables.terms))
    places = np.flatnonzero(is_stem[tables.reading_terms])
    forms = np.searchsorted(tables.reading_starts, places, "right") - 1
    lemmas[forms] = tables.reading_terms[places]  # of several stems the last, the shortest, stays
    return lemmas


def _how(form: str, word: str) -> int:
    """How a form is written otherwise than its word: 0 it is not."""
    if form == word:
        return 0
    return CAPITALS if form.isupper() else form.find("ё") + 1


def _order(codes: Column, starts: Column, lengths: Column) -> Column:
    """The order that sorts words: nine letters make a number."""
    matrix = np.zeros((len(starts), LONGEST_WORD), np.uint8)
    matrix[np.repeat(np.arange(len(starts)), lengths), run_indices(np.zeros_like(starts), lengths)] = codes[
        run_indices(starts, lengths)
    ]
    keys = []
    for first in range(0, LONGEST_WORD, _LETTERS_A_KEY):
        key = np.zeros(len(starts), np.uint64)
        for column in matrix[:, first : first + _LETTERS_A_KEY].T:
            key = key << np.uint64(_BITS) | column
        keys.append(key)
    return np.lexsort(keys[::-1])


def _masks(words: Sorted) -> Column:
    bits = np.left_shift(np.uint32(1), (words.letters % 32).astype(np.uint32))
    starts = bounds_of(words.lengths)[:-1]
    return np.bitwise_or.reduceat(bits, starts) if len(starts) else bits


def _table_of_codes() -> Column:
    table = np.zeros(max(map(ord, ALPHABET)) + 2, np.uint8)
    table[list(map(ord, ALPHABET))] = np.arange(1, len(ALPHABET) + 1)
    return table


_CODES = _table_of_codes()
_LAST_DIGIT = ALPHABET.index("9") + 1
_MOST = (1 << 32) - 1
