"""One line of the comparison: Row("tantivy", Built(…), Asked(…), Asked(…)).cells(83_000)."""

from dataclasses import dataclass

from benchmarks.measure import Asked, Built
from benchmarks.queries import KINDS
from benchmarks.timing import shown

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one system; `with_snippets` has facets too where the system knows them."""

    name: str
    built: Built
    plain: Asked | None = None
    with_snippets: Asked | None = None

    def cells(self, articles: int) -> list[str]:
        """The row as text."""
        built = self.built
        return [
            self.name,
            f"{built.seconds:.1f}",
            f"{articles / built.seconds:,.0f}",
            shown(built.size / 1e6),
            NOTHING if built.peak_bytes is None else shown(built.peak_bytes / 1e6),
            *(cell for asked in (self.plain, self.with_snippets) for cell in _spreads(asked)),
        ]


def _spreads(asked: Asked | None) -> list[str]:
    return [str(asked.kinds[kind]) if asked else NOTHING for kind in KINDS]
