"""Articles on the same matter: those that hold most of the words that tell an article from others.

similar(generation, docnum, article, 5)   ->   (Article(…), …), the likest first
"""

from indexer.article import Article
from indexer.columnar.topk import top_k
from indexer.matching.evaluator import Evaluator
from indexer.matching.leaf import only
from indexer.opened.generation import Generation
from indexer.search.syntax import Or
from indexer.search.terms import AnyOf
from indexer.text.stopwords import is_stopword

WORDS_READ = 100  # of the beginning of the text
WORDS_ASKED = 20  # the rarest of them; what stands in no other article tells nothing
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
    rarity: dict[AnyOf, int] = {}
    for word in generation.analyzer.words(text)[:WORDS_READ]:
        readings = generation.analyzer.readings(word.form)
        if is_stopword(word.form.lower()) or not word.form.isalpha():
            continue
        asked = AnyOf(word.form, tuple((reading.term, reading.weight) for reading in readings))
        count = len(generation.collection.postings(readings[0].term, only("body")).cells)
        if count > 1:
            rarity[asked] = count
    return tuple(sorted(rarity, key=lambda asked: (rarity[asked], asked.text))[:WORDS_ASKED])
