"""An abbreviation that the articles explain finds its long form, and the long form finds it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from indexer.indexing.abbreviation_counts import Explained
from indexer.opened.abbreviations import ABBREVIATIONS, read_abbreviations
from indexer.text import long_forms
from indexer.text.definitions import Definition

TEXT = Path(long_forms.__file__).parent

ARTICLES = [
    "Форум провела Ассоциация инновационных регионов России (АИРР).",
    "В АИРР состоят четырнадцать участников.",
    "Об этом сказали в Ассоциации инновационных регионов России.",
    "Ассоциация юристов и другие регионы.",
    "Открыт научно-образовательный центр (НОЦ).",
    "Открыт национальный оценочный центр (НОЦ).",
    "Работает НОЦ.",
    "Это по ту сторону.",
    "Вышло программное обеспечение (ПО), программного обеспечения (ПО) много.",
]
NOTE = "АИРР: ищется и «Ассоциация инновационных регионов России» (только сокращение: !АИРР)"
SHORT = "ищется и сокращение: АИРР (без него — в кавычках)"


@pytest.fixture
def index(index_of: Callable[..., Path]) -> Path:
    return index_of(*ARTICLES)


def found(index: Path, query: str) -> tuple[set[str], tuple[str, ...]]:
    with indexer.open_engine(index) as engine:
        results = engine.search(query)
        return {hit.article.url for hit in results.hits}, results.notes


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("АИРР", NOTE),
        ("аирр", NOTE),
        ("Ассоциация инновационных регионов России", SHORT),
        ("ассоциации инновационных регионов россии", SHORT),
        ("Ассоциация инновационных регионов россии", SHORT),  # a capital as every sentence begins with
        ("текст:АИРР", NOTE),
    ],
)
def test_either_finds_both(index: Path, query: str, note: str) -> None:
    assert found(index, query) == ({"0", "1", "2"}, (note,))


def test_quotes_ask_for_the_words_that_stand_in_them(index: Path) -> None:
    asked = '"ассоциацией инновационных регионов России"'
    assert found(index, asked) == ({"0", "2"}, ("без кавычек найдётся и сокращение: АИРР",))


def test_both_are_marked(index: Path) -> None:
    with indexer.open_engine(index) as engine:
        matched = {hit.article.url: hit.matched for hit in engine.search("АИРР").hits}
    assert matched["1"] == ("АИРР",)
    assert matched["2"] == ("Ассоциации", "инновационных", "регионов", "России")


@pytest.mark.parametrize("query", ["!АИРР", '!"АИРР"'])
def test_an_exclamation_mark_asks_for_the_letters_alone(index: Path, query: str) -> None:
    assert found(index, query) == ({"0", "1"}, ())


def test_other_words_are_still_asked_for(index: Path) -> None:
    assert found(index, "АИРР участники") == ({"1"}, (NOTE,))
    assert found(index, "участники ассоциации инновационных регионов России") == ({"1"}, (SHORT,))


def test_an_abbreviation_of_several_things_is_listed_not_merged(index: Path) -> None:
    urls, notes = found(index, "НОЦ")
    assert urls == {"4", "5", "6"}
    (note,) = notes
    assert "НОЦ может значить: " in note
    assert "научно-образовательный центр" in note
    assert "национальный оценочный центр" in note


def test_a_word_of_the_dictionary_is_no_abbreviation_unless_in_capitals(index: Path) -> None:
    assert found(index, "по ту")[1] == ()
    assert found(index, "обеспечение ПО")[1] == ()  # a word that need not be insisted on


def test_the_query_is_printed_back_as_it_was_typed(index: Path) -> None:
    with indexer.open_engine(index) as engine:
        assert engine.search("АИРР").read_as == "АИРР"
        assert "АИРР: ищется и «Ассоциация инновационных регионов России»" in "\n".join(engine.explain("АИРР").lines)


def test_an_update_keeps_what_was_learned_and_learns_more(index: Path, tmp_path: Path) -> None:
    rows = tmp_path / "more.jsonl"
    row = {"id": "new", "title": "Новое", "text": "Работает особая экономическая зона (ОЭЗ)."}
    rows.write_text(json.dumps(row), encoding="utf-8")
    indexer.update([str(rows)], str(index), workers=1)
    assert found(index, "АИРР")[1] == (NOTE,)
    assert found(index, "ОЭЗ")[1] == ("ОЭЗ: ищется и «особая экономическая зона» (только сокращение: !ОЭЗ)",)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", indexer.IndexDamaged),
        ("{}", indexer.IndexDamaged),
        ('{"magic": "another", "version": 2}', indexer.IndexDamaged),
        ('{"magic": "innopoisk abbreviations", "version": 0}', indexer.IndexOutdated),
    ],
)
def test_a_file_of_another_content_is_refused(tmp_path: Path, content: str, error: type[Exception]) -> None:
    (tmp_path / ABBREVIATIONS).write_text(content)
    with pytest.raises(error):
        read_abbreviations(tmp_path)


def test_what_is_believed() -> None:
    counts = {
        Definition("РТ", "Республика Татарстан"): 1,  # two letters, met once
        Definition("ОЭЗ", "особая экономическая зона"): 30,
        Definition("ОЭЗ", "особой экономической зоне"): 2,
        Definition("ОЭЗ", "областная экспертная зона"): 1,  # a slip of the pen beside thirty
        Definition("АО", "акционерное общество"): 2,
        Definition("ГЧП", "Главный часовой приказ"): 60,  # so often that it is no slip beside what everybody knows
    }
    explained = Explained()
    explained.counts.update(counts)
    explained.shown.update({one.long_form: one.long_form for one in counts})
    believed = {short: [one.shown for one in several] for short, several in explained.believed().items()}
    assert {short: believed[short] for short in ("АО", "ОЭЗ", "ГЧП", "МСП")} == {
        "АО": ["акционерное общество"],
        "ОЭЗ": ["особая экономическая зона"],
        "ГЧП": ["Главный часовой приказ"],
        "МСП": ["малое и среднее предпринимательство"],  # well known: no article need say so
    }
    assert "РТ" not in believed


@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ("ОЭЗ Алабуга", {"0", "1"}),
        ("оэз алабуга", {"0", "1"}),
        ("особые экономические зоны", {"0", "1"}),
        ("Татарстан", {"2", "3"}),
        ("МГУ", {"4", "5"}),
        ("вшэ", {"6", "7"}),  # the dictionary knows it, as an abbreviation
        ("нацпроекты", {"8", "9"}),
        ("министерство экономического развития", {"10", "11"}),
        ("инвестпроекты", {"12", "13"}),
        ("крупный инвестиционный проект", {"12", "13"}),
    ],
)
def test_what_everybody_knows_need_not_be_explained(index_of: Callable[..., Path], query: str, urls: set[str]) -> None:
    index = index_of(
        "Резиденты ОЭЗ «Алабуга».",
        "В особой экономической зоне «Алабуга».",
        "Кабмин РТ решил.",
        "Татарстану сто лет.",
        "Студенты МГУ.",
        "Московский государственный университет.",
        "Доклад ВШЭ.",
        "Доклад Высшей школы экономики.",
        "О нацпроекте.",
        "О национальном проекте.",
        "В Минэкономразвития.",
        "В Министерстве экономического развития.",
        "Крупные инвестиционные проекты.",
        "О крупном инвестпроекте.",
    )
    assert found(index, query)[0] == urls


def test_every_well_known_abbreviation_has_its_witness() -> None:
    rows = [row.split("\t") for row in (TEXT / "well_known.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert all(short in witness for short, _, witness in rows)
    assert len(rows) == len({short for short, _, _ in rows})


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("КЧР", "КЧР: ищется и «Карачаево-Черкесская Республика» (только сокращение: !КЧР)"),
        ("кчр", "КЧР: ищется и «Карачаево-Черкесская Республика» (только сокращение: !КЧР)"),
        ("СПб", "СПб: ищется и «Санкт-Петербург» (только сокращение: !СПб)"),
    ],
)
def test_an_abbreviation_of_a_region_finds_its_names(index_of: Callable[..., Path], query: str, name: str) -> None:
    texts = {
        "КЧР": ["Глава КЧР уехал.", "Сады Карачаево-Черкесской Республики.", "Карачаево-Черкесию хвалят."],
        "СПб": ["Метро СПб растёт.", "Петербургу триста лет.", "Едем в Санкт-Петербург."],
    }
    index = index_of(*texts["СПб" if query == "СПб" else "КЧР"], "Черкесская сказка, республика.", "Говорят о РК.")
    assert found(index, query) == ({"0", "1", "2"}, (name,))
    assert found(index, f"!{query}") == ({"0"}, ())


def test_what_articles_explain_goes_before_a_region(index_of: Callable[..., Path]) -> None:
    index = index_of("Открыт Клуб чистых рек (КЧР).", "Смотрели КЧР.", "В Карачаево-Черкесии тепло.")
    assert found(index, "КЧР")[0] == {"0", "1"}


def test_what_stands_in_full_is_not_said_to_stand_nowhere(index_of: Callable[..., Path]) -> None:
    index = index_of("Сады Карачаево-Черкесской Республики.", "Говорил министр.", "Министр и чемпион.")
    notes = found(index, "КЧР министр чемпион бегемот")[1]
    assert notes[0].startswith("КЧР: ищется и ")
    assert notes[-1] == "ни в одной статье нет слова «бегемот»"
    assert not any("«КЧР»" in note for note in notes)


@pytest.mark.parametrize(
    ("query", "found"), [("10000 рублей", {"0", "1"}), ("!10000 рублей", {"1"}), ("02100", set()), ("2100", {"2"})]
)
def test_thousands_may_stand_apart(index_of: Callable[..., Path], query: str, found: set[str]) -> None:
    index = index_of("Штраф 10 000 рублей", "Премия 10000 рублей", "В цехе 2 100 станков и 2100 ламп")
    with indexer.open_engine(index) as engine:
        assert {hit.article.url for hit in engine.search(query).hits} == found


@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ("забастовка 26.07.2018", {"0"}),
        ("2018-07-26", {"0", "1"}),
        ("!26.07.2018", {"1"}),
        ("26.07.2018 -забастовка", {"1"}),
        ("31.02.2018", set()),  # there is no such day
    ],
)
def test_a_day_in_figures_finds_the_day_in_words(index_of: Callable[..., Path], query: str, urls: set[str]) -> None:
    index = index_of("Забастовка началась 26 июля 2018 года", "Приказ от 26.07.2018 № 1", "Июля 26, весь 2018 год")
    told, notes = found(index, query)
    assert {url.rpartition("/")[2] for url in told} == urls
    assert any(note.startswith("ищется и «26 июля 2018»") for note in notes) == (bool(urls) and "!" not in query)
