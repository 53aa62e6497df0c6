"""Where is an answer looked for, and how long?

    found, evaluator = Within(generation, allowed, Deadline(1.0)).evaluate(planned)

A filter is a mask of documents; without one, all that are not deleted may be found.
"""

from dataclasses import dataclass, field

from indexer.columnar.ragged import Column
from indexer.engines.deadline import Deadline
from indexer.engines.evaluate import Evaluator
from indexer.engines.generation import Generation
from indexer.engines.sets import Weighted
from indexer.search.terms import Plan


@dataclass(frozen=True, slots=True)
class Within:
    """Where an answer is looked for: in a generation, among the allowed documents (a mask), while there is time."""

    generation: Generation
    allowed: Column | None = None
    deadline: Deadline = field(default_factory=Deadline)

    def evaluate(self, planned: Plan) -> tuple[Weighted, Evaluator]:
        """What a plan finds, and who found it."""
        evaluator = Evaluator(self.generation.collection, self.generation.with_words, deadline=self.deadline)
        return evaluator.evaluate_where(planned, self.allowed), evaluator
