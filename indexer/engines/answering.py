"""A query in, the documents that answer it out; where it finds little, also what was probably meant.

    answer, correction = answer_best(generation, "rfpfym", allowed=None)
    correction.query       ->  "казань"

A correction is searched instead of the query when a word of the query is found nowhere; when all are found, but few
times, it is offered only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.columnar.ragged import Column
from indexer.engines.corrections import Ladder
from indexer.engines.evaluate import Evaluator
from indexer.engines.generation import Generation
from indexer.engines.relaxation import loosened
from indexer.engines.sets import Weighted
from indexer.errors import QueryError
from indexer.search import expansion
from indexer.search.parser import parse
from indexer.search.reading import small_words
from indexer.search.results import Correction
from indexer.search.syntax import Tree
from indexer.search.terms import Plan, plan

SMALL_WORDS_ONLY = "значимые слова не встретились ни в одной статье: показаны те, где есть остальные слова запроса"
LITTLE = 100  # documents: who finds more of words that the index has met is not corrected


@dataclass(frozen=True, slots=True)
class Answer:
    """How a query was read, and what it finds; `notes` are for the person who asked."""

    tree: Tree
    planned: Plan
    found: Weighted
    notes: tuple[str, ...]
    is_relaxed: bool

    @property
    def total(self) -> int:
        """How many documents are found."""
        return len(self.found.docnums)


def answer(generation: Generation, query: str, allowed: Column | None) -> Answer:
    """What a query finds among the allowed documents (a mask), as it is typed; QueryError when it cannot be read."""
    parsed = parse(query)
    planned = plan(parsed.tree, generation.analyzer)
    if planned is None:
        raise QueryError("в запросе нет ни одного слова")
    evaluator = Evaluator(generation.collection, generation.with_words)
    found = evaluator.evaluate_where(planned, allowed)
    stands_for = expansion.notes(parsed.tree, generation.analyzer)
    notes = (*parsed.notes, *stands_for, *evaluator.notes)
    if not len(found.docnums) and (small := small_words(parsed.tree)) is not None:
        return _with_small_words(generation, parsed.tree, small, notes, allowed)
    return Answer(parsed.tree, evaluator.asked or planned, found, notes, evaluator.is_relaxed)


def _with_small_words(
    generation: Generation, tree: Tree, small: Tree, notes: tuple[str, ...], allowed: Column | None
) -> Answer:
    """What the words find that were not insisted on: «Кто …?» of which the rest stands nowhere."""
    planned = plan(small, generation.analyzer)
    assert planned is not None
    evaluator = Evaluator(generation.collection, generation.with_words)
    found = evaluator.evaluate_where(planned, allowed)
    if not len(found.docnums):
        return Answer(tree, planned, found, notes, is_relaxed=False)
    return Answer(tree, planned, found, (*notes, SMALL_WORDS_ONLY), is_relaxed=True)


def answer_typed(generation: Generation, query: str, allowed: Column | None) -> tuple[Answer, None]:
    """What the query finds as it is typed."""
    return answer(generation, query, allowed), None


def answer_best(generation: Generation, query: str, allowed: Column | None) -> tuple[Answer, Correction | None]:
    """What the query finds, or what its correction does, and the correction; words that stand nowhere are named."""
    ladder = Ladder(generation)
    best, correction = _answer_best(generation, ladder, query, allowed)
    if best.total and not best.is_relaxed:
        return best, correction
    unmet = ladder.unmet(loosened(best.planned))
    return (replace(best, notes=(*best.notes, nowhere(unmet))) if unmet else best), correction


def nowhere(words: Sequence[str]) -> str:
    """What to tell the person of words that no article holds."""
    return f"ни в одной статье нет слов{'а' if len(words) == 1 else ''} {', '.join(f'«{word}»' for word in words)}"


def _answer_best(
    generation: Generation, ladder: Ladder, query: str, allowed: Column | None
) -> tuple[Answer, Correction | None]:
    typed = answer(generation, query, allowed)
    if typed.total > LITTLE and not typed.is_relaxed and not ladder.has_unmet(typed.planned):
        return typed, None
    proposal = ladder.corrected(query)
    if proposal is None or (not proposal.is_sure and typed.is_relaxed and typed.total > LITTLE):
        return typed, None
    meant = answer(generation, proposal.query, allowed)
    if not meant.total or (not proposal.is_sure and meant.total < typed.total):
        return typed, None
    correction = Correction(proposal.query, proposal.kind, proposal.is_sure, proposal.as_typed)
    if not proposal.is_sure:
        return typed, correction
    return replace(meant, notes=(correction.note, *meant.notes)), correction
