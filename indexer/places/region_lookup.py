"""What most queries never ask of regions: the tables of places are read when one does.

>>> named("рт"), head_kind("области")
(('Республика Татарстан',), 'область')
"""

from typing import TYPE_CHECKING

from indexer.later import later

__all__ = [
    "begins_name",
    "head_kind",
    "named",
    "names_by_shape",
    "names_of",
    "places_of",
    "shared_beginning",
    "subject_named",
]

if TYPE_CHECKING:
    from indexer.places.heads import head_kind
    from indexer.places.place_words import names_by_shape, names_of, places_of, shared_beginning
    from indexer.places.region_names import begins_name, named, subject_named
else:
    begins_name = later("indexer.places.region_names", "begins_name")
    head_kind = later("indexer.places.heads", "head_kind")
    named = later("indexer.places.region_names", "named")
    names_by_shape = later("indexer.places.place_words", "names_by_shape")
    names_of = later("indexer.places.place_words", "names_of")
    places_of = later("indexer.places.place_words", "places_of")
    shared_beginning = later("indexer.places.place_words", "shared_beginning")
    subject_named = later("indexer.places.region_names", "subject_named")
