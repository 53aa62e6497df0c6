"""A query in, the documents that answer it out; where it finds little, also what was probably meant.

    answer, correction = answer_best(Within(generation), "rfpfym")
    correction.query       ->  "казань"

A correction is searched instead of the query when a word of the query is found nowhere; when all are found, but few
times, it is offered only; when the time is over, or a long query stands in an article word by word, none is looked for.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.corrections.apart import put_together, taken_apart
from indexer.errors import QueryError
from indexer.later import later
from indexer.matching.relaxation import loosened
from indexer.matching.within import Within
from indexer.opened.sets import Weighted
from indexer.search import expansion
from indexer.search.limits import cut
from indexer.search.parser import Parsed, parse
from indexer.search.reading import small_words, texts
from indexer.search.results import Correction
from indexer.search.rewriting import correctable
from indexer.search.syntax import Tree
from indexer.search.terms import Plan, plan
from indexer.text.letters import form
from indexer.text.wording import nowhere

if TYPE_CHECKING:
    from indexer.corrections.attested import attested
    from indexer.corrections.corrected import corrected
    from indexer.engines.wider import known_of
    from indexer.search.widened import widened
else:
    attested = later("indexer.corrections.attested", "attested")
    corrected = later("indexer.corrections.corrected", "corrected")
    known_of = later("indexer.engines.wider", "known_of")
    widened = later("indexer.search.widened", "widened")

SMALL_WORDS_ONLY = "значимые слова не встретились ни в одной статье: показаны те, где есть остальные слова запроса"
LITTLE = 100  # documents: who finds more of words that the index has met is not corrected


@dataclass(frozen=True, slots=True)
class Answer:
    """How a query was read, and what it finds; `notes` are for the person who asked."""

    tree: Tree
    sought: Plan
    planned: Plan  # what was sought, or its words where some were let go
    found: Weighted
    notes: tuple[str, ...]
    is_relaxed: bool
    is_quoted: bool = False  # a headline, say: what stands in an article word by word is no mistake
    held: int = 0  # documents that hold all of it
    unmet: frozenset[str] = frozenset()  # words of which nothing is found
    places: frozenset[str] = frozenset()  # words of the query that are surely places, and sought by other names too

    @property
    def total(self) -> int:
        """How many documents are found."""
        return len(self.found.docnums)


def answer(within: Within, query: str) -> Answer:
    """What a query finds as it is typed, its places by other names where nothing else holds all words.

    QueryError when it cannot be read.
    """
    parsed = parse(query)
    planned = plan(parsed.tree, within.generation.analyzer)
    if planned is None:
        raise QueryError("в запросе нет ни одного слова")
    typed = _evaluated(within, parsed, planned)
    if typed.total and not typed.is_relaxed:
        return typed
    if wide := _with_other_names(within, parsed, typed):
        return wide
    if not typed.total and (small := small_words(parsed.tree)) is not None:
        return _with_small_words(within, parsed.tree, small, typed.notes)
    return typed


def _evaluated(within: Within, parsed: Parsed, planned: Plan, notes: tuple[str, ...] = ()) -> Answer:
    matches = within.evaluate(planned)
    said = (*parsed.notes, *expansion.notes(parsed.tree, within.generation.analyzer), *notes, *matches.notes)
    return Answer(
        parsed.tree,
        planned,
        matches.asked,
        matches.found,
        said,
        matches.is_relaxed,
        matches.is_quoted,
        matches.held,
        matches.unmet,
    )


def _with_other_names(within: Within, parsed: Parsed, typed: Answer) -> Answer | None:
    """What the query finds with other names of its places, if more holds all of it, or one was never met as typed."""
    wider = widened(parsed.tree, known_of(within, typed.unmet))
    if wider is None:
        return None
    planned = plan(wider.tree, within.generation.analyzer)
    assert planned is not None
    if within.count(planned) <= typed.held and typed.unmet.isdisjoint(wider.words):
        return None
    return replace(_evaluated(within, parsed, planned, wider.notes), tree=wider.tree, places=wider.in_tables)


def _with_small_words(within: Within, tree: Tree, small: Tree, notes: tuple[str, ...]) -> Answer:
    """What the words find that were not insisted on: «Кто …?» of which the rest stands nowhere."""
    planned = plan(small, within.generation.analyzer)
    assert planned is not None
    found = within.evaluate(planned).found
    if not len(found.docnums):
        return Answer(tree, planned, planned, found, notes, is_relaxed=False)
    return Answer(tree, planned, planned, found, (*notes, SMALL_WORDS_ONLY), is_relaxed=True)


def answer_typed(within: Within, query: str) -> tuple[Answer, None]:
    """What the query finds as it is typed."""
    return answer(within, query), None


def answer_best(within: Within, query: str) -> tuple[Answer, Correction | None]:
    """What the query finds, or what its correction does, and the correction; words that stand nowhere are named."""
    best, correction = _answer_best(within, query)
    if best.total and not best.is_relaxed:
        return best, correction
    unmet = within.generation.met.unmet(loosened(best.planned))
    if not unmet:
        return best, correction
    typed = {form(text): text for text in texts(best.tree)}
    return replace(best, notes=(*best.notes, nowhere([typed.get(word, word) for word in unmet]))), correction


def _answer_best(within: Within, query: str) -> tuple[Answer, Correction | None]:
    met = within.generation.met
    typed = answer(within, query)
    if typed.is_quoted:
        return typed, None
    if typed.total > LITTLE and not typed.is_relaxed and not met.has_unmet(typed.planned):
        return typed, None
    asked = cut(query)  # the query as it was typed has said what is left out
    places = [place for place in correctable(asked) if form(place.text) not in typed.places]
    is_sure = not typed.total or typed.is_relaxed
    everywhere = replace(within, allowed=None)  # filters do not make a word doubtful
    if (is_sure or typed.total <= LITTLE) and (together := put_together(everywhere, asked, places, is_sure)):
        meant = answer(within, together.query)
        return _with_correction(typed, meant, together) if meant.total else (typed, None)
    if not typed.held and (apart := taken_apart(everywhere, asked, places, is_sure)):
        return _with_correction(typed, answer(within, apart.query), apart)
    if not any(within.generation.is_doubted(place.text) for place in places):
        return typed, None
    found = corrected(everywhere, asked, places)
    if found is None and (together := attested(everywhere, asked, places, typed.unmet)):
        return _with_correction(typed, answer(within, together.query), together)
    if found is None or not (found.applied or _is_worth_offering(within, found.query, typed)):
        return typed, None
    meant = answer(within, found.query)
    if not meant.total or (not found.applied and meant.total < typed.total and meant.held <= typed.held):
        return typed, None
    return _with_correction(typed, meant, found)


def _is_worth_offering(within: Within, query: str, typed: Answer) -> bool:
    """Whether more documents hold all of what may have been meant; asked where many hold a part of what was typed."""
    return not typed.is_relaxed or typed.total <= LITTLE or within.count_of(query) > typed.held


def _with_correction(typed: Answer, meant: Answer, correction: Correction) -> tuple[Answer, Correction]:
    """The answer to what was meant if that is sure, else to what was typed, with the correction to offer."""
    if not correction.applied:
        return typed, correction
    return replace(meant, notes=(correction.note, *meant.notes)), correction
