"""Where no article holds all words of a query, its places are sought by their other names too."""

from collections.abc import Callable, Iterable

import pytest

import indexer
from indexer import Correction, Engine
from indexer.places.place_words import names_by_shape, places_of

REST = "Больше об этом пока не сказано ничего."
ROWS = (
    f"Технопарк открыт в Казани. {REST}",
    f"Завод Тольятти. В Самарской области, в Тольятти, растёт промышленный кластер. {REST}",
    f"В Коморгузинском поселении чинят дороги. {REST}",
    f"Под Кировом приземлился парашютист. Город Киров рад. {REST}",
    f"Нижний Новгород принял форум музеев. {REST}",
    f"Казанский собор и кремль. {REST}",
    f"Завод и технопарк. {REST}",
    f"Технопарк в Горном Алтае. {REST}",
    f"Технопарк строят в Барнауле. {REST}",
)


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., Engine]) -> Engine:
    return engine_of(*ROWS)


def urls(results: indexer.Results) -> list[str]:
    return [hit.article.url for hit in results.hits]


def of_places(notes: Iterable[str]) -> list[str]:
    return [note for note in notes if "ищется и" in note or "ищутся и" in note]


@pytest.mark.parametrize(
    ("query", "first", "note"),
    [
        ("казанский технопарк", "0", "казанский: ищется и «Казань» (без этого — в кавычках)"),
        ("технопарки казанские", "0", "казанские: ищется и «Казань» (без этого — в кавычках)"),
        ("казанский технопарк -завод", "0", "казанский: ищется и «Казань» (без этого — в кавычках)"),
        (
            "кировский парашютист",  # «Киров» may be a man
            "3",
            "кировский: ищутся и статьи о регионе «Кировская область» (без этого — в кавычках)",
        ),
        (
            "нижегородский форум",
            "4",
            "нижегородский: ищутся и «Нижний Новгород», и статьи о регионе «Нижегородская область»"
            " (без этого — в кавычках)",
        ),
        (
            "татарстанский технопарк",
            "0",
            "татарстанский: ищутся и статьи о регионе «Республика Татарстан» (без этого — в кавычках)",
        ),
        (
            "кировской области парашютист",
            "3",
            "кировской области: ищутся и статьи о регионе «Кировская область» (без этого — в кавычках)",
        ),
        ("коморгузино дороги", "2", "коморгузино: ищется и «коморгузинский» (без этого — в кавычках)"),
        ("коморгузино", "2", "коморгузино: ищется и «коморгузинский» (без этого — в кавычках)"),
        (
            "татарстан технопарк",
            "0",
            "татарстан: ищутся и статьи о регионе «Республика Татарстан» (без этого — в кавычках)",
        ),
        (
            "технопарк алтайского края",  # is not that of Республика Алтай, which has an article
            "8",
            "алтайского края: ищутся и статьи о регионе «Алтайский край» (без этого — в кавычках)",
        ),
        (
            "парашютист кировской области",
            "3",
            "кировской области: ищутся и статьи о регионе «Кировская область» (без этого — в кавычках)",
        ),
        ("самарский кластер", "1", None),  # an article holds both
        ("казанский музей", "5", None),  # nor does Казань stand beside a museum
    ],
)
def test_a_place_is_found_by_its_other_names(engine: Engine, query: str, first: str, note: str | None) -> None:
    results = engine.search(query)
    assert urls(results)[0] == first
    assert of_places(results.notes) == ([note] if note else [])
    assert results.correction is None


@pytest.mark.parametrize(
    "query", ['"казанский" технопарк', "!казанский технопарк", '"казанский технопарк"', "заголовок:казанский технопарк"]
)
def test_quotes_and_signs_ask_for_the_very_word(engine: Engine, query: str) -> None:
    assert not of_places(engine.search(query).notes)


def test_the_other_name_is_marked(engine: Engine) -> None:
    assert set(engine.search("казанский технопарк").hits[0].matched) == {"Казани", "Технопарк"}


def test_a_slip_that_looks_like_a_place_is_put_right(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Аризонский кактус", *["Аризона рада"] * 30)
    assert engine.search("аризон").correction == Correction("аризона", "typo", applied=True)


@pytest.mark.parametrize(
    ("lemma", "names", "subjects"),
    [
        ("самарский", ("Самара",), ("Самарская область",)),
        ("владимирский", (), ("Владимирская область",)),  # «Владимир» is a man as a rule
    ],
)
def test_the_places_of_an_adjective(lemma: str, names: tuple[str, ...], subjects: tuple[str, ...]) -> None:
    found = places_of(lemma)
    assert found is not None
    assert {"Владимирщина"} >= set(found.names) - set(names)
    assert found.subjects == subjects


@pytest.mark.parametrize("lemma", ["приморский", "казань", "завод"])  # «приморский» may be of any sea
def test_what_is_no_adjective_of_a_place(lemma: str) -> None:
    assert places_of(lemma) is None


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("тегульдетский", "тегульдет"),
        ("судиславский", "судиславль"),
        ("частоозерский", "частоозерье"),
        ("асиновский", "асино"),
        ("дубнинский", "дубна"),
    ],
)
def test_an_adjective_and_a_name_are_told_by_their_shape(adjective: str, name: str) -> None:
    assert name in names_by_shape(adjective)
    assert adjective in names_by_shape(name)
