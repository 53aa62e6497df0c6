"""Why an article was found: every word's readings and score parts; `provenance` adds what cleaning did.

The parts of an article's score add up to the score.
"""

from collections.abc import Iterator

import numpy as np

from indexer.engines import word_readings
from indexer.engines.answering import answer_best
from indexer.engines.engine import Explanation
from indexer.engines.provenance import lines_of
from indexer.matching.evaluator import Evaluator
from indexer.matching.score_parts import rounded, score_parts
from indexer.matching.within import Within
from indexer.opened.generation import Generation
from indexer.opened.sets import places_in
from indexer.search.reading import meaningful, read_as
from indexer.search.syntax import And, Tree, Word, show
from indexer.search.terms import Plan


def explain(generation: Generation, query: str, url: str | None) -> Explanation:
    """Lines for people; QueryError when nothing of the query can be read."""
    lines: list[str] = []
    planned: Plan | None = None
    if query:
        asked, correction = answer_best(Within(generation), query)
        planned = asked.sought
        lines.append(f"Запрос прочитан так: {show(read_as(asked.tree, generation.analyzer))}")
        lines.extend(_of_spared(asked.tree))
        lines.extend(f"Замечание: {note}" for note in asked.notes)
        if correction and not correction.applied:
            lines.append(f"Замечание: может быть, «{correction.query}»?")
        lines.extend(word_readings.lines_of(generation, planned))
    if url is None:
        return Explanation(tuple(lines))
    docnum = generation.collection.docnum(url)
    if docnum is None:
        return Explanation((*lines, f"Статьи «{url}» в указателе нет."), is_found=False)
    lines.extend(_of_score(generation, planned, docnum) if planned is not None else ())
    lines.extend(lines_of(generation, docnum))
    return Explanation(tuple(lines))


def _of_spared(tree: Tree) -> Iterator[str]:
    """Which words of the query need not stand in an article, and how to insist on them."""
    parts = tree.parts if isinstance(tree, And) else ()
    kept = meaningful(parts)
    if spared := [part.text for part in parts if isinstance(part, Word) and part not in kept]:
        listed = ", ".join(f"«{text}»" for text in spared)
        yield f"Необязательные слова: {listed} (чтобы слово искалось: !{spared[0]})"


def _of_score(generation: Generation, planned: Plan, docnum: int) -> Iterator[str]:
    evaluator = Evaluator(generation.collection, generation.facets)
    matches = evaluator.evaluate_where(planned, None)
    places, is_there = places_in(matches.found.docnums, np.array([docnum]))
    if not is_there[0]:
        yield "Статья под запрос не подходит."
        return
    yield f"Оценка {matches.found.weights[places[0]]:.4f} складывается из:"
    parts = list(score_parts(evaluator, matches, docnum))
    for part, value in zip(parts, rounded([part.value for part in parts]), strict=True):
        yield f"  {part.reason}: {value:.4f}"
    if docnum not in matches.lifted:
        count = evaluator.ranking.candidates
        yield f"  (форма и близость слов сравниваются у {count} лучших, этой статьи среди них нет)"
