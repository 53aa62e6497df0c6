"""Every rule of cleaning as (question, name, what it sees), in the order they are asked."""

from collections.abc import Callable, Sequence

from indexer.cleaning import boilerplate, listing, published, regions, source, title

QUESTIONS: dict[str, Sequence[Callable[..., object]]] = {
    "listing": listing.RULES,
    "boilerplate": boilerplate.RULES,
    "title": title.RULES,
    "published": published.RULES,
    "source": source.RULES,
    "regions": (regions.from_hints, *regions.RULES),
}
RULES = [
    (question, rule.__name__, (rule.__doc__ or "").split("\n")[0])
    for question, rules in QUESTIONS.items()
    for rule in rules
]
