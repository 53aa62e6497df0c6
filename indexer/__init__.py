"""Full-text search for Russian regional-innovation news.

    import indexer
    report = indexer.rebuild(["seeds"], index="index_data", workers=2)
    with indexer.open_engine("index_data") as engine:
        results = engine.search("кластеры Татарстана")

This is the door: what it names is loaded at first use, so that `innopoisk --help` loads nothing heavy.
Inner modules never import it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.article import Article
    from indexer.building import Counts, Report, rebuild, update
    from indexer.engines.disk import open_engine
    from indexer.engines.engine import SORTS, Engine, Explanation, Stats, Status
    from indexer.engines.evaluation import Evaluation, evaluate
    from indexer.engines.inspection import Inspection, check
    from indexer.errors import (
        BuildError,
        IndexDamaged,
        IndexLocked,
        IndexMissing,
        IndexOutdated,
        InnopoiskError,
        QueryError,
        SourceError,
    )
    from indexer.search.about import region_in
    from indexer.search.periods import Period, period_in
    from indexer.search.results import (
        Advice,
        Correction,
        Count,
        Fragment,
        Hit,
        MarkedArticle,
        Overview,
        Results,
        Span,
        Story,
        Suggestion,
        Timeline,
        WordAlone,
        as_json,
        suggestions_as_json,
    )
    from indexer.search.syntax import Published
    from indexer.search.when import published_in

_ROOMS = {
    "indexer.article": ("Article",),
    "indexer.building": ("Counts", "Report", "rebuild", "update"),
    "indexer.engines.disk": ("open_engine",),
    "indexer.engines.engine": ("SORTS", "Engine", "Explanation", "Stats", "Status"),
    "indexer.engines.evaluation": ("Evaluation", "evaluate"),
    "indexer.engines.inspection": ("Inspection", "check"),
    "indexer.errors": (
        "BuildError",
        "IndexDamaged",
        "IndexLocked",
        "IndexMissing",
        "IndexOutdated",
        "InnopoiskError",
        "QueryError",
        "SourceError",
    ),
    "indexer.search.about": ("region_in",),
    "indexer.search.periods": ("Period", "period_in"),
    "indexer.search.results": (
        "Advice",
        "Correction",
        "Count",
        "Fragment",
        "Hit",
        "MarkedArticle",
        "Overview",
        "Results",
        "Span",
        "Story",
        "Suggestion",
        "Timeline",
        "WordAlone",
        "as_json",
        "suggestions_as_json",
    ),
    "indexer.search.syntax": ("Published",),
    "indexer.search.when": ("published_in",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "SORTS",
    "Advice",
    "Article",
    "BuildError",
    "Correction",
    "Count",
    "Counts",
    "Engine",
    "Evaluation",
    "Explanation",
    "Fragment",
    "Hit",
    "IndexDamaged",
    "IndexLocked",
    "IndexMissing",
    "IndexOutdated",
    "InnopoiskError",
    "Inspection",
    "MarkedArticle",
    "Overview",
    "Period",
    "Published",
    "QueryError",
    "Report",
    "Results",
    "SourceError",
    "Span",
    "Stats",
    "Status",
    "Story",
    "Suggestion",
    "Timeline",
    "WordAlone",
    "as_json",
    "check",
    "evaluate",
    "open_engine",
    "period_in",
    "published_in",
    "rebuild",
    "region_in",
    "suggestions_as_json",
    "update",
]


def __dir__() -> list[str]:
    """What `help` and the completion of names show before anything is loaded."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'indexer' has no attribute {name!r}")
    found = getattr(import_module(_ROOM_OF[name]), name)
    globals()[name] = found
    return found
