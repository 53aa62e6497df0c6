"""Every case form of a word finds every other: known words, unknown surnames, invented brand names.

Run with -s to see the shares.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pymorphy3
import pytest

import indexer

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

# Stems that no dictionary knows, so that every surname is a stranger.
SURNAME_STEMS = (
    "Бургач", "Вельм", "Гарзан", "Дербуш", "Жилбар", "Зандык", "Ирсав", "Кульбар", "Лимгаз", "Мальсаг",
    "Нурбаг", "Очирбат", "Пургам", "Ромзин", "Сардал", "Тумзар", "Узганд", "Фарзил", "Хамзат", "Чирганд",
)  # fmt: skip
SURNAME_ENDINGS = {
    "ов": ("ов", "ова", "ову", "овым", "ове", "овы", "овых", "овыми"),
    "ова": ("ова", "овой", "ову"),
    "ин": ("ин", "ина", "ину", "иным", "ине", "ины", "иных", "иными"),
    "ский": ("ский", "ского", "скому", "ским", "ском", "ские", "ских", "скими"),
    "ская": ("ская", "ской", "скую"),
    "ян": ("ян", "яна", "яну", "яном", "яне", "яны", "янов", "янами"),
    "ко": ("ко",),
}
BRANDS = (
    "Алвекс", "Биорам", "Вегатон", "Геномед", "Дентарум", "Инфотрек", "Квантор", "Лазерон", "Медискан", "Нанолек",
    "Оптикор", "Полигем", "Радиксон", "Сибтекон", "Техновит", "Унискан", "Фотомикс", "Хромаген", "Цифролаб", "Экотар",
)  # fmt: skip
BRAND_ENDINGS = ("", "а", "у", "ом", "е")
PLACES = ("Алабуг", "Бирсук", "Варзуг", "Гуримк", "Зелемб", "Ивонг", "Калдыг", "Лурб", "Матыг", "Нерехт")
PLACE_ENDINGS = ("а", "и", "е", "у", "ой")


def dictionary_lexemes(count: int) -> list[list[str]]:
    """`count` words of pymorphy3's dictionary as all their case forms: nouns, adjectives, surnames, a third each."""
    morph = pymorphy3.MorphAnalyzer()
    kinds: dict[str, list[list[str]]] = {"NOUN": [], "ADJF": [], "Surn": []}
    for number, (word, *_) in enumerate(morph.dictionary.iter_known_words()):
        if number % 71:
            continue
        parse = morph.parse(word)[0]
        kind = next((kind for kind in ("Surn", "NOUN", "ADJF") if kind in parse.tag), None)
        if kind and parse.word == parse.normal_form and not {"Abbr", "Fixd"} & parse.tag.grammemes:
            forms = [one.word for one in parse.lexeme if set(CASES) & one.tag.grammemes]
            kinds[kind].append(list(dict.fromkeys(forms)))
    share = -(-count // 3)
    return [forms for lexemes in kinds.values() for forms in lexemes[:: max(1, len(lexemes) // share)][:share]]


def declined(stems: Iterable[str], endings: Iterable[str]) -> Iterator[list[str]]:
    """Every stem with every ending."""
    for stem in stems:
        yield [stem + ending for ending in endings]


def strangers(_: int) -> list[list[str]]:
    """Surnames, brands and places that no dictionary knows."""
    surnames = [forms for endings in SURNAME_ENDINGS.values() for forms in declined(SURNAME_STEMS, endings)]
    return [*surnames, *declined(BRANDS, BRAND_ENDINGS), *declined(PLACES, PLACE_ENDINGS)]


def found_share(lexemes: list[list[str]], folder: Path) -> tuple[float, list[tuple[str, str]]]:
    """Every form is a document; the share of pairs (asked form, written form) where asking finds the document."""
    source = folder / "forms.jsonl"
    written = [
        {"id": f"{number}/{form}", "title": "Сообщение", "text": f"В тексте стоит {form}."}
        for number, forms in enumerate(lexemes)
        for form in forms
    ]
    source.write_text("\n".join(json.dumps(row) for row in written), encoding="utf-8")
    indexer.rebuild([str(source)], str(folder / "index"), workers=1)
    pairs, missed = 0, []
    with indexer.open_engine(folder / "index") as engine:
        for number, forms in enumerate(lexemes):
            for asked in forms:
                results = engine.search(asked, limit=500, snippets=False, facets=False)
                found = {hit.article.url for hit in results.hits}
                pairs += len(forms)
                missed += [(asked, form) for form in forms if f"{number}/{form}" not in found]
    return 1 - len(missed) / pairs, missed


@pytest.mark.parametrize(
    ("lexemes", "least"),
    [pytest.param(dictionary_lexemes, 0.99, id="known"), pytest.param(strangers, 0.95, id="unknown")],
)
def test_every_form_finds_every_other(lexemes: Callable[[int], list[list[str]]], least: float, tmp_path: Path) -> None:
    words = lexemes(501)
    share, missed = found_share(words, tmp_path)
    print(f"\n{len(words)} words, share of pairs found: {share:.4f}; missed, for example: {missed[:8]}")
    assert len(words) >= 170
    assert share >= least
