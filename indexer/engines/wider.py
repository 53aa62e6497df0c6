"""What are the places of a query called otherwise, as far as the articles of a generation know?

    wider(within, results)      of «казанский технопарк»     ->  Suggestion("(казанский ИЛИ Казань) И технопарк", 34)

`engines.answering` asks so where no article holds all words; where a few do, the person may be offered the rest.
"""

from collections.abc import Collection

from indexer.matching.within import Within
from indexer.search.limits import cut
from indexer.search.parser import parse
from indexer.search.reading import meaningful
from indexer.search.results import Results, Suggestion
from indexer.search.syntax import And, joined, show
from indexer.search.terms import plan
from indexer.search.widened import Known, widened

LITTLE = 100  # articles: who found more is told of no others


def known_of(within: Within, unmet: Collection[str]) -> Known:
    """What the articles know of places; `unmet` are the words of a query of which nothing is found."""
    generation = within.generation
    return Known(
        generation.analyzer,
        unmet,
        is_beginning=lambda start: len(generation.words.prefixed(start)) > 0,
        count=generation.collection.most_in_a_field,
        regions=lambda: generation.facets.values("region"),
    )


def wider(within: Within, results: Results) -> Suggestion | None:
    """See `Engine.wider`."""
    if not 0 < results.total <= LITTLE or results.timed_out:
        return None
    tree = parse(cut(results.searched)).tree
    found = widened(tree, known_of(within, ())) if isinstance(tree, And) else None
    if found is None:
        return None
    asked = joined(And, meaningful(found.tree.parts if isinstance(found.tree, And) else (found.tree,)))
    planned = asked and plan(asked, within.generation.analyzer)
    if not asked or not planned:
        return None
    count = within.count(planned)
    return Suggestion(show(asked), count) if count > results.total else None
