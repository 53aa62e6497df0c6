"""What the five seed pages say: the table that the rules must keep."""

from datetime import date
from pathlib import Path

import pytest

from indexer.article import Article, CleanArticle
from indexer.cleaning.clean import clean
from indexer.sources import Parcel, SourceFile, cut, find, read

SEEDS = Path(__file__).parents[2] / "seeds"


def articles(number: str) -> list[CleanArticle]:
    (file,) = (each for each in find([str(SEEDS)]) if Path(each.source).name.startswith(number))
    assert isinstance(file, SourceFile)
    (parcel,) = cut(file)
    assert isinstance(parcel, Parcel)
    return [article for page in read(parcel) for article in clean(page)]  # type: ignore[arg-type]


def only(number: str) -> Article:
    (found,) = articles(number)
    return found.article


TABLE = [
    (
        "000",
        "Президент Татарстана предложил рассмотреть возможные направления сотрудничества с кластером Pegas",
        None,
        "Татар-информ",
    ),
    ("001", "Стыкуемся кластерами", None, "Информационный портал Администрации города Обнинска"),
    (
        "002",
        "24 июня в Саранске стартовала практическая сессия по развитию промышленных кластеров России",
        None,
        None,
    ),
    (
        "004",
        "Зарубежный опыт развития кластеров и технопарков будет адаптирован для применения в России",
        date(2016, 5, 31),
        "Пресс-служба МЦ Armtorg",
    ),
]


@pytest.mark.parametrize(("number", "title", "published", "source"), TABLE)
def test_title_day_and_source(number: str, title: str, published: date | None, source: str | None) -> None:
    article = only(number)
    assert (article.title, article.published, article.source) == (title, published, source)


REGIONS = [
    ("000", [["Республика Татарстан"]]),  # France is no federal subject
    ("001", [["Калужская область"]]),
    ("002", [["Республика Мордовия", "Республика Татарстан"]]),
    (
        "003",
        [
            ["Вологодская область"],  # by Череповец
            ["Калужская область"],  # by Обнинск
            ["Кировская область"],
            ["Тульская область"],
            ["Воронежская область"],
            ["Калужская область"],
            [],  # «в российских регионах»
            ["Новосибирская область"],
            ["Оренбургская область"],
            ["Свердловская область"],
        ],
    ),
    ("004", [[]]),
]


@pytest.mark.parametrize(("number", "regions"), REGIONS)
def test_regions(number: str, regions: list[list[str]]) -> None:
    assert [list(each.article.regions) for each in articles(number)] == regions
    assert all(bool(each.article.regions) == ("regions" in each.rules) for each in articles(number))


@pytest.mark.parametrize(
    ("number", "begins", "ends", "absent"),
    [
        ("000", "Рустам Минниханов в Ницце", "пресс-служба Президента РТ.", ["news_header", "16+", "autoscroll"]),
        ("001", "Французская делегация", "Анатолий Сотников", ["С полным текстом", "Источник:"]),
        ("002", "24 июня в Саранске", "serenko.o@innokam.pro.", []),
        (
            "004",
            "Завершилась работа",
            "участие в совместных проектах.",
            ["90.9329", "Смотрите также", "Метки", "DENDOR", "приложение", "2026"],
        ),
    ],
)
def test_body(number: str, begins: str, ends: str, absent: list[str]) -> None:
    article = only(number)
    assert article.body.startswith(begins)
    assert article.body.endswith(ends)
    assert not [each for each in absent if each in article.body or each in article.title]


def test_the_column_gives_ten_articles() -> None:
    found = articles("003")
    teasers = [each.article for each in found]
    assert [teaser.url.rpartition("#")[2] for teaser in teasers] == [str(number) for number in range(1, 11)]
    assert [teaser.title.split()[-1] for teaser in teasers] == [
        "бизнес",
        "региона",
        "биофармацевтики",
        "области",
        "гг.",
        "кластер",
        "регионах",
        "«НИКОМ»",
        "области",
        "АSIS",
    ]
    assert all(teaser.body.startswith(teaser.title) for teaser in teasers)
    assert all((teaser.published, teaser.source) == (None, None) for teaser in teasers)
    assert found[0].dropped == (("menu", "Новости"),)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_line_is_lost(number: str) -> None:
    found = articles(number)
    (path,) = SEEDS.glob(f"{number}*.txt")
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    kept = [line for each in found for line in each.article.body.split("\n") if line]
    assert sorted(kept + [line for each in found for _, line in each.dropped]) == sorted(lines)
