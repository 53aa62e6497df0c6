"""Why an article was found: every word's readings and score parts; `provenance` adds what cleaning did.

The parts of an article's score add up to the score; when words had to be let go, the sum is multiplied by the share
of words that were found.
"""

from collections.abc import Iterator

import numpy as np

from indexer.engines.engine import Explanation
from indexer.engines.evaluate import Evaluator
from indexer.engines.generation import Generation
from indexer.engines.provenance import lines_of
from indexer.fields import CERTAIN, TEXT_FIELDS
from indexer.search import expansion
from indexer.search.parser import parse
from indexer.search.syntax import show
from indexer.search.terms import AnyOf, Leaf, Plan, Starts, Together, Valued, leaves, plan, read_as
from indexer.text.lemma import STEM_MARK


def explain(generation: Generation, query: str, url: str | None) -> Explanation:
    """Lines for people; QueryError when nothing of the query can be read."""
    lines: list[str] = []
    planned: Plan | None = None
    if query:
        parsed = parse(query)
        planned = plan(parsed.tree, generation.analyzer)
        lines.append(f"Запрос прочитан так: {show(read_as(parsed.tree, generation.analyzer))}")
        notes = (*parsed.notes, *expansion.notes(parsed.tree, generation.analyzer))
        lines.extend(f"Замечание: {note}" for note in notes)
        lines.extend(_of_words(generation, planned))
    if url is None:
        return Explanation(tuple(lines))
    docnum = generation.collection.docnum(url)
    if docnum is None:
        return Explanation((*lines, f"Статьи «{url}» в указателе нет."), is_found=False)
    lines.extend(_of_score(generation, planned, docnum) if planned is not None else ())
    lines.extend(lines_of(generation, docnum))
    return Explanation(tuple(lines))


def _of_words(generation: Generation, planned: Plan | None) -> Iterator[str]:
    for leaf in leaves(planned):
        words = [word for _, word in leaf.slots] if isinstance(leaf, Together) else [leaf]
        for word in words:
            if isinstance(word, AnyOf):
                yield f"  {word.text}: {_readings(word)}"
                forms = {form for term, _ in word.terms for form in generation.lexicon.forms(term)}
                if forms and not word.exact:
                    yield f"    формы в указателе: {', '.join(sorted(forms))}"


def _readings(word: AnyOf) -> str:
    if word.exact:
        return "только эта форма"
    return ", ".join(
        f"основа {term.removesuffix(STEM_MARK)}-" if term.endswith(STEM_MARK) else f"{term} {weight / CERTAIN:.0%}"
        for term, weight in word.terms
    )


def _of_score(generation: Generation, planned: Plan, docnum: int) -> Iterator[str]:
    evaluator = Evaluator(generation.collection, generation.with_words)
    whole = evaluator.evaluate_where(planned, None)
    place = int(np.searchsorted(whole.docnums, docnum))
    if place == len(whole.docnums) or whole.docnums[place] != docnum:
        yield "Статья под запрос не подходит."
        return
    yield f"Оценка {whole.weights[place]:.4f} складывается из:"
    for leaf in dict.fromkeys(leaves(planned)):
        found = evaluator.evaluate(leaf, TEXT_FIELDS)
        at = int(np.searchsorted(found.docnums, docnum))
        is_here = at < len(found.docnums) and found.docnums[at] == docnum
        yield f"  {_named(leaf)}: {found.weights[at] if is_here else 0:.4f}"
    if evaluator.is_relaxed:
        yield "  и умножается на долю найденных слов"


def _named(leaf: Leaf) -> str:
    match leaf:
        case AnyOf(text, _, exact):
            return f"!{text}" if exact else text
        case Starts(prefix):
            return f"{prefix}*"
        case Together(slots, slop):
            words = " ".join(word.text for _, word in slots)
            return f"«{words}»" if slop is None else f"«{words}»~{slop}"
        case Valued(field, words, values):
            return f"{field}: {' или '.join(values) or ' '.join(word.text for word in words)}"
