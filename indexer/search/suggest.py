"""Which part of an unfinished query is to be completed: its last word, after the words that stand before it.

>>> unfinished('год:2016 Промышленный кла')
Unfinished(head='год:2016 Промышленный ', context=('промышленный',), prefix='кла')
>>> unfinished("rfpf").in_other_layout(lambda word: False)
Unfinished(head='', context=(), prefix='каза')
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from indexer.search.layout import other_layout
from indexer.text.letters import fold_yo

MOST_CONTEXT = 3  # words before the last one

_LAST = re.compile(r"(?:\w[\w-]*)?$")
_BEFORE = re.compile(r"(?<![^\s(\"«])(?:\w[\w-]* )+$")
_TYPED = re.compile(r"\S*$")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A query: `head` stays as typed, `context` are the last words of it, `prefix` begins the word that is typed now.

    Context and prefix are in small letters, ё as е; a query that ends in a blank has an empty prefix.
    """

    head: str
    context: tuple[str, ...]
    prefix: str

    def in_other_layout(self, is_word: Callable[[str], bool]) -> "Unfinished | None":
        """The same keys on the other layout, but for words of the head that are words; None where that is none."""
        typed = _TYPED.search(self.head + self.prefix)
        last = typed[0] if typed else ""
        meant = other_layout(last)
        if meant is None:
            return None
        head = (self.head + self.prefix)[: -len(last)].split(" ")
        words = [word if is_word(word) else other_layout(word) or word for word in head]
        return unfinished(" ".join([*words[:-1], words[-1] + meant]))


def unfinished(query: str) -> Unfinished:
    """Take a query apart where its last word begins."""
    last = _LAST.search(query)
    start = last.start() if last else len(query)
    head = query[:start]
    before = _BEFORE.search(head)
    context = _folded(before[0]).split() if before else []
    return Unfinished(head, tuple(context[-MOST_CONTEXT:]), _folded(query[start:]))


def _folded(text: str) -> str:
    return fold_yo(text.lower())
