"""What the person asked for: a line of text in, a tree and notes out.

>>> parse("кластер -туристический").tree
And(parts=(Word(text='кластер', exact=False), Not(part=Word(text='туристический', exact=False))))

Operators bind НЕ, И, ИЛИ; words side by side are joined by И. What cannot be read is left out and a note says so;
QueryError only where nothing is left.
"""

import re
from dataclasses import dataclass, field

from indexer.errors import QueryError
from indexer.fields import PREFIXES, Field
from indexer.fields import Kind as FieldKind
from indexer.search.lexer import YEAR_PREFIXES, Kind, Lexeme, lexemes
from indexer.search.syntax import And, InField, Not, Or, Phrase, Prefix, Tree, Word, Words
from indexer.search.when import published_in

LONGEST_QUERY = 400  # characters
MOST_WORDS = 40
DEEPEST = 8  # brackets within brackets
SHORTEST_PREFIX = 3  # letters before the star
WIDEST_SLOP = 50  # words

_WORDS = re.compile(r"[^\s]+")
_HAS_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was read; the notes are Russian sentences for the person who asked."""

    tree: Tree
    notes: tuple[str, ...]


def parse(query: str) -> Parsed:
    """Read a query; QueryError with the place when nothing of it can be read."""
    if not query.strip():
        raise QueryError("пустой запрос: напишите хотя бы одно слово")
    reader = _Reader(query)
    tree = reader.read_all()
    if tree is None:
        raise QueryError(reader.notes[0] if reader.notes else "в запросе нет ни одного слова", reader.first_fault)
    if _only_not(tree):
        raise QueryError("в запросе только исключения: добавьте слово, которое искать")
    return Parsed(tree, tuple(dict.fromkeys(reader.notes)))


def _only_not(tree: Tree) -> bool:
    if isinstance(tree, And | Or):
        return all(_only_not(part) for part in tree.parts)
    return isinstance(tree, Not)


@dataclass(slots=True)
class _Reader:
    """Walks the lexemes once; every `_read_*` takes what it understands and leaves the rest."""

    query: str
    notes: list[str] = field(default_factory=list)
    first_fault: int = 0
    _lexemes: list[Lexeme] = field(default_factory=list)
    _next: int = 0
    _depth: int = 0

    def read_all(self) -> Tree | None:
        self._lexemes = self._within_limits(lexemes(self._cut(self.query)))
        alternatives = []
        while self._peek() is not None:
            if (tree := self._read_or()) is not None:
                alternatives.append(tree)
            if (stray := self._take(Kind.CLOSE)) is not None:
                self._fault("лишняя закрывающая скобка пропущена", stray.start)
        return _joined(And, alternatives)

    def _read_or(self) -> Tree | None:
        parts = [self._read_and()]
        while self._take(Kind.OR):
            parts.append(self._read_and())
        return _joined(Or, [part for part in parts if part is not None])

    def _read_and(self) -> Tree | None:
        parts = []
        while (lexeme := self._peek()) is not None and lexeme.kind not in (Kind.OR, Kind.CLOSE):
            if not self._take(Kind.AND) and (part := self._read_part()) is not None:
                parts.append(part)
        return _joined(And, parts)

    def _read_part(self) -> Tree | None:
        lexeme = self._lexemes[self._next]
        self._next += 1
        match lexeme.kind:
            case Kind.NOT:
                return self._read_not(lexeme)
            case Kind.MUST:
                return self._read_next()
            case Kind.EXACT:
                return self._read_exact()
            case Kind.OPEN:
                return self._read_brackets(lexeme)
            case Kind.FIELD:
                return self._read_field(lexeme)
            case Kind.PHRASE | Kind.OPEN_PHRASE:
                return self._read_phrase(lexeme)
            case Kind.PREFIX:
                return self._read_prefix(lexeme)
            case Kind.WORD:
                return self._read_word(lexeme)
        return None

    def _read_next(self) -> Tree | None:
        following = self._peek()
        if following is None or following.kind in (Kind.CLOSE, Kind.OR, Kind.AND):
            return None
        return self._read_part()

    def _read_not(self, lexeme: Lexeme) -> Tree | None:
        part = self._read_next()
        if part is None:
            self._fault(f"после «{lexeme.text}» ничего нет: знак пропущен", lexeme.start)
            return None
        return part.part if isinstance(part, Not) else Not(part)

    def _read_exact(self) -> Tree | None:
        part = self._read_next()
        match part:
            case Word(text):
                return Word(text, exact=True)
            case Phrase(words, slop):
                return Phrase(tuple(Word(word.text, exact=True) for word in words), slop)
        return part

    def _read_brackets(self, lexeme: Lexeme) -> Tree | None:
        if self._depth == DEEPEST:
            self._fault(f"скобки глубже {DEEPEST} уровней не учитываются", lexeme.start)
            return None
        self._depth += 1
        tree = self._read_or()
        self._depth -= 1
        if not self._take(Kind.CLOSE):
            self._fault("не закрыта скобка: считаем, что она закрыта в конце", lexeme.start)
        return tree

    def _read_field(self, lexeme: Lexeme) -> Tree | None:
        following = self._peek()
        if lexeme.text in YEAR_PREFIXES or PREFIXES[lexeme.text].kind is FieldKind.DAY:
            return self._read_published(lexeme)
        part = self._read_next()
        if part is None or following is None:
            self._fault(f"после «{lexeme.text}:» ничего нет: поле пропущено", lexeme.start)
            return None
        return self._in_field(PREFIXES[lexeme.text], part)

    def _in_field(self, where: Field, part: Tree) -> Tree:
        return Not(InField(where.name, part.part)) if isinstance(part, Not) else InField(where.name, part)

    def _read_published(self, lexeme: Lexeme) -> Tree | None:
        following = self._peek()
        if following is not None and following.kind in (Kind.WORD, Kind.PHRASE):
            self._next += 1
            if (period := published_in(following.text)) is not None:
                return period
        said = following.text if following is not None else ""
        self._fault(f"дата «{said}» не понята и пропущена: пишите 2016, 2016-05 или 2012..2016", lexeme.start)
        return None

    def _read_phrase(self, lexeme: Lexeme) -> Tree | None:
        if lexeme.kind is Kind.OPEN_PHRASE:
            self._fault("не закрыта кавычка: считаем, что она закрыта в конце", lexeme.start)
        slop = self._take(Kind.SLOP)
        words = tuple(Word(text) for text in _WORDS.findall(lexeme.text) if _HAS_LETTER.search(text))
        if not words:
            return None
        if slop is not None and len(words) > 1:
            return Phrase(words, max(1, min(int(slop.text), WIDEST_SLOP)))
        return Phrase(words)

    def _read_prefix(self, lexeme: Lexeme) -> Tree | None:
        if len(lexeme.text) < SHORTEST_PREFIX or not lexeme.text.replace("-", "").isalnum():
            self._fault(f"перед «*» нужно не меньше {SHORTEST_PREFIX} букв: звёздочка пропущена", lexeme.start)
            return self._read_word(lexeme)
        return Prefix(lexeme.text)

    def _read_word(self, lexeme: Lexeme) -> Tree | None:
        return Word(lexeme.text) if _HAS_LETTER.search(lexeme.text) else None

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _take(self, kind: Kind) -> Lexeme | None:
        lexeme = self._peek()
        if lexeme is None or lexeme.kind is not kind:
            return None
        self._next += 1
        return lexeme

    def _fault(self, note: str, place: int) -> None:
        if not self.notes:
            self.first_fault = place
        self.notes.append(note)

    def _cut(self, query: str) -> str:
        if len(query) <= LONGEST_QUERY:
            return query
        self._fault(f"запрос длиннее {LONGEST_QUERY} знаков: учтено только начало", LONGEST_QUERY)
        return query[: LONGEST_QUERY + 1].rsplit(maxsplit=1)[0][:LONGEST_QUERY]

    def _within_limits(self, found: list[Lexeme]) -> list[Lexeme]:
        words = 0
        for number, lexeme in enumerate(found):
            words += len(_WORDS.findall(lexeme.text)) if lexeme.kind in _WORDY else 0
            if words > MOST_WORDS:
                self._fault(f"в запросе больше {MOST_WORDS} слов: учтены только первые", lexeme.start)
                return found[:number]
        return found


_WORDY = (Kind.WORD, Kind.PREFIX, Kind.PHRASE, Kind.OPEN_PHRASE)


def _joined(kind: type[And[Words]] | type[Or[Words]], parts: list[Tree]) -> Tree | None:
    """One node for many parts; a part of the same kind gives its parts (И is associative, and so is ИЛИ)."""
    if not parts:
        return None
    flat: list[Tree] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
