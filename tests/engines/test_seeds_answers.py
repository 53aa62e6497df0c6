"""What people type, and what the seeds must answer. Articles are named by the first digits of their file."""

import re

import pytest

import indexer


def names(results: "indexer.Results") -> list[str]:
    """«seeds/003_b4de….txt#2» -> «003#2»."""
    return [re.sub(r"^seeds/(\d+)_\w+\.txt", r"\1", hit.article.url) for hit in results.hits]


ANSWERS = [
    ("технопарк-мордовия", {"002"}),
    ("мордовия", {"002"}),
    ("АИРР", {"000"}),
    ("аирр", {"000"}),
    ("Минниханову", {"000"}),
    ("Минниханов", {"000"}),
    ("Мальсаговым", {"002"}),
    ("Алабуга", set()),
    ("стартап", {"000"}),
    ('"практическая сессия"', {"002"}),
    ('"промышленных кластеров"', {"000", "002", "003#5", "004"}),
    ("!кластерами", {"001"}),
    ("Pegas", {"000"}),
    ("pegas", {"000"}),
    ("круглый стол", {"001", "003#2"}),
    ("Артём Здунов", {"002"}),
    ("Артем Здунов", {"002"}),
    ("артемом здуновым", {"002"}),
    ('"ещё один кластер"', {"003#6"}),
    ('"еще один кластер"', {"003#6"}),
    ("заголовок:сессия", {"002"}),
    ("источник:татар-информ", {"000"}),
    ("источник:обнинск", {"001"}),
    ("год:2016", {"004"}),
    ("дата:..2015", set()),
    ("E.S.T.E.R", {"004"}),
    ("ester", {"004"}),
    ("serenko.o@innokam.pro", {"002"}),
    ("innokam", {"002"}),
    ("вятка-биополис", {"003#3"}),
    ("биополис", {"003#3"}),
    ("!минниханов", {"000"}),
    ("промышл*", {"000", "001", "002", "003#5", "004"}),
]


@pytest.mark.parametrize(("query", "expected"), ANSWERS)
def test_a_query_finds(seeds: "indexer.Engine", query: str, expected: set[str]) -> None:
    results = seeds.search(query, limit=50)
    assert set(names(results)) == expected
    assert results.total == len(expected)


def test_clusters_of_tatarstan_come_first_and_are_marked(seeds: "indexer.Engine") -> None:
    results = seeds.search("кластеры Татарстана")
    assert names(results)[:2] == ["000", "002"]
    for hit in results.hits[:2]:
        marked = [one.text[start:stop].lower() for one in hit.fragments for start, stop in one.spans]
        assert any(form.startswith("кластер") for form in marked)
        assert any(form.startswith("татарстан") for form in marked)


def test_minus_leaves_out(seeds: "indexer.Engine") -> None:
    everything, without = seeds.search("кластер", limit=50), seeds.search("кластер -французский", limit=50)
    french = seeds.search("французский", limit=50)
    assert set(names(without)) == set(names(everything)) - set(names(french))
    assert without.total > 0


def test_when_nothing_holds_all_words_most_are_enough_and_a_note_says_so(seeds: "indexer.Engine") -> None:
    results = seeds.search("кластеры Татарстана Мальсагов Алабуга")
    assert names(results)[0] == "002"
    assert any("хотя бы часть слов" in note for note in results.notes)


def test_filters_are_or_inside_and_and_between(seeds: "indexer.Engine") -> None:
    both = seeds.search("кластер", sources=["Татар-информ", "Пресс-служба МЦ Armtorg"])
    assert set(names(both)) == {"000", "004"}
    assert set(names(seeds.search("кластер", sources=["Татар-информ"], years=[2016]))) == set()


def test_facets_count_all_hits(seeds: "indexer.Engine") -> None:
    facets = seeds.search("кластер", limit=1).facets
    assert facets is not None
    assert {count.value: count.count for count in facets["source"]}["Татар-информ"] == 1
    assert [(count.value, count.count) for count in facets["year"]] == [("2016", 1)]


def test_undated_articles_come_last_by_date_either_way(seeds: "indexer.Engine") -> None:
    for sort in ("date", "oldest"):
        assert names(seeds.search("кластер", sort=sort, limit=50))[0] == "004"


def test_pages_go_on_where_the_last_ended(seeds: "indexer.Engine") -> None:
    whole = names(seeds.search("кластер", limit=50))
    parts = [name for offset in range(0, 16, 4) for name in names(seeds.search("кластер", limit=4, offset=offset))]
    assert parts == whole
    results = seeds.search("кластер", limit=4, offset=4)
    assert (results.page, results.pages) == (2, -(-results.total // 4))


def test_a_limit_of_none_counts_only(seeds: "indexer.Engine") -> None:
    whole, counted = (seeds.search("кластер", limit=limit) for limit in (10, 0))
    assert (counted.hits, counted.total, counted.facets) == ((), whole.total, whole.facets)
    assert (counted.page, counted.pages) == (1, 0)


def test_an_article_is_shown_whole_and_marked(seeds: "indexer.Engine") -> None:
    url = seeds.search("Мальсагов").hits[0].article.url
    shown = seeds.article(url, "Мальсагов")
    assert shown is not None
    assert [shown.article.body[start:stop] for start, stop in shown.body_spans] == ["Мальсагова"]
    assert seeds.article("нет такой") is None


def test_explain_names_readings_score_parts_and_rules(seeds: "indexer.Engine") -> None:
    hit = seeds.search("кластеры Татарстана").hits[0]
    lines = seeds.explain("кластеры Татарстана", hit.article.url).lines
    start = lines.index(f"Оценка {hit.score:.4f} складывается из:") + 1
    parts = dict(line.strip().rsplit(": ", 1) for line in lines[start:] if re.fullmatch(r"  .+: [\d.]+", line))
    assert sum(map(float, parts.values())) == pytest.approx(hit.score, abs=1e-4)
    assert {"кластеры, в тексте", "татарстана, в тексте", "кластеры и татарстана рядом"} <= parts.keys()
    assert any(line.split() == ["читается", "кластер", "100", "%"] for line in lines)
    assert any(line.startswith("  источник: Татар-информ — правило dateline_agency, ") for line in lines)
    assert not seeds.explain("кластер", "нет такой").is_found
