"""How well are the places of Russia found? Precision and recall on articles whose places were marked by people.

    python -m benchmarks.places places.jsonl.gz

Every row: `id`, `text`, and `mentions`, each with its `type`, `surface`, `wd_name` and, if it names one, `subject`.
Counted are pairs of an article and a subject named in it, and of an article and a town of our table.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from indexer.text.gazetteer import Kind, forms, rows
from indexer.text.region_names import named
from indexer.text.regions import mentions


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

    def add(self, article: str, text: str, found: dict[str, str], gold: dict[str, str]) -> None:
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


def measure(articles: Iterator[dict[str, Any]]) -> tuple[Tally, Tally]:
    """The tallies of subjects and of towns."""
    subjects, towns = Tally(), Tally()
    towns_by_name = {row.place: row.place for row in rows() if row.place != row.subject}
    by_surface: dict[str, str] = {}
    for form, sense in forms():
        if not sense.is_subject and sense.kind in (Kind.NAME, Kind.ADJECTIVE):
            by_surface.setdefault(form.lower(), sense.place)
    for article in articles:
        text = article["text"]
        found = [one for one in mentions(text) if one.kind is not Kind.PEOPLE]
        marked = article["mentions"]
        gold = {named(one["subject"])[0]: one["surface"] for one in marked if one["subject"]}
        subjects.add(
            article["id"],
            text,
            {one.place: text[one.start : one.stop] for one in found if one.place == one.subject},
            gold,
        )
        cities = {}
        for one in marked:
            if one["type"] == "CITY" and not one["subject"]:
                town = towns_by_name.get(one["wd_name"]) or (
                    "" if one["wd_name"] else by_surface.get(one["surface"].lower())
                )
                if town:
                    cities[town] = one["surface"]
        towns.add(
            article["id"],
            text,
            {
                one.place: text[one.start : one.stop]
                for one in found
                if one.place != one.subject and one.kind is not Kind.DISTRICT
            },
            cities,
        )
    return subjects, towns


def main() -> None:
    """Print the figures and every fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    with gzip.open(parser.parse_args().file, "rt", encoding="utf-8") as lines:
        subjects, towns = measure(json.loads(line) for line in lines)
    for name, tally in (("subjects", subjects), ("towns", towns)):
        print(name, tally)
        for fault in tally.faults:
            print("  ", *fault, sep="\t")


if __name__ == "__main__":
    main()
