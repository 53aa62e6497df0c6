"""Articles on the same matter: those that hold most of the words that tell an article from others.

similar(generation, docnum, article, 5)   ->   (Article(…), …), the likest first
"""

from itertools import accumulate

from indexer.article import Article
from indexer.columnar.cells import CELLS_A_DOCUMENT, docnums_of
from indexer.columnar.topk import top_k
from indexer.matching.evaluator import Evaluator
from indexer.opened.collection import Collection
from indexer.opened.generation import Generation
from indexer.search.syntax import Or
from indexer.search.terms import AnyOf
from indexer.text.stopwords import is_stopword

WORDS_READ = 100  # of the beginning of the text
WORDS_ASKED = 20  # the rarest of them; what stands in no other article tells nothing
MOST_CELLS = 100_000  # that hold them: of a million articles fewer words are asked for
LEAST_LIKE = 0.25  # of the score that the article itself has


def similar(generation: Generation, docnum: int, article: Article, count: int) -> tuple[Article, ...]:
    """The articles that score best for an article's telling words, without itself and its reprints."""
    words = _telling(generation, f"{article.title}\n{article.body[:1000]}")
    if len(words) < 2:
        return ()
    found = Evaluator(generation.collection, generation.facets).evaluate(Or(words))
    apart = {docnum, *generation.stories.members(docnum).tolist()}
    best = top_k(found.weights, count * 4 + len(apart))
    ranked = zip(found.docnums[best].tolist(), found.weights[best].tolist(), strict=True)
    own = float(found.weights.max(initial=0.0))
    likest: list[Article] = []
    for other, score in ranked:
        if other in apart or score < own * LEAST_LIKE or len(likest) == count:
            continue
        apart |= {other, *generation.stories.members(other).tolist()}
        likest.append(generation.article(other))
    return tuple(likest)


def _telling(generation: Generation, text: str) -> tuple[AnyOf, ...]:
    """The words of a text that the fewest other articles hold."""
    cells_of: dict[AnyOf, int] = {}
    for word in generation.analyzer.words(text)[:WORDS_READ]:
        if is_stopword(word.form.lower()) or not word.form.isalpha():
            continue
        readings = generation.analyzer.readings(word.form)
        cells = generation.collection.cell_count(readings[0].term)
        if cells > CELLS_A_DOCUMENT or _is_shared(generation.collection, readings[0].term):
            cells_of[AnyOf(word.form, tuple((reading.term, reading.weight) for reading in readings))] = cells
    rarest = sorted(cells_of, key=lambda asked: (cells_of[asked], asked.text))[:WORDS_ASKED]
    so_far = accumulate(cells_of[asked] for asked in rarest)
    return tuple(asked for asked, cells in zip(rarest, so_far, strict=True) if cells <= MOST_CELLS)


def _is_shared(collection: Collection, term: str) -> bool:
    """Whether more than one document holds a rare term."""
    return len(set(docnums_of(collection.postings(term).cells).tolist())) > 1
