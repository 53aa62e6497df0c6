"""What the measurement of places counts, and that it prints every fault."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.places import faults_of_source, main
from indexer.places.gazetteer import subjects


def mark(kind: str, surface: str, name: str, subject: str = "") -> dict[str, Any]:
    return {"type": kind, "surface": surface, "wd_name": name, "subject": subject}


ARTICLES = [
    {
        "id": "a",
        "text": "В Татарстане и в Казани, в Туле и в Ницце.",
        "mentions": [
            mark("STATE_OR_PROVINCE", "Татарстане", "Татарстан", "Татарстан"),
            mark("CITY", "Казани", "Казань"),
            mark("CITY", "Ницце", "Ницца"),
        ],
    },
    {
        "id": "b",
        "text": "Из Рязани в Чувашию и в Карелию.",
        "mentions": [
            mark("CITY", "Рязани", ""),
            mark("STATE_OR_PROVINCE", "Карелию", "Карелия", "Карелия"),
            mark("STATE_OR_PROVINCE", "Подмосковье", "Московская область", "Московская область"),
        ],
    },
]


def test_the_figures_and_the_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "places.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, ARTICLES)).encode()))
    main([str(file)])
    subjects_line, _, towns_line, *faults = capsys.readouterr().out.splitlines()
    assert "right 2  in vain 1  missed 1" in subjects_line
    assert "right 2  in vain 1  missed 0" in towns_line
    assert [line.split("\t") for line in faults] == [
        ["subject", "b", "лишнее", "Чувашская Республика — Чувашия", "Чувашию"],
        ["subject", "b", "нет", "Московская область", "Подмосковье"],
        ["town", "a", "лишнее", "Тула", "Туле"],
    ]


def test_the_source_s_faults_name_federal_subjects() -> None:
    assert {name for names in faults_of_source().values() for name in names} <= set(subjects())
