"""How was each word of a query read, and in how many articles does it stand? Aligned lines for `explain`.

стали         есть в 1843 статьях
  читается      стать 97 %, сталь 3 %
  формы         сталь, стали, сталью, стал, стала, стало, станет, станут
"""

from collections.abc import Iterator, Sequence

from indexer.fields import CERTAIN
from indexer.matching.evaluator import Evaluator
from indexer.matching.score_parts import named
from indexer.opened.generation import Generation
from indexer.search.terms import AnyOf, Leaf, Plan, Together, Valued, leaves
from indexer.text.lemma import STEM_MARK
from indexer.text.wording import BLANK, counted

MOST_FORMS = 12
LABEL = 12  # characters: the widest label and a blank
IN_ARTICLES = ("статье", "статьях", "статьях")


def lines_of(generation: Generation, planned: Plan | None) -> Iterator[str]:
    """Lines for every word and phrase that an article should hold, each once."""
    evaluator = Evaluator(generation.collection, generation.facets)
    entries = [one for one in dict.fromkeys(_entries(planned)) if not isinstance(one, Valued)]
    width = max((len(named(one)) for one in entries), default=0)
    for one in entries:
        count = len(evaluator.evaluate(one).docnums)
        where = f"есть в {counted(count, *IN_ARTICLES)}" if count else "нет ни в одной статье"
        yield f"  {named(one):{width}}  {where}"
        for label, said in _details(generation, one):
            yield f"    {label:{LABEL}}{said}"


def _entries(planned: Plan | None) -> Iterator[Leaf]:
    """Leaves, and the words of a phrase after it."""
    for leaf in leaves(planned):
        yield leaf
        if isinstance(leaf, Together):
            yield from (word for _, word in leaf.slots)


def _details(generation: Generation, leaf: Leaf) -> Iterator[tuple[str, str]]:
    """What there is to say of a word, as (label, text)."""
    if not isinstance(leaf, AnyOf):
        return
    if leaf.exact:
        yield "читается", "только эта форма"
        return
    lemmas = [f"{term} {_percent(weight)}" for term, weight in leaf.terms if not term.endswith(STEM_MARK)]
    stems = [f"{term.removesuffix(STEM_MARK)}-" for term, _ in leaf.terms if term.endswith(STEM_MARK)]
    yield "читается", ", ".join(lemmas)
    if stems:
        yield "по основе", ", ".join(stems)
    if forms := _forms(generation, leaf):
        yield "формы", _listed(forms)


def _forms(generation: Generation, word: AnyOf) -> list[str]:
    """The forms in the index that are read as the word, those of its likeliest reading first."""
    of_terms = [sorted(generation.lexicon.spellings(term)) for term, _ in word.terms]
    return list(dict.fromkeys(form for forms in of_terms for form in forms))


def _listed(forms: Sequence[str]) -> str:
    more = len(forms) - MOST_FORMS
    return ", ".join(forms[:MOST_FORMS]) + (f" и ещё {more}" if more > 0 else "")


def _percent(weight: int) -> str:
    return f"{weight / CERTAIN:.0%}".replace("%", f"{BLANK}%")
