"""What a search corrects, offers and leaves alone, over a small index."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from indexer import Correction, Engine

Build = Callable[..., Path]

COMMON = "Казань и кластеры Татарстана, технопарк и Сколково, экономика и бизнес. Иннополис растёт: ещё завод в Перми."
ROWS = (
    *[COMMON] * 60,
    *["Продукты Microsoft и Google в Казани"] * 3,
    "Мальсагов и Мальсаговым, ЦОДД, фирма Pegas и турфирма Пегас",
    "Татарстна ещё раз, и ещё одна нефтебаза",
    "invest.tatarstan.ru и skolkovo",
    "Санкт-Петербург и «умный дом» для пенсионеров",
)


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., Engine]) -> Engine:
    return engine_of(*ROWS)


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("rfpfym", "казань", "layout"),
        ("Rfpfyb", "Казани", "layout"),
        ("RFPFYM", "КАЗАНЬ", "layout"),
        (",bpytc", "бизнес", "layout"),
        ("'rjyjvbrf", "экономика", "layout"),
        ("ьшскщыщае", "microsoft", "layout"),
        ("innopolis", "иннополис", "translit"),
        ("kazan", "казань", "translit"),
        ("perm'", "пермь", "translit"),
        ("Innopolis", "Иннополис", "translit"),
        ("Кластиры", "Кластеры", "typo"),
        ("pfdjl d gthvb", "завод в перми", "layout"),
        ("Кластиры казани", "Кластеры казани", "typo"),  # every sentence begins with a capital
        ("кластиры", "кластеры", "typo"),
        ("эканомика", "экономика", "typo"),
        ("тихнапарк", "технопарк", "typo"),
        ("казнаь", "казань", "typo"),
        ("micrasoft", "microsoft", "typo"),
        ("санкт-питербург", "санкт-петербург", "typo"),
        ("иннополиз бизнис", "иннополис бизнес", "typo"),
        ("новые кластиры Казонь", "новые кластеры Казонь", "typo"),  # what may be a name stays
        ("эканомика татарстна", "экономика татарстана", "typo"),  # one stands nowhere, the other in one article
        ("innopolis skolkovo", "иннополис сколково", "translit"),
        ('"умный дон" "пенсеонеров"', '"умный дон" "пенсионеров"', "typo"),
        ("кластиры И (технопарк ИЛИ завод) -томск", "кластеры И (технопарк ИЛИ завод) -томск", "typo"),
        ("текст:кластиры год:..2030", None, None),  # nothing is dated: nothing to show instead
        ("текст:кластиры", "текст:кластеры", "typo"),
        ("еще рфзваод, rfpfym", "еще рфзваод, казань", "layout"),
    ],
)
def test_what_is_searched_instead(engine: Engine, typed: str, meant: str | None, kind: str | None) -> None:
    results = engine.search(typed)
    if meant is None or kind is None:
        assert results.correction is None
        return
    assert results.correction == Correction(meant, kind, applied=True)
    assert results.query == typed
    assert results.total == engine.search(meant).total > 0
    assert results.notes[0] == results.correction.note
    assert results.correction.as_typed in results.correction.note
    as_typed = engine.search(results.correction.as_typed)
    assert as_typed.correction is None


@pytest.mark.parametrize(
    "query",
    [
        "казань",
        "C++",
        "IT",
        "HSE",
        "Pegas",
        "pegas",
        "кот",
        "пруд",
        "казн",  # four letters
        "Мальсаговой",  # found by its stem
        "Мальсагов",
        "цодд",
        "нефтебаза",  # rare, and known to the dictionary
        "!кластиры",
        '!"кластиры"',
        "НЕ кластиры казань",
        "казань источник:татарстон",
        "класти*",
        "синхрофазотрон",  # known to the dictionary, and nothing is near
        "абвгдежзиклмн",
        "1234567",
        "и",
    ],
)
def test_what_is_left_alone(engine: Engine, query: str) -> None:
    results = engine.search(query)
    assert results.correction is None or not results.correction.applied
    assert results.query == query


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("Татарстна", "Татарстана", "typo"),  # stands in the news, once
        ("skolkovo", "сколково", "translit"),
        ("tatarstan", "татарстан", "translit"),  # stands in an address
    ],
)
def test_what_is_offered_beside_hits(engine: Engine, typed: str, meant: str, kind: str) -> None:
    results = engine.search(typed)
    assert results.correction == Correction(meant, kind, applied=False)
    assert results.total == engine.search(typed, corrections=False).total > 0


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("Malsagov", "Мальсагов", "translit"),  # one article is no witness of a name in capitals
        ("Micrasoft", "Microsoft", "typo"),
        ("Rkfcnbh", "Кластеры", "layout"),
    ],
)
def test_a_name_with_a_capital_is_not_rewritten_unasked(engine: Engine, typed: str, meant: str, kind: str) -> None:
    found = engine.search(typed)
    assert found.correction == Correction(meant, kind, applied=False)
    assert not found.total


@pytest.mark.parametrize(
    "query",
    [
        "KAZAN",  # an abbreviation is meant as it is written
        "Skolkovo",  # so is a name that some article has
        "pegas",  # whose Russian spelling is no more frequent
        "ьшскщыфае",  # two mistakes: Latin in Russian letters, and mistyped
    ],
)
def test_nothing_is_offered_instead(engine: Engine, query: str) -> None:
    assert engine.search(query).correction is None


def test_four_words_of_a_query_are_put_right(engine: Engine) -> None:
    found = engine.search("тихнапарк бизнис эканомика иннополиз кластиры").correction
    assert found is not None
    assert found.query == "технопарк бизнес экономика иннополис кластиры"


def test_a_rare_word_of_the_dictionary_is_right_as_it_is(engine_of: Callable[..., Engine]) -> None:
    assert engine_of(*[COMMON] * 60, "Казнь").search("казнь").correction is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Кукмор", "Комкор"),  # two mistakes away from the only word near it, and a name
        ("ФГБОУ", "ФГБУ"),  # another abbreviation
    ],
)
def test_a_right_word_that_no_article_has_is_not_rewritten_unasked(
    engine_of: Callable[..., Engine], typed: str, meant: str
) -> None:
    engine = engine_of("Комкор Иван Дыбенко", "Открыт ФГБУ «Атлас»", *(f"Новость {number}" for number in range(200)))
    assert engine.search(typed).correction == Correction(meant, "typo", applied=False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("чемпи0нат", "чемпионат"),
        ("3авод", "завод"),
        ("чемпионат0", None),
        ("завод4", None),  # means its number
    ],
)
def test_a_figure_in_the_place_of_a_letter(engine_of: Callable[..., Engine], typed: str, meant: str | None) -> None:
    found = engine_of("Чемпионат области", "Завод открыт").search(typed).correction
    assert found == (meant and Correction(meant, "typo", applied=True))


@pytest.mark.parametrize(
    ("typed", "meant", "applied"),
    [
        ("IT-парк", "IT парк", True),
        ("5G-сети в городе", "5G сети в городе", True),
        ("учебный-парк", "учебный парк", False),  # perhaps another thing
        ("IT-завод", None, False),  # no article has both
        ("технопарк-мордовия", None, False),  # stands so
    ],
)
def test_a_compound_that_stands_nowhere_is_its_words(
    engine_of: Callable[..., Engine], typed: str, meant: str | None, applied: bool
) -> None:
    engine = engine_of("Парк для IT", "Сети 5G в городе", "Парк стал учебным", "Завод", "«Технопарк-Мордовия»")
    assert engine.search(typed).correction == (meant and Correction(meant, "typo", applied))


def test_a_small_word_may_be_the_beginning_of_another(engine_of: Callable[..., Engine]) -> None:
    found = engine_of(*["Домашнее задание"] * 5, "До вечера").search("до машнее задание")
    assert found.correction == Correction("домашнее задание", "typo", applied=True)


def test_small_latin_words_go_with_the_others(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Общество в мире", "Мир и общество", "iPhone", "Вакцина iPhone")
    assert engine.search("obschestvo v mire").correction == Correction("общество в мире", "translit", applied=True)
    assert engine.search("iphone vakcina").correction == Correction("iphone вакцина", "translit", applied=True)


def test_words_that_never_stand_side_by_side_are_offered_apart(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(*["Директора института"] * 30, *["Спросили, какого цвета завод"] * 30)
    assert engine.search("какогоинститута").correction == Correction("какого института", "typo", applied=False)
    assert engine.search("Какогоинститута").correction is None


def test_a_latin_name_is_not_mistyped_and_in_the_wrong_layout_unasked(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Тренер Рууд Гуллит", "Вьей и вьею", *(f"Новость {number}" for number in range(2500)))
    assert engine.search("hevel").correction == Correction("рууд", "layout", applied=False)
    assert engine.search("veeam").correction is None


def test_a_part_that_a_vowel_joins_is_no_slip(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Практика и ориентирование", "Ориентированный на экспорт")
    assert engine.search("практико-ориентированный").correction is None


def test_a_known_word_is_not_rewritten_but_another_is_offered(engine: Engine) -> None:
    results = engine.search("казнь завот")  # «завот» is no word, and so is rewritten
    assert results.correction == Correction("казнь завод", "typo", applied=True)
    assert engine.search("экономка").correction == Correction("экономика", "typo", applied=False)


def test_a_long_query_that_stands_in_an_article_word_by_word_is_no_mistake(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(*ROWS, "Форум skolkovo открыл новую нефтебазу")
    assert engine.search("форум skolkovo открыл новую нефтебазу").correction is None
    for others in ("форум skolkovo", "форум открыл новую skolkovo нефтебазу"):
        assert engine.search(others).correction == Correction(others.replace("skolkovo", "сколково"), "translit", False)


def test_nothing_is_corrected_unasked(engine: Engine) -> None:
    results = engine.search("rfpfym", corrections=False)
    assert (results.total, results.correction, results.notes) == (0, None, ())


@pytest.mark.parametrize(
    ("typed", "meant", "applied"),
    [
        ("тех нопарк", "технопарк", True),
        ("техно с парк", None, False),
        ("техно парк", "технопарк", True),
        ("Техно парк Сколково", "Технопарк Сколково", True),
        ("сколково техно парк", "сколково технопарк", True),
        ("техно-парк", "технопарк", True),
        ("Тат арстана", "Татарстана", True),
        ("технопарк техно парк завод", "технопарк технопарк завод", True),
        ("!техно парк", None, False),
        ("техно НЕ парк", None, False),
        ("кластер парк", None, False),
        ("нефте база", None, False),  # one article is no witness
        ("умный дом", None, False),
    ],
)
def test_a_word_that_was_taken_apart(engine: Engine, typed: str, meant: str | None, applied: bool) -> None:
    found = engine.search(typed)
    together = found.correction if found.correction and found.correction.kind == "typo" else None
    assert together == (None if meant is None else Correction(meant, "typo", applied))
    if meant is not None:
        assert found.total == engine.search(meant).total > 0
        assert engine.search(found.correction.as_typed).correction is None  # type: ignore[union-attr]
        assert engine.search(typed, years=(1900,)).correction is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("мойбизнес", "мой бизнес"),
        ("кредит мойбизнес", "кредит мой бизнес"),
        ("Мойбизнес", "Мой бизнес"),
        ("вказани", "в казани"),
        ("ВКАЗАНИ", "в казани"),
        ("Вказани", "в казани"),
        ("640тысяч", "640 тысяч"),
        ("640ТЫСЯЧ", "640 ТЫСЯЧ"),
        ("51,7га", "51,7 га"),  # two letters, but a unit
        ("51,7тысяч", "51,7 тысяч"),  # whose number it is is not asked
        ("кредитбизнес", None),  # nowhere side by side
        ("неймарк", None),  # nobody begins with «ней»
        ("640ти", None),  # an ending
        ("640попугаев", None),
        ("!мойбизнес", None),
        ("технопарк", None),  # a word itself, though «техно парк» stands there too
    ],
)
def test_a_word_that_lacks_its_blank(engine_of: Callable[..., Engine], typed: str, meant: str | None) -> None:
    engine = engine_of(
        "«Мой бизнес» растёт по всей стране",
        "Кредит на 640 тысяч рублей и 51,7 га в Казани",
        "Техно парк",
        "Технопарк",
        "На ней марк нет",
    )
    found = engine.search(typed)
    assert found.correction == (None if meant is None else Correction(meant, "typo", applied=True))
    assert meant is None or found.total == engine.search(meant).total > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ту154М", "Ту-154М"),
        ("айфон11", None),  # no correction takes the number away
        ("Су35", None),  # or makes another of it
        ("5-G", "5g"),
        ("!Су57", None),
    ],
)
def test_a_model_and_its_number(engine_of: Callable[..., Engine], typed: str, meant: str | None) -> None:
    told = ["Су-57 взлетел", "Су-34 и Ту-154М", "Вышла The Sims 4", "Айфон", "Новый iPhone 12"]
    found = engine_of(*told, *["Сеть 5G"] * 9).search(typed)
    assert found.correction == (None if meant is None else Correction(meant, "typo", applied=True))
    assert meant is None or found.total


@pytest.mark.parametrize("query", ["Су57", "Су-57", "су57 взлетел", "Sims4", "айфон12", "iPhone-12", "G20", "G-20"])
def test_a_name_and_its_number_are_written_either_way(engine_of: Callable[..., Engine], query: str) -> None:
    engine = engine_of("Су-57 взлетел", "Вышла The Sims 4", "Новый iPhone 12", "Итоги G20", "Саммит G-20")
    found = engine.search(query)
    assert found.total == (2 if "20" in query else 1)
    assert found.correction is None
    assert engine.search(f"!{query}").total <= found.total


@pytest.mark.parametrize(
    ("typed", "meant"), [("иновации", "инновации"), ("ИНОВАЦИИ", "инновации"), ("ИКАЗАНЬ", "и казань")]
)
def test_a_likely_slip_is_no_word_without_its_blank(engine_of: Callable[..., Engine], typed: str, meant: str) -> None:
    engine = engine_of("Традиции и новации", "Инновации", "Пермь и Казань")
    found = engine.search(typed)
    assert found.correction == Correction(meant, "typo", applied=True)
    assert found.total == 1
    assert len(found.notes) == 1  # «и» is a word here, and no operator


def test_a_word_that_some_write_apart_is_only_offered(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Техно и парк", *["Технопарк открыт"] * 20, *["Пресс служба"] * 5, *["Прессслужба"] * 6)
    assert engine.search("техно парк").correction == Correction("технопарк", "typo", applied=False)
    assert engine.search("пресс служба").correction is None


@pytest.mark.parametrize("typed", ["кластир\ud800", "кла\udfffстир", "\udcffкластир"])
def test_half_a_surrogate_pair_does_no_harm(engine: Engine, typed: str) -> None:
    engine.search(typed)
    engine.advise(typed)
    engine.explain(typed)


def test_filters_do_not_make_a_word_doubtful(engine: Engine) -> None:
    assert engine.search("казань", years=(1900,)).correction is None
    assert engine.search("rfpfym", years=(1900,)).correction is None  # nor is anything shown in its place


def test_an_updated_index_corrects_with_old_and_new_words(index_of: Build, tmp_path: Path) -> None:
    index = index_of("Технопарк открыт", "Ещё один технопарк")
    source = tmp_path / "more.jsonl"
    source.write_text('{"id": "9", "title": "Новость", "text": "Кванториум рядом"}\n', encoding="utf-8")
    indexer.update([str(source)], str(index), workers=1)
    with indexer.open_engine(index) as engine:
        assert engine.search("технапарк").correction == Correction("технопарк", "typo", True)
        assert engine.search("кванториуум").correction == Correction("кванториум", "typo", True)


def test_a_word_that_was_removed_is_not_offered(index_of: Build, tmp_path: Path) -> None:
    index = index_of("Технопарк открыт", {"id": "gone", "text": "Кванториум рядом"})
    source = tmp_path / "less.jsonl"
    source.write_text('{"id": "gone", "title": "Новость", "text": "Уже закрыт"}\n', encoding="utf-8")
    indexer.update([str(source)], str(index), workers=1)
    with indexer.open_engine(index) as engine:
        assert engine.search("кванториуум").correction is None


def test_a_rare_word_is_not_searched_where_something_else_may_be_meant(tmp_path: Path) -> None:
    source, index = tmp_path / "rows.jsonl", tmp_path / "index"
    told = ["Finopolis прошёл", "Прибор SOSUS слышит", "Вагита Алекперова ждут", "Один технопарк"]
    texts = ["Вакцина и кластер в Казани", *told[:3], *[told[3]] * 7, *["Ещё новость о заводе"] * 21_000]
    rows = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    source.write_text("\n".join(rows), encoding="utf-8")
    indexer.rebuild([str(source)], str(index))
    with indexer.open_engine(index) as engine:
        assert engine.search("innopolis").correction == Correction("finopolis", "typo", applied=False)
        assert engine.search("ыщыгы").correction is None
        assert not getattr(engine.search("вакита ждут").correction, "applied", False)
        assert engine.search("один тэхнопарк").correction == Correction("один технопарк", "typo", applied=True)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("казань абвгдежзиклмн", "ни в одной статье нет слова «абвгдежзиклмн»"),
        ("казань Абвгдежзиклмн", "ни в одной статье нет слова «Абвгдежзиклмн»"),
        ("абвгдежзиклмн щщфыжх", "ни в одной статье нет слов «абвгдежзиклмн», «щщфыжх»"),
        ('"казань абвгдежзиклмн"', "ни в одной статье нет слова «абвгдежзиклмн»"),
        ("казань пегас", None),  # found apart
        ("казань -абвгдежзиклмн", None),
        ("!казань !тихнапарк", None),  # asked for as typed
        ("абвгдежзиклмн", None),  # that nothing is found says as much
    ],
)
def test_words_that_stand_nowhere_are_named(engine: Engine, query: str, note: str | None) -> None:
    named = [one for one in engine.search(query).notes if one.startswith("ни в одной статье")]
    assert named == ([note] if note else [])
