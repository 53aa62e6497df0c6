"""How the analyzer reads sentences whose lemmas people gave: python -m benchmarks.lemmas FILE.jsonl.gz [--misses N]

A row is one sentence, `{"tokens": [{"form", "lemma", "upos"}, …]}`, as the treebanks of Universal Dependencies have
them. Printed are four shares and the most frequent misses:

    lemma   tokens among whose terms stands the gold lemma (ё as е, signs before it left out: «#сочи» is сочи)
    asked   tokens that the gold lemma finds as a query
    pairs   pairs of tokens with one gold lemma and part of speech (noun, adjective, verb, name): one finds the other
    forms   the same of pairs of distinct forms: a rare misspelling counts as much as a common form
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import orjson

from benchmarks.corpus import opened
from indexer.text.analyzer import Analyzer, exact_term

PAIRED = ("NOUN", "ADJ", "VERB", "PROPN")
SIGNS = ("PUNCT", "SYM")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One word of a sentence with the lemma and part of speech that people gave it."""

    form: str
    lemma: str
    upos: str


@dataclass(slots=True)
class Share:
    """Of how many something is true, and of which it is not."""

    total: int = 0
    misses: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def count(self, is_true: bool, case: tuple[str, ...], times: int = 1) -> None:
        """A case that was met so many times."""
        self.total += times
        if not is_true:
            self.misses[case] += times

    @property
    def value(self) -> float:
        """The share, 0 to 1; of nothing it is 1."""
        return 1 - self.misses.total() / self.total if self.total else 1.0


def read_words(path: str) -> Iterator[Tagged]:
    """The words of a file; signs, and words whose lemma is not given («_»), are left out."""
    with opened(Path(path), "rb") as file:
        tokens = [token for line in file for token in orjson.loads(line)["tokens"]]
    for token in tokens:
        one = Tagged(token["form"], token["lemma"], token["upos"])
        if one.upos not in SIGNS and _has_word(one.form) and _has_word(one.lemma):
            yield one


def measure(words: Sequence[Tagged], analyzer: Analyzer) -> dict[str, Share]:
    """The shares; a case of `lemma` and `asked` is (form, lemma, upos), of the others (form, form, lemma, upos)."""
    lemma, asked, pairs, distinct = Share(), Share(), Share(), Share()
    for one in words:
        case: tuple[str, ...] = (one.form.lower(), one.lemma.lower(), one.upos)
        found = terms(one.form, analyzer)
        spelled = {exact_term(word.form) for word in analyzer.words(one.lemma)}
        lemma.count(bool(found & spelled), case)
        asked.count(bool(found & terms(one.lemma, analyzer)), case)
    for (gold, upos), forms in _by_lemma(words).items():
        for form, times in forms.items():
            pairs.count(True, (form, form, gold, upos), times * (times - 1) // 2)
        for first, second in combinations(forms, 2):
            meets = bool(terms(first, analyzer) & terms(second, analyzer))
            case = (first, second, gold, upos)
            pairs.count(meets, case, forms[first] * forms[second])
            distinct.count(meets, case)
    return {"lemma": lemma, "asked": asked, "pairs": pairs, "forms": distinct}


def terms(text: str, analyzer: Analyzer) -> frozenset[str]:
    """All terms that the analyzer gives a text."""
    return frozenset(reading.term for word in analyzer.words(text) for reading in analyzer.readings(word.form))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares and the misses."""
    parser = argparse.ArgumentParser(description="Shares of words whose gold lemma the analyzer knows.")
    parser.add_argument("source")
    parser.add_argument("--misses", type=int, default=20, help="how many of the most frequent misses to print")
    options = parser.parse_args(arguments)
    words = list(read_words(options.source))
    for name, share in measure(words, Analyzer()).items():
        print(f"{name:6} {share.value:.4f} of {share.total}; missed by part of speech: {_by_upos(share)}")
        for case, times in share.misses.most_common(options.misses):
            print(f"    {times:4} {' '.join(case)}")
    return 0


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _by_lemma(words: Iterable[Tagged]) -> dict[tuple[str, str], Counter[str]]:
    """Distinct forms by lemma and part of speech, with how often each was met."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in words:
        if one.upos in PAIRED:
            found[exact_term(one.lemma), one.upos][one.form] += 1
    return found


def _by_upos(share: Share) -> str:
    counts: Counter[str] = Counter()
    for case, times in share.misses.items():
        counts[case[-1]] += times
    return ", ".join(f"{upos} {times}" for upos, times in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
