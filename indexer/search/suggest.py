"""Which part of an unfinished query is to be completed: its last word, after the words that stand before it.

>>> unfinished('год:2016 Промышленный кла')
Unfinished(head='год:2016 Промышленный ', context=('промышленный',), prefix='кла')
>>> unfinished("rfpf").in_other_layout(lambda word: False)
Unfinished(head='', context=(), prefix='каза')
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from indexer.search.layout import other_layout
from indexer.text.letters import fold_yo

MOST_CONTEXT = 3  # words before the last one


class Agreement(NamedTuple):
    """What goes with an adjective: adjectives, and nouns that end so, all in the nominative singular or none."""

    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    is_own: bool

    def holds(self, text: str, is_own: bool) -> bool:
        """Whether a form goes with it; `is_own` says whether that is the form that dictionaries have."""
        if text.endswith(self.adjectives):
            return True
        return is_own == self.is_own and text.endswith(self.nouns) and not text.endswith(_NO_NOUNS)


# Verbs and numbers («пять», «шесть») end so, of nouns few.
_NO_NOUNS = ("ать", "ять", "ить", "уть", "ала", "ила", "али", "или", "шесть", "семь")
_CONSONANTS = tuple("бвгджзклмнпрстфхцчшщ")
# By how an adjective ends; «-ой» goes with too many to tell.
_AGREEMENTS = {
    "ые": Agreement(("ые", "ие"), ("ы", "и"), False),  # особые экономические, особые эксперты
    "ая": Agreement(("ая", "яя"), ("а", "я", "ь"), True),  # новая экономика
    "ое": Agreement(("ое", "ее"), ("о", "е"), True),  # новое здание
    "ый": Agreement(("ый", "ий"), ("й", "ь", *_CONSONANTS), True),  # новый экспорт
    "ого": Agreement(("ого", "его"), ("а", "я"), False),  # нового завода
    "ому": Agreement(("ому", "ему"), ("у", "ю"), False),  # новому заводу
    "ую": Agreement(("ую", "юю"), ("у", "ю"), False),  # новую школу
    "ых": Agreement(("ых", "их"), ("ов", "ев", "ей", "ах", "ях"), False),  # новых заводов
    "ым": Agreement(("ым", "им"), ("ом", "ем", "ам", "ям"), False),  # новым заводом
    "ыми": Agreement(("ыми", "ими"), ("ами", "ями"), False),  # новыми заводами
}
_SOFT = {"ие": "ые", "яя": "ая", "ее": "ое", "ий": "ый", "его": "ого", "ему": "ому", "юю": "ую"}
_SOFT |= {"их": "ых", "им": "ым", "ими": "ыми"}

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


def agreement(adjective: str) -> Agreement | None:
    """What may follow an adjective; None where its ending does not tell.

    >>> agreement("промышленные").nouns, agreement("большой")
    (('ы', 'и'), None)
    """
    endings = (adjective[-length:] for length in (3, 2))
    return next((_AGREEMENTS[hard] for one in endings if (hard := _SOFT.get(one, one)) in _AGREEMENTS), None)


def _folded(text: str) -> str:
    return fold_yo(text.lower())
