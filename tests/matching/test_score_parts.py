"""`explain --url`: the parts add up to the score of every hit, whatever was asked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indexer
from indexer.matching.score_parts import rounded

ARTICLES = Path(__file__).parent.parent / "relevance" / "articles.jsonl"
WORDS = (
    "сталь стали заводе технопарк кластера беспилотник школьники роботы Сахалине водородный транспорт центр давление "
    "датчик мёд ОЭЗ онлайн-платформа AgroLab орлов Казань форум бюджет жираф"
).split()
WORD = st.sampled_from(WORDS)
QUERY = st.one_of(
    WORD,
    st.lists(WORD, min_size=2, max_size=9, unique=True).map(" ".join),
    st.builds("!{} {}".format, WORD, WORD),
    st.builds("{} ИЛИ {}".format, WORD, WORD),
    st.builds("({} ИЛИ {} {}) {}".format, WORD, WORD, WORD, WORD),
    st.builds("{} НЕ {}".format, WORD, WORD),
    st.builds('"{} {}" {}'.format, WORD, WORD, WORD),
    st.builds("заголовок:{} {}".format, WORD, WORD),
    st.sampled_from(['"водородный транспорт" Сахалин', "дат* давление", '"центр транспорт"~9', "год:2021 НЕ мёд"]),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator["indexer.Engine"]:
    index = str(tmp_path_factory.mktemp("parts") / "index")
    indexer.rebuild([str(ARTICLES)], index, workers=1)
    with indexer.open_engine(index) as opened:
        yield opened


def parts(engine: "indexer.Engine", query: str, url: str) -> tuple[float, list[tuple[str, float]]]:
    """The score that `explain` prints, and what it says that it is made of."""
    lines = engine.explain(query, url).lines
    (at,) = (number for number, line in enumerate(lines) if line.startswith("Оценка "))
    score = re.fullmatch(r"Оценка ([\d.]+) складывается из:", lines[at])
    assert score
    found = (re.fullmatch(r"  (.+): ([\d.]+)", line) for line in lines[at + 1 :])
    return float(score[1]), [(one[1], float(one[2])) for one in found if one]


@settings(max_examples=150)
@given(QUERY)
def test_parts_add_up_to_the_score_of_every_hit(engine: "indexer.Engine", query: str) -> None:
    results = engine.search(query, corrections=False, reprints=True, snippets=False, facets=False)
    for hit in results.hits:
        score, made_of = parts(engine, query, hit.article.url)
        assert score == round(hit.score, 4)
        assert round(sum(value for _, value in made_of), 4) == score, (query, made_of)


MADE_OF = [
    ("сталь", "steel-pipes", {"сталь, в заголовке", "сталь, в тексте", "сталь, в той же форме"}),
    ("!сталь", "steel-pipes", {"!сталь, в тексте"}),
    ("умный полив", "farm-belgorod", {"умный и полив рядом"}),
    ("полив ИЛИ мёд", "farm-belgorod", {"полив, в заголовке"}),
    ("дат*", "heat-murmansk", {"дат*, в тексте"}),
    ('"умный полив"', "farm-belgorod", {"«умный полив», в заголовке"}),
    ("водородный жираф", "hydrogen-bus", {"доля найденных слов по весу, 100 %"}),
]


def test_a_compound_counts_as_itself_or_as_its_parts(engine: "indexer.Engine") -> None:
    hits = engine.search("онлайн-платформа").hits
    assert hits
    for hit in hits:
        _, made_of = parts(engine, "онлайн-платформа", hit.article.url)
        words = {reason.split(",")[0] for reason, _ in made_of if not reason.endswith("форме")}
        assert words in ({"онлайн-платформа"}, {"«онлайн платформа»"})


@pytest.mark.parametrize(("query", "url", "reasons"), MADE_OF)
def test_parts_are_named(engine: "indexer.Engine", query: str, url: str, reasons: set[str]) -> None:
    assert reasons <= dict(parts(engine, query, url)[1]).keys()


@given(st.lists(st.floats(0, 100), max_size=20))
def test_rounded_parts_add_up_to_the_rounded_sum(values: list[float]) -> None:
    shown = rounded(values)
    assert sum(shown) == pytest.approx(round(sum(values), 4), abs=1.5e-4 if values else 0)
    assert all(abs(one - value) <= 1.01e-4 for one, value in zip(shown, values, strict=True))
