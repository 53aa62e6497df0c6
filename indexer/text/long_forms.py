"""What an abbreviation stands for, asked either way: АИРР -> its long form, the words of the long form -> АИРР.

>>> known = LongForms({"РР": [LongForm("регионы России", "регионов России")]})
>>> known.of("рр"), known.abbreviation(("регионами", "России"))
((LongForm(shown='регионы России', written='регионов России'),), 'РР')

Long forms that differ in cases only are one: they are compared by stems (`key_of`). What everybody knows (ОЭЗ, МГУ)
stands in well_known.tsv, every row with its witness; no article is asked for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.text.letters import fold_yo
from indexer.text.stem import russian_stems

Key: TypeAlias = tuple[str, ...]
_WORDS = re.compile(r"[^\W\d_]+")


class LongForm(NamedTuple):
    """The words of an abbreviation: in the nominative for people, and as an article has them, for the index."""

    shown: str
    written: str


class LongForms:
    """The long forms of abbreviations, the most frequent first; one that has several stands for none of them.

    `keys` is what `sole_keys` says of them, where that is known already.
    """

    def __init__(
        self, forms: Mapping[str, Sequence[LongForm]] | None = None, keys: Mapping[str, Key] | None = None
    ) -> None:
        self._forms = {abbreviation.lower(): tuple(forms) for abbreviation, forms in (forms or {}).items()}
        self._short = {key: one for one, key in (sole_keys(forms or {}) if keys is None else keys).items()}
        self._lengths: dict[str, list[int]] = {}  # first stem -> lengths of the long forms that begin so, longest first
        for key in sorted(self._short, key=len, reverse=True):
            self._lengths.setdefault(key[0], []).append(len(key))
        self.runs = lru_cache(maxsize=64)(self._runs)  # the plan and the notes of a query ask for the same

    def __len__(self) -> int:
        return len(self._forms)

    def of(self, abbreviation: str) -> tuple[LongForm, ...]:
        """The long forms of an abbreviation, letter case aside."""
        return self._forms.get(abbreviation.lower(), ())

    def abbreviation(self, words: Sequence[str]) -> str | None:
        """The abbreviation of exactly these words, in any grammatical form."""
        return self._short.get(key_of(" ".join(words)))

    def _runs(self, words: tuple[str, ...]) -> tuple[tuple[range, str], ...]:
        """Which neighbouring words are a long form, and of what; the longest run from every place."""
        stems = [key_of(word) for word in words] if self._short else []
        runs = []
        start = 0
        while start < len(stems):
            found = next(self._beginning_at(stems, start), None)
            if found is not None:
                runs.append(found)
            start = found[0].stop if found else start + 1
        return tuple(runs)

    def _beginning_at(self, stems: Sequence[tuple[str, ...]], start: int) -> Iterator[tuple[range, str]]:
        for length in self._lengths.get(next(iter(stems[start]), ""), ()):
            for stop in range(min(len(stems), start + length), start, -1):
                key = tuple(stem for word in stems[start:stop] for stem in word)
                if len(key) == length and key in self._short:
                    yield range(start, stop), self._short[key]


def well_known() -> dict[str, LongForm]:
    """Abbreviations that stand for one thing in all news of regions, whatever one article calls so."""
    rows = Path(__file__).with_name("well_known.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {short: LongForm(long, long) for short, long, _ in (row.split("\t") for row in rows)}


def sole_keys(forms: Mapping[str, Sequence[LongForm]]) -> dict[str, Key]:
    """By what the long form of an abbreviation is known, of those that have only one."""
    return {one: key_of(several[0].written) for one, several in forms.items() if len(several) == 1}


def key_of(text: str) -> Key:
    """The stems of the words of a text, hyphenated ones taken apart."""
    return tuple(_stem(word) for word in _WORDS.findall(fold_yo(text.lower())))


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    return (russian_stems(word) or (word,))[0]
