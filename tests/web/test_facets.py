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


def test_the_longer_the_addresses_the_fewer_values_are_folded() -> None:
    """Each link says all filters again, and the page has sixty."""
    names = [f"Республика далёкая {number}" for number in range(40)]
    results = Results("а", "а", 2, 1, 1, 0.0, (), 2, facets={"region": tuple(Count(name, 2) for name in names)})
    folded = {}
    for chosen in (0, 6, 12):
        (region,) = groups(Links(SearchRequest("а", regions=tuple(names[:chosen]))), results)
        assert len(region.choices) == 7
        assert len(region.choices) + len(region.folded) + region.left_out == 40
        folded[chosen] = len(region.folded)
    assert folded[0] == 13
    assert folded[0] > folded[6] > folded[12]
