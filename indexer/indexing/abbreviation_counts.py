"""Which abbreviations do the articles of a generation explain? Counted while it is built, on top of the one before.

    explained = read_explained(folder)                       what is known of the articles that stay
    explained.counts[Definition("АИРР", "Ассоциации инновационных регионов России")] += 1
    explained.shown |= nominatives(explained.unshown())
    write_abbreviations(folder, explained)

A long form is believed when it was met twice, or once when three letters or more speak for it: of 324 pairs that nine
thousand news articles explain all but one were right.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from indexer.opened.abbreviations import ABBREVIATIONS, MAGIC, VERSION, read_content
from indexer.text.definitions import Definition
from indexer.text.long_forms import LongForm, key_of, sole_keys, well_known
from indexer.text.nominative import nominative

LEAST_LETTERS = 3  # of an abbreviation that was explained but once
LEAST_SHARE = 0.1  # of the most frequent long form; a rarer one is a slip of the pen
WELL_KNOWN = 5  # times that an archive must have met another meaning of what everybody knows, to put it first


@dataclass(frozen=True, slots=True)
class Explained:
    """How often every definition was met, and the nominatives of long forms, by the long form as written."""

    counts: Counter[Definition] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)

    def unshown(self) -> list[str]:
        """The long forms whose nominative is not known yet."""
        return sorted({definition.long_form for definition in self.counts} - self.shown.keys())

    def believed(self) -> dict[str, list[LongForm]]:
        """The long forms that are believed of every abbreviation, the most frequent first.

        What is well known counts as met WELL_KNOWN times: of «МГУ» one article, on the Мелитопольский, must not decide.
        It is sought as articles write it, where any does: a search of words that the index knows loads no dictionary.
        """
        totals: defaultdict[str, Counter[LongForm]] = defaultdict(Counter)
        for (abbreviation, written), count in sorted(self.counts.items()):
            totals[abbreviation][LongForm(self.shown[written], written)] += count
        for abbreviation, known in well_known().items():
            several = totals[abbreviation]
            met = (one.written for one, _ in several.most_common() if key_of(one.shown) == key_of(known.shown))
            several[LongForm(known.shown, next(met, known.written))] += WELL_KNOWN
        found = {abbreviation: _believed(abbreviation, several) for abbreviation, several in totals.items()}
        return {abbreviation: several for abbreviation, several in found.items() if several}


def nominatives(long_forms: Iterable[str]) -> dict[str, str]:
    """Every long form with its nominative; loads the dictionary."""
    return {written: nominative(written) for written in long_forms}


def write_abbreviations(folder: Path, explained: Explained) -> None:
    """Write what was counted; every long form must have its nominative."""
    rows = [[*one, count, explained.shown[one.long_form]] for one, count in sorted(explained.counts.items())]
    known = {abbreviation: [list(one) for one in several] for abbreviation, several in explained.believed().items()}
    keys = sole_keys(explained.believed())
    content = {"magic": MAGIC, "version": VERSION, "known": known, "keys": keys, "counts": rows}
    (folder / ABBREVIATIONS).write_bytes(orjson.dumps(content))


def read_explained(folder: Path) -> Explained:
    """All that was read in the articles of a generation."""
    rows = read_content(folder)["counts"]
    return Explained(
        Counter({Definition(abbreviation, written): count for abbreviation, written, count, _ in rows}),
        {written: shown for _, written, _, shown in rows},
    )


def _believed(abbreviation: str, totals: Counter[LongForm]) -> list[LongForm]:
    """Those that are frequent enough, and of those that differ in case, number or spelling only, the first."""
    by_key: dict[tuple[str, ...], tuple[LongForm, int]] = {}
    for one, count in totals.most_common():
        first, so_far = by_key.get(key_of(one.shown), (one, 0))
        by_key[key_of(one.shown)] = first, so_far + count
    ranked = sorted(by_key.values(), key=lambda known: -known[1])
    most = ranked[0][1]
    if most < 2 and len(abbreviation) < LEAST_LETTERS:
        return []
    return [one for one, count in ranked if count > most * LEAST_SHARE]
