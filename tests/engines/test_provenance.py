"""`explain --url` tells of an article what decided its title, day, source and regions, what was dropped, its story."""

from collections.abc import Callable
from pathlib import Path

import indexer

FIRST = "seeds/004_f7fb7b2fa7b39cc8.txt"
TEXT = " ".join(f"слово{number}" for number in range(60))


def test_a_page_is_told_rule_by_rule(seeds: "indexer.Engine") -> None:
    lines = seeds.explain("", FIRST).lines
    assert (
        lines[0] == "Статья: Зарубежный опыт развития кластеров и технопарков будет адаптирован для применения в России"
    )
    assert lines[1] == f"  адрес: {FIRST}"
    (day,) = [line for line in lines if line.startswith("  дата: ")]
    assert day.startswith("  дата: 31 мая 2016 — правило date_line_under_title, строка из одной даты")
    (source,) = [line for line in lines if line.startswith("  источник: ")]
    assert source.startswith("  источник: Пресс-служба МЦ Armtorg — правило press_service_line, подпись")
    assert "  правило tags, ключевые слова, например: «Теги: кластер, Мордовия»" in lines
    assert any(line.startswith("    Метки Минпромторг РФ") for line in lines)
    assert lines[-1] == "Сюжет: перепечаток нет."


def test_what_no_rule_found_is_told_too(seeds: "indexer.Engine") -> None:
    lines = seeds.explain("", "seeds/002_c2a324db56a88dda.txt").lines
    assert "  дата: неизвестна — ни одно правило не нашло" in lines
    assert "Из текста ничего не отброшено." in lines


def test_what_the_source_says_needs_no_rule(index_of: Callable[..., Path]) -> None:
    row = {"text": "Кластер", "title": "Заголовок", "published": "2016-05-31", "source": "Вестник"}
    with indexer.open_engine(index_of(row)) as engine:
        lines = engine.explain("", "0").lines
    assert "  заголовок: Заголовок — правило hint, заголовок дан вместе с текстом" in lines
    assert "  дата: 31 мая 2016 — правило hint, дата дана вместе с текстом" in lines


def test_the_story_is_told_with_all_its_articles(index_of: Callable[..., Path]) -> None:
    rows = [{"id": str(number), "text": TEXT, "published": f"2016-05-1{number}"} for number in (2, 1, 0)]
    with indexer.open_engine(index_of(*rows)) as engine:
        lines = engine.explain("", "1").lines
    assert lines[-4:] == (
        "Сюжет: 3\N{NO-BREAK SPACE}статьи, по времени выхода:",
        "    0 — 10 мая 2016: Сообщение",
        "  → 1 — 11 мая 2016: Сообщение",
        "    2 — 12 мая 2016: Сообщение",
    )


def test_an_article_that_is_not_there(seeds: "indexer.Engine") -> None:
    explanation = seeds.explain("", "нет такой")
    assert not explanation.is_found
    assert explanation.lines == ("Статьи «нет такой» в указателе нет.",)
