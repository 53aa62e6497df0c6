"""Is the word that was meant offered first? `python -m benchmarks.corrections INDEX [--seed 1]`.

Cases are made of the words of the index itself: frequent ones with mistakes in them, and rare ones as they are, which
nothing may rewrite. A mistake that makes another word of the dictionary is none. Prints a table, and the cases that
failed with --failures.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import indexer
from benchmarks.machine import described
from benchmarks.mistakes import SCHEMES, in_latin, in_wrong_layout, mistyped
from benchmarks.table import markdown
from benchmarks.timing import spread
from indexer.generations.serving import current
from indexer.opened.generation import Generation
from indexer.text import dictionary, lemma

FREQUENT, RARE = 20, 3  # times in the index: at least, at most
LONG = 6  # letters
HEADS = ("what", "cases", "right", "share", "must be", "searched at once", "ms p50/p95/max")

Case = tuple[str, str]  # what is typed, what is meant
Judge = Callable[[Case, "indexer.Correction | None"], bool]


@dataclass(slots=True)
class Tally:
    """What became of the cases of one kind."""

    name: str
    goal: str
    cases: int = 0
    right: int = 0
    applied: int = 0
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def row(self) -> list[str]:
        """One row of the table."""
        share = f"{self.right / max(1, self.cases):.3f}"
        return [
            self.name,
            str(self.cases),
            str(self.right),
            share,
            self.goal,
            str(self.applied),
            str(spread(self.seconds)),
        ]


class Bench:
    """An engine, and words of its index to make cases of."""

    def __init__(self, index: Path, seed: int) -> None:
        self.engine = indexer.open_engine(index)
        self.chance = random.Random(seed)
        words = Generation(current(index)).words
        counted = list(zip(words.all_texts(), words.own_counts().tolist(), strict=True))
        self.known = {word for word, _ in counted}
        self.frequent = [word for word, count in counted if count >= FREQUENT and len(word) >= LONG and _is_right(word)]
        self.latin = [word for word, count in counted if count >= FREQUENT and word.isascii() and word.isalpha()]
        self.rare = [word for word, count in counted if 1 <= count <= RARE and len(word) >= LONG]

    def typos(self, edits: int) -> Iterator[Case]:
        """Frequent words mistyped."""
        while True:
            word = self.chance.choice(self.frequent)
            typed = mistyped(word, edits, self.chance)
            if not dictionary.lemmas(typed) and typed != word:
                yield typed, word

    def layouts(self) -> Iterator[Case]:
        """Russian words on the Latin layout, one of five the other way round."""
        while True:
            word = self.chance.choice(self.latin if self.chance.random() < 0.2 and self.latin else self.frequent)
            if len(word) > 2:
                yield in_wrong_layout(word), word

    def latins(self) -> Iterator[Case]:
        """Russian words in Latin letters, by any of the schemes."""
        while True:
            word = self.chance.choice(self.frequent)
            yield in_latin(word, self.chance.choice(list(SCHEMES))), word

    def rares(self) -> Iterator[Case]:
        """Rare words of the index that the dictionary knows, and rare names."""
        while True:
            word = self.chance.choice(self.rare)
            if _is_right(word) or self.chance.random() < 0.2:
                yield word, word

    def run(self, tally: Tally, cases: Iterator[Case], count: int, is_right: Judge) -> Tally:
        """Search the first cases."""
        for _ in range(count):
            case = next(cases)
            started = time.process_time()
            correction = self.engine.search(case[0], snippets=False, facets=False).correction
            tally.seconds.append(time.process_time() - started)
            tally.cases += 1
            tally.applied += bool(correction and correction.applied)
            if is_right(case, correction):
                tally.right += 1
            else:
                tally.failures.append(f"{tally.name}: {case[0]} ({case[1]}) -> {correction and correction.query}")
        return tally


def is_offered(case: Case, correction: "indexer.Correction | None") -> bool:
    """True when the word meant, or another form of it, stands first."""
    return correction is not None and bool(_terms(correction.query) & _terms(case[1]))


def is_left_alone(_: Case, correction: "indexer.Correction | None") -> bool:
    """True when nothing else was searched."""
    return correction is None or not correction.applied


def main() -> None:
    """Make the cases, search them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    bench = Bench(options.index, options.seed)
    tallies = [
        bench.run(Tally("typos, one edit", "0.93"), bench.typos(1), 300, is_offered),
        bench.run(Tally("typos, two edits", "0.75"), bench.typos(2), 300, is_offered),
        bench.run(Tally("wrong layout", "0.95"), bench.layouts(), 100, is_offered),
        bench.run(Tally("transliteration", "0.95"), bench.latins(), 60, is_offered),
        bench.run(Tally("rare words left alone", "1"), bench.rares(), 200, is_left_alone),
    ]
    print(f"{described()}, seed {options.seed}\n")
    print(markdown(HEADS, [tally.row() for tally in tallies]))
    if options.failures:
        print("\n".join(line for tally in tallies for line in tally.failures))


def _is_right(word: str) -> bool:
    """True for a Russian word of the dictionary, written with е."""
    return all("а" <= letter <= "я" for letter in word) and bool(dictionary.lemmas(word))


def _terms(word: str) -> set[str]:
    return {reading.term for reading in lemma.readings(word)} | {word}


if __name__ == "__main__":
    main()
