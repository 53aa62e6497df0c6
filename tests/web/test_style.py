"""The sheet of styles: contrast of its colours by WCAG 2, in both modes, and nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest

import web

SHEET = (Path(web.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
DAY, NIGHT = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in BLOCKS[:2])
MODES = {"day": DAY, "night": {**DAY, **NIGHT}}

PAIRS = [
    (ink, ground)
    for ground in ("paper", "card", "tint")
    for ink in ("ink", "quiet", "link", "visited", "wrong", "accent")
] + [("on-accent", "accent"), ("on-mark", "mark")]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_readable(mode: str, ink: str, ground: str) -> None:
    assert contrast(MODES[mode][ink], MODES[mode][ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_edge_of_the_search_box_is_seen(mode: str) -> None:
    assert contrast(MODES[mode]["field"], MODES[mode]["card"]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_marks_are_seen_on_the_page(mode: str) -> None:
    assert contrast(MODES[mode]["mark"], MODES[mode]["paper"]) >= 1.2


def test_nothing_is_fetched() -> None:
    assert "url(" not in SHEET
    assert "@import" not in SHEET
