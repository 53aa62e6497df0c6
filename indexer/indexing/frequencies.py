"""How often words and title phrases occur: chunk numbers in as segments are built, the file of `words` out.

    met = Frequencies()
    met.take(cells)                              # before each segment: the chunks of its texts
    write_words(folder, tables, met, base)       # once, when the vocabulary is whole

Nothing here walks over occurrences one by one: counting is `bincount`, sorting and grouping are of arrays. What a base
has counted is added; articles that an update replaces or removes stay counted until the next rebuild.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import create_columns
from indexer.columnar.cells import CELLS_A_DOCUMENT
from indexer.columnar.ragged import Column
from indexer.columnar.squeezed import add_squeezed
from indexer.indexing.chunks import ChunkColumn
from indexer.indexing.names import Names
from indexer.indexing.phrases import counted_phrases, united
from indexer.indexing.vocabulary import Tables
from indexer.indexing.word_order import Sorted, sorted_words
from indexer.opened.words import ALONE, CAPITALS, LEMMA_BIT, NO_WORD, WORDS, Words, group_steps
from indexer.text.lemma import STEM_MARK
from indexer.text.stopwords import FUNCTION_WORDS

SHORTEST_OFFERED = 3  # letters; a shorter word is offered only where it is an abbreviation
LEAST_REPEATED = 2  # times that a phrase must occur in titles,
TITLES_A_REPETITION = 20_000  # and once more for so many titles
BREAK = -1  # between the titles of two articles
NOT_A_WORD, SEVERAL = -1, -2


@dataclass(slots=True)
class Frequencies:
    """How often each chunk occurs, and the titles as chunk numbers with BREAK after each."""

    chunks: Column = field(default_factory=lambda: np.zeros(0, np.int64))
    titles: list[Column] = field(default_factory=list)

    def take(self, cells: ChunkColumn) -> None:
        """Count the chunks of a segment's texts."""
        counts = np.bincount(cells.chunks, minlength=len(self.chunks))
        counts[: len(self.chunks)] += self.chunks
        self.chunks = counts
        titles = cells.taken(np.arange(0, len(cells.counts), CELLS_A_DOCUMENT))
        self.titles.append(np.insert(titles.chunks, np.cumsum(titles.counts), BREAK))


def write_words(folder: Path, tables: Tables, met: Frequencies, base: Path | None) -> None:
    """Write the words of a vocabulary with their counts; `base` is the generation that was counted before."""
    words = sorted_words(tables.exacts)
    before = _before(Words(base), tables) if base else None
    own = own_counts(tables, met.chunks, words, before)
    best = best_forms(tables, own)
    how = _spellings(tables, best)
    counts, groups = counted_lemmas(tables, own, _lemmas(tables)[best], how)
    may_end = groups[words.terms] != ALONE
    phrases, phrase_counts = title_phrases(tables, met.titles, words, may_end)
    if before is not None:
        phrases, phrase_counts = united([(phrases, phrase_counts), before.phrases_by(words)])
    spelled = np.flatnonzero(how[words.terms])
    with create_columns(folder / WORDS) as columns:
        add_squeezed(columns, "letters", words.letters)
        add_squeezed(columns, "lengths", words.lengths)
        add_squeezed(columns, "counts", counts[words.terms].astype("<u4"))
        add_squeezed(columns, "groups", group_steps(groups[words.terms].astype("<u4")))
        columns.add("spelled/rows", spelled.astype("<u4"))
        columns.add("spelled/how", how[words.terms][spelled])
        add_squeezed(columns, "phrases/words", phrases.T.ravel().astype("<u4"))
        add_squeezed(columns, "phrases/counts", phrase_counts.astype("<u8"))


@dataclass(frozen=True, slots=True)
class Before:
    """What a base has counted: the exact terms in the new vocabulary of its words, and forms as they were written."""

    words: Words
    terms: Column
    forms: Column

    def phrases_by(self, words: Sorted) -> tuple[Column, Column]:
        """Its phrases by the new rows of their words."""
        rows = np.append(words.rows[self.terms], NO_WORD).astype(np.uint32)
        return rows[np.minimum(self.words.phrases.T, len(self.terms))], self.words.phrase_counts


def _before(words: Words, tables: Tables) -> Before:
    exacts, forms = (
        {name: number for number, name in enumerate(names.listed())} for names in (tables.exacts, tables.forms)
    )
    terms = np.array([exacts[word] for word in words.all_texts()], np.int64)
    firsts = np.zeros(len(tables.exacts), np.int64)
    firsts[tables.exact_of_form[::-1]] = np.arange(len(tables.forms))[::-1]
    spelled = map(forms.get, words.all_spelled(), firsts[terms].tolist())
    return Before(words, terms, np.fromiter(spelled, np.int64, len(terms)))


def own_counts(tables: Tables, chunk_counts: Column, words: Sorted, before: Before | None) -> Column:
    """How often each form occurs; what was counted before goes to the form in which the word was mostly written.

    The parts of an address or of a date are not counted: nobody means «ru» of «info@ivan.ru».
    """
    chunks = np.zeros(len(tables.widths))
    chunks[: len(chunk_counts)] = chunk_counts
    word_counts = np.diff(tables.word_starts)
    chunks[(word_counts > 1) & (_rows_of_chunks(tables, words) == NOT_A_WORD)] = 0
    counts = np.bincount(tables.word_forms, np.repeat(chunks, word_counts), len(tables.forms)).astype(np.int64)
    if before is not None:
        counts[before.forms] += before.words.own_counts()
    return counts


def best_forms(tables: Tables, counts: Column) -> Column:
    """The form in which each exact term is most often written, of equal ones the first: БП, not бп."""
    most = np.zeros(len(tables.exacts), np.int64)
    np.maximum.at(most, tables.exact_of_form, counts)
    forms = np.flatnonzero(counts == most[tables.exact_of_form])[::-1]
    most[tables.exact_of_form[forms]] = forms  # of several the last one stays, which is the first
    return most


def counted_lemmas(tables: Tables, own: Column, lemmas: Column, how: Column) -> tuple[Column, Column]:
    """`counts` and `groups` of every exact term, as `words` draws them; `lemmas` are the terms that they stand for."""
    exacts, terms, groups = tables.exacts, tables.terms, lemmas
    counts = np.bincount(tables.exact_of_form, own, len(exacts)).astype(np.int64)
    is_alone = _are_function_words(terms)[groups] | _are_function_words(exacts)
    is_alone |= (exacts.lengths() < SHORTEST_OFFERED) & (how != CAPITALS)
    is_lemma = exacts.are(terms, groups) & ~is_alone
    totals = np.bincount(groups, np.where(is_alone, 0, counts), len(terms)).astype(np.int64)
    counts[is_lemma] = totals[groups[is_lemma]]
    groups[is_lemma] |= LEMMA_BIT
    groups[is_alone] = ALONE
    return np.minimum(counts, _MOST), groups


def title_phrases(tables: Tables, titles: list[Column], words: Sorted, may_end: Column) -> tuple[Column, Column]:
    """The phrases of titles by rows of words, in order, and how often each occurs; `titles` are emptied on the way."""
    rows = np.append(_rows_of_chunks(tables, words), NOT_A_WORD).astype(np.int32)
    stream = np.empty(sum(map(len, titles)), np.int32)
    end = len(stream)
    while titles:
        some = titles.pop()
        end -= len(some)
        stream[end : end + len(some)] = rows[some]  # BREAK takes the last
    least = max(LEAST_REPEATED, int(np.count_nonzero(stream < 0)) // TITLES_A_REPETITION)
    return counted_phrases(stream, may_end, least)


def _rows_of_chunks(tables: Tables, words: Sorted) -> Column:
    """The word that each chunk is, a compound as a whole; NOT_A_WORD for an address, SEVERAL for words side by side."""
    starts, counts = tables.word_starts[:-1], np.diff(tables.word_starts)
    is_one = counts == 1
    several = np.flatnonzero(counts > 1)
    is_one[several] = tables.offsets[starts[several] + 1] == 0  # the first part stands where the whole does
    rows = np.where(counts > 1, SEVERAL, NOT_A_WORD)
    rows[is_one] = words.rows[tables.exact_of_form[tables.word_forms[starts[is_one]]]]
    return rows


def _lemmas(tables: Tables) -> Column:
    """The likeliest lemma of each form; of a form that no dictionary knows, the stem in which its cases meet."""
    lemmas = tables.reading_terms[tables.reading_starts[:-1]].astype(np.int64)
    is_stem = tables.terms.last() == ord(STEM_MARK)
    places = np.flatnonzero(is_stem[tables.reading_terms])
    forms = np.searchsorted(tables.reading_starts, places, "right") - 1
    lemmas[forms] = tables.reading_terms[places]  # of several stems the last, the shortest, stays
    return lemmas


def _spellings(tables: Tables, forms: Column) -> Column:
    """How the forms in which words are most often written differ from the words: 0 they do not."""
    how = np.zeros(len(forms), np.uint8)
    otherwise = np.flatnonzero(~tables.exacts.are(tables.forms, forms))
    for number, form in zip(otherwise.tolist(), tables.forms.taken(forms[otherwise]).listed(), strict=True):
        how[number] = CAPITALS if form.isupper() else form.find("ё") + 1
    return how


def _are_function_words(words: Names) -> Column:
    """Which of words in order say nothing alone (bool)."""
    found = np.zeros(len(words), np.bool_)
    found[[place for word in FUNCTION_WORDS if (place := words.find(word)) is not None]] = True
    return found


_MOST = (1 << 32) - 1
