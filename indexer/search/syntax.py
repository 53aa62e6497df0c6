"""What a query can say, as a tree, and how it is printed back.

>>> show(And((Word("кластер"), Not(Word("туристический")))))
'кластер НЕ туристический'
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeAlias, TypeVar

L = TypeVar("L")  # the leaves: words as typed, or what the index calls them
OR, AND, NOT = "ИЛИ", "И", "НЕ"


class Word(NamedTuple):
    """One word in any grammatical form; `exact` asks for the form as it is written."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words adjacent and in order; with `slop`, the first and the last at most so many words apart, in any order."""

    words: tuple[Word, ...]
    slop: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """Published on a day from `since` to `until`, both included; None is an open end."""

    since: datetime.date | None
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class InField(Generic[L]):
    """A part that must be found in one field (a name of `fields.FIELDS`)."""

    field: str
    part: "Node[L]"


@dataclass(frozen=True, slots=True)
class And(Generic[L]):
    """All of the parts; `places` tell which word each was as it was typed, () where none between them is left out."""

    parts: "tuple[Node[L], ...]"
    places: tuple[int, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or(Generic[L]):
    """Any of the parts; what is `alike`, one thing written in several ways, counts as the best of them, not as all."""

    parts: "tuple[Node[L], ...]"
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Not(Generic[L]):
    """None of what the part finds."""

    part: "Node[L]"


Node: TypeAlias = L | Published | InField[L] | And[L] | Or[L] | Not[L]
Words: TypeAlias = Word | Prefix | Phrase
Tree: TypeAlias = Node[Words]


def joined(kind: type[And[L]] | type[Or[L]], parts: "Iterable[Node[L]]") -> "Node[L] | None":
    """One node for many parts; a part of the same kind gives its parts (И is associative, and so is ИЛИ).

    None for no part, the part itself for one.
    """
    flat: list[Node[L]] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def in_field(name: str, part: "Node[L]") -> "Node[L]":
    """A part asked for in one field; a field within a field, and a date within any, speak for themselves."""
    match part:
        case InField() | Published():
            return part
        case Not(excluded):
            return Not(in_field(name, excluded))
    return InField(name, part)


def exactly(tree: Tree) -> Tree:
    """The tree with all its words asked for as they are written."""
    match tree:
        case Word(text):
            return Word(text, exact=True)
        case Phrase(words, slop):
            return Phrase(tuple(Word(word.text, exact=True) for word in words), slop)
        case InField(field, part):
            return InField(field, exactly(part))
        case Not(part):
            return Not(exactly(part))
        case And(parts):
            return And(tuple(map(exactly, parts)))
        case Or(parts):
            return Or(tuple(map(exactly, parts)))
    return tree


def show(tree: Tree) -> str:
    """The tree as a query in Russian; `parse(show(tree))` gives the tree again."""
    match tree:
        case Word(text, exact):
            return f"!{text}" if exact else text
        case Prefix(text):
            return f"{text}*"
        case Phrase(words, slop):
            return _show_phrase(words, slop)
        case InField(field, part):
            return f"{_SHOWN_FIELDS.get(field, field)}:{_show_within(part)}"
        case Published(since, until):
            return f"дата:{_show_range(since, until)}"
        case And(parts):
            return _show_and(parts)
        case Or(parts):
            return f" {OR} ".join(_show_within(part) if isinstance(part, Or) else show(part) for part in parts)
        case Not(part):
            return f"{NOT} {_show_within(part)}"


_SHOWN_FIELDS = {"title": "заголовок", "body": "текст", "source": "источник", "region": "регион"}


def _show_within(part: Tree) -> str:
    return f"({show(part)})" if isinstance(part, And | Or | Not) else show(part)


def _show_and(parts: tuple[Tree, ...]) -> str:
    shown = "".join(f" {show(part)}" if isinstance(part, Not) else f" {AND} {_show_within(part)}" for part in parts)
    return shown.removeprefix(f" {AND} ").lstrip()


def _show_phrase(words: tuple[Word, ...], slop: int | None) -> str:
    exact = "!" if words and all(word.exact for word in words) else ""
    tail = "" if slop is None else f"~{slop}"
    return f'{exact}"{" ".join(word.text for word in words)}"{tail}'


def _show_range(since: datetime.date | None, until: datetime.date | None) -> str:
    if since == until and since:
        return since.isoformat()
    return f"{since or ''}..{until or ''}"
