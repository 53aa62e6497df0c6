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
    from indexer.text.heads import head_kind
    from indexer.text.place_words import names_by_shape, names_of, places_of, shared_beginning
    from indexer.text.region_names import begins_name, named, subject_named
else:
    begins_name = later("indexer.text.region_names", "begins_name")
    head_kind = later("indexer.text.heads", "head_kind")
    named = later("indexer.text.region_names", "named")
    names_by_shape = later("indexer.text.place_words", "names_by_shape")
    names_of = later("indexer.text.place_words", "names_of")
    places_of = later("indexer.text.place_words", "places_of")
    shared_beginning = later("indexer.text.place_words", "shared_beginning")
    subject_named = later("indexer.text.region_names", "subject_named")
