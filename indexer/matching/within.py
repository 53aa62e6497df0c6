"""Where is an answer looked for, and how long?

    Within(generation, allowed, Deadline(1.0)).evaluate(planned).found.docnums

A filter is a mask of documents; without one, all that are not deleted may be found.
"""

from dataclasses import dataclass, field

from indexer.columnar.ragged import Column
from indexer.errors import QueryError
from indexer.matching.deadline import Deadline
from indexer.matching.evaluator import Evaluator, Matches
from indexer.opened.generation import Generation
from indexer.search.parser import parse
from indexer.search.terms import Plan, plan


@dataclass(frozen=True, slots=True)
class Within:
    """Where an answer is looked for: in a generation, among the allowed documents (a mask), while there is time."""

    generation: Generation
    allowed: Column | None = None
    deadline: Deadline = field(default_factory=Deadline)

    def evaluate(self, planned: Plan) -> Matches:
        """What a plan finds."""
        return self.evaluator().evaluate_where(planned, self.allowed)

    def count(self, planned: Plan) -> int:
        """How many documents hold all of a plan."""
        return self.evaluator().count(planned, self.allowed)

    def count_of(self, query: str) -> int:
        """How many documents hold all of a query; none where it cannot be read."""
        try:
            planned = plan(parse(query).tree, self.generation.analyzer)
        except QueryError:
            return 0
        return self.count(planned) if planned else 0

    def evaluator(self) -> Evaluator:
        """Who finds it, and knows of no filter until told."""
        return Evaluator(self.generation.collection, self.generation.facets, deadline=self.deadline)
