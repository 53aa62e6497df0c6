"""Which parts an article has for searching: one table that the schema, the facets and the query prefixes all read.

>>> PREFIXES["заголовок"].name
'title'
"""

from dataclasses import dataclass
from enum import Enum

CERTAIN = 64  # the weight of a reading is its probability in 64ths: one byte in the index, exact in arithmetic


class Kind(Enum):
    """How a field is indexed."""

    KEY = "key"  # the article's identity: one exact term, unique
    TEXT = "text"  # analysed words with positions, ranked
    FACET = "facet"  # few values, counted and filtered whole
    DAY = "day"  # a day as its proleptic Gregorian ordinal, ranged over and sorted by


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the query prefixes that name it, and for text its BM25F weight and length correction `b`."""

    name: str
    kind: Kind
    prefixes: tuple[str, ...] = ()
    weight: float = 0.0
    b: float = 0.0

    @property
    def exact(self) -> str:
        """The field that holds the same words as they are written, for `!форма` and `нача*`."""
        return f"{self.name}_exact"


FIELDS = (
    Field("url", Kind.KEY),
    Field("title", Kind.TEXT, ("заголовок", "title"), weight=2.0, b=0.5),
    Field("body", Kind.TEXT, ("текст", "text"), weight=1.0, b=0.75),
    Field("published", Kind.DAY, ("дата", "date")),
    Field("source", Kind.FACET, ("источник", "source")),
    Field("region", Kind.FACET, ("регион", "region")),
)

TEXT_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
FACETS = tuple(field.name for field in FIELDS if field.kind is Kind.FACET)
PREFIXES = {prefix: field for field in FIELDS for prefix in field.prefixes}
