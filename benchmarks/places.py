"""How well are the places of Russia found? Precision and recall on articles whose places were marked by people.

    python -m benchmarks.places places.jsonl.gz

Every row: `id`, `text`, and `mentions`, each with its `type`, `surface`, `wd_name` and, if it names one, `subject`.
Counted are pairs of an article and a subject named in it, and of an article and a town of our table.

Two readings are printed. As they are marked: what the marks link to anything but a federal subject is none. With wrong
links put right: «Крым» names Республика Крым as «Татарстан» names Республика Татарстан, although the marks link even
«Республике Крым» to the peninsula; these eight and four other links are listed in places_faults.tsv, with their words.
«Автономная Республика Крым» and the «самопровозглашённая» ДНР of 2014 are federal subjects by neither reading.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from indexer.places.gazetteer import Kind, forms, lands, rows
from indexer.places.region_names import named
from indexer.places.regions import Mention, mentions

FAULTS = Path(__file__).with_name("places_faults.tsv")


class Fault(NamedTuple):
    """A name found in vain or missed in an article."""

    article: str
    what: str
    place: str
    witness: str


@dataclass(slots=True)
class Tally:
    """Pairs of article and place: found rightly, in vain, missed."""

    right: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, article: str, found: dict[str, str], gold: dict[str, str]) -> None:
        """Compare what was found in an article with what people marked, both as place -> how it is written."""
        self.right += len(found.keys() & gold.keys())
        self.faults += [Fault(article, "лишнее", place, found[place]) for place in sorted(found.keys() - gold.keys())]
        self.faults += [Fault(article, "нет", place, gold[place]) for place in sorted(gold.keys() - found.keys())]

    def count(self, what: str) -> int:
        """How many faults of one kind."""
        return sum(fault.what == what for fault in self.faults)

    def __str__(self) -> str:
        vain, missed = self.count("лишнее"), self.count("нет")
        precision = self.right / max(1, self.right + vain)
        recall = self.right / max(1, self.right + missed)
        return f"precision {precision:.3f}  recall {recall:.3f}  right {self.right}  in vain {vain}  missed {missed}"


def measure(articles: Iterable[dict[str, Any]], mended: Mapping[str, Sequence[str]]) -> tuple[Tally, Tally]:
    """The tallies of subjects and of towns; `mended` are subjects to add to those that are marked in an article."""
    subjects, towns = Tally(), Tally()
    for article in articles:
        text = article["text"]
        found = [one for one in mentions(text) if one.kind is not Kind.PEOPLE]
        gold = {named(one["subject"])[0]: one["surface"] for one in article["mentions"] if one["subject"]}
        gold = dict.fromkeys(mended.get(article["id"], ()), "") | gold
        subjects.add(article["id"], _written(text, [one for one in found if one.place == one.subject]), gold)
        found = [one for one in found if one.place in _town_names() and one.kind is not Kind.DISTRICT]
        towns.add(article["id"], _written(text, found), _towns(article["mentions"]))
    return subjects, towns


def faults_of_source() -> dict[str, list[str]]:
    """Article -> the federal subjects named in it that its marks link to something else, told in places_faults.tsv."""
    table: dict[str, list[str]] = {}
    for row in FAULTS.read_text(encoding="utf-8").splitlines()[1:]:
        article, subject, _ = row.split("\t")
        table.setdefault(article, []).append(subject)
    return table


def _written(text: str, found: Sequence[Mention]) -> dict[str, str]:
    return {one.place: text[one.start : one.stop] for one in found}


def _towns(marked: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The marked towns that our table has: by the name they are linked to, by their own where there is none."""
    found: dict[str, str] = {}
    for one in marked:
        if one["type"] == "CITY" and not one["subject"]:
            names = (one["wd_name"],) if one["wd_name"] else _by_form().get(one["surface"].lower(), ())
            found |= {town: one["surface"] for town in names if town in _town_names()}
    return found


@cache
def _town_names() -> frozenset[str]:
    return frozenset(row.place for row in rows() if row.place != row.subject) - lands()


@cache
def _by_form() -> dict[str, tuple[str]]:
    kinds = (Kind.NAME, Kind.ADJECTIVE)
    return {form.lower(): (sense.place,) for form, sense in forms() if not sense.is_subject and sense.kind in kinds}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures and every fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    with gzip.open(parser.parse_args(arguments).file, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    as_marked, towns = measure(articles, {})
    mended, _ = measure(articles, faults_of_source())
    print("subjects, as they are marked      ", as_marked)
    print("subjects, wrong links put right   ", mended)
    print("towns                             ", towns)
    for name, tally in (("subject", mended), ("town", towns)):
        for fault in tally.faults:
            print(name, *fault, sep="\t")


if __name__ == "__main__":
    main()
