"""What may be chosen beside the hits."""

from indexer import Count, Results
from web.facets import groups
from web.links import Links
from web.request import SearchRequest

FACETS = {"region": (Count("Москва", 12_345),), "source": (Count("Вестник", 2),), "year": ()}


def test_a_facet_is_not_narrowed_by_its_own_filter() -> None:
    choices = {"source": (Count("Новости", 5), Count("Вестник", 2))}
    results = Results("а", "а", 2, 1, 1, 0.0, (), 2, facets=FACETS, choices=choices)
    region, source = groups(Links(SearchRequest("а", sources=("Вестник",))), results)
    assert [(one.value, one.hits, one.is_chosen) for one in region.choices] == [("Москва", "12\u00a0345", False)]
    assert [(one.value, one.hits, one.is_chosen) for one in source.choices] == [
        ("Новости", "5", False),
        ("Вестник", "2", True),
    ]
    assert source.choices[0].address == "/?q=а&source=Вестник&source=Новости"
