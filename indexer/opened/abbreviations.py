"""What do the abbreviations of a generation stand for? Counted while it is built (`abbreviation_counts`), kept as JSON.

    {"magic": "innopoisk abbreviations", "version": 3,
     "known": {"АИРР": [["Ассоциация инновационных регионов России",           # what a search shows
                         "Ассоциации инновационных регионов России"]]},        # and what it asks for
     "keys": {"АИРР": ["ассоциац", "инновацион", "регион", "росс"]},           # where it has but one long form
     "counts": [["АИРР", "Ассоциации инновационных регионов России", 2, "Ассоциация инновационных регионов России"]]}

`counts` holds all that was read, with the nominative of every long form, for an update.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from indexer.errors import IndexDamaged, IndexOutdated, shortage
from indexer.text.long_forms import LongForm, LongForms

ABBREVIATIONS = "abbreviations.json"
MAGIC, VERSION = "innopoisk abbreviations", 3


def read_abbreviations(folder: Path) -> LongForms:
    """The believed long forms of a generation; IndexDamaged when the file is not as written."""
    content = read_content(folder)
    known = {abbreviation: [LongForm(*one) for one in several] for abbreviation, several in content["known"].items()}
    return LongForms(known, {abbreviation: tuple(key) for abbreviation, key in content["keys"].items()})


def read_content(folder: Path) -> Mapping[str, Any]:
    """The whole file."""
    path = folder / ABBREVIATIONS
    try:
        content: Mapping[str, Any] = orjson.loads(path.read_bytes())
        is_ours, version = content["magic"] == MAGIC, content["version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        if shortage(error):
            raise
        raise IndexDamaged(f"«{path}» не читается: постройте указатель заново (innopoisk rebuild)") from error
    if not is_ours:
        raise IndexDamaged(f"«{path}» не читается: постройте указатель заново (innopoisk rebuild)")
    if version != VERSION:
        raise IndexOutdated(
            f"«{path}» записан другой версией программы: постройте указатель заново (innopoisk rebuild)"
        )
    return content
