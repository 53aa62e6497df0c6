"""What the person asked for: a line of text in, a tree and notes out.

>>> parse("кластер -туристический").tree
And(parts=(Word(text='кластер', exact=False), Not(part=Word(text='туристический', exact=False))))

Operators bind НЕ, И, ИЛИ; words side by side are joined by И. What cannot be read is left out and a note says so;
QueryError only where nothing is left.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from indexer.errors import QueryError
from indexer.fields import PREFIXES
from indexer.fields import Kind as FieldKind
from indexer.places.region_lookup import begins_name, head_kind, named
from indexer.search.lexer import YEAR_PREFIXES, Kind, Lexeme, lexemes
from indexer.search.limits import cut, within_limits
from indexer.search.short_places import may_name, place, place_in
from indexer.search.syntax import And, Not, Or, Phrase, Tree, Word, exactly, in_field, joined
from indexer.search.when import published_in
from indexer.search.words import AROUND, read_prefix, read_word, words_in_quotes

DEEPEST = 8  # brackets within brackets
WIDEST_SLOP = 50  # words
MOST_IN_REGION = 4  # words of a region's name
THOUSAND = 3  # digits


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
        fault = f"{reader.notes[0]}; больше в запросе ничего нет" if reader.notes else "в запросе нет ни одного слова"
        raise QueryError(fault, reader.first_fault)
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
    _may_name_place: bool = False

    def read_all(self) -> Tree | None:
        self._lexemes = within_limits(lexemes(cut(self.query, self._fault)), self._fault)
        self._may_name_place = may_name(self.query)
        alternatives = []
        while self._peek() is not None:
            if (tree := self._read_or()) is not None:
                alternatives.append(tree)
            if (stray := self._take(Kind.CLOSE)) is not None:
                self._fault("лишняя закрывающая скобка пропущена", stray.start)
        return joined(And, alternatives)

    def _read_or(self) -> Tree | None:
        parts: list[Tree | None] = []
        while True:
            begun = self._next
            parts.append(self._read_and())
            is_bare = self._next == begun
            sign = self._take(Kind.OR)
            if is_bare and (sign or len(parts) > 1):
                self._fault(
                    "у «ИЛИ» с одной стороны ничего нет: знак пропущен", (sign or self._lexemes[begun - 1]).start
                )
            if sign is None:
                return joined(Or, [part for part in parts if part is not None])

    def _read_and(self) -> Tree | None:
        parts = []
        is_first = True
        while not self._is_at(Kind.OR, Kind.CLOSE):
            if sign := self._take(Kind.AND):
                if is_first or self._is_at(Kind.OR, Kind.CLOSE, Kind.AND):
                    self._fault(f"у «{sign.text}» с одной стороны ничего нет: знак пропущен", sign.start)
            elif (part := self._read_short_place() or self._read_part()) is not None:
                parts.append(part)
            is_first = False
        return joined(And, parts)

    def _read_part(self) -> Tree | None:
        lexeme = self._lexemes[self._next]
        self._next += 1
        if lexeme.text.endswith(":") and self._is_field(lexeme):
            return self._read_field(lexeme._replace(text=lexeme.text[:-1].lower()))
        match lexeme.kind:
            case Kind.WORD:
                return read_word(self._read_number(lexeme) or lexeme.text, self._noting(lexeme))
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
                return read_prefix(lexeme.text, self._noting(lexeme))
            case Kind.CLOSING_QUOTE:
                self._fault("лишняя закрывающая кавычка пропущена", lexeme.start)
        return None

    def _read_short_place(self) -> Tree | None:
        """A name in one word, «н.новгород», or in two, «Наб. Челны»."""
        if not self._may_name_place:
            return None
        lexeme, *others = self._lexemes[self._next : self._next + 2]
        if lexeme.kind is not Kind.WORD:
            return None
        if found := place_in(lexeme.text):
            self._next += 1
        elif others and others[0].kind is Kind.WORD and (found := place(lexeme.text, others[0].text.strip(AROUND))):
            self._next += 2
        return found

    def _read_number(self, lexeme: Lexeme) -> str | None:
        """«10000» of «10 000», five digits or more; None where that is no number with its thousands set apart."""
        if len(lexeme.text) > THOUSAND or not lexeme.text.isdecimal() or lexeme.text.startswith("0"):
            return None
        if self._next > 1 and self._lexemes[self._next - 2].kind is Kind.EXACT:
            return None
        digits, start, stop = lexeme.text, self._next, lexeme.start + len(lexeme.text)
        for following in self._lexemes[start:]:
            is_group = len(following.text) == THOUSAND and following.text.isdecimal() and following.start == stop + 1
            if not is_group or following.kind is not Kind.WORD:
                break
            digits, start, stop = digits + following.text, start + 1, following.start + THOUSAND
        if len(digits) <= THOUSAND + 1:
            return None
        self._next = start
        return digits

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
        return part and exactly(part)

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
        name = PREFIXES[lexeme.text].name
        return in_field(name, self._read_region(part) if name == "region" else part)

    def _is_field(self, lexeme: Lexeme) -> bool:
        """Whether «регион: татарстан» is a field in spite of the blank: what follows must be a region, or a date."""
        name, following = lexeme.text[:-1].lower(), self._peek()
        if lexeme.kind is not Kind.WORD or following is None or following.kind not in (Kind.WORD, Kind.PHRASE):
            return False
        if name in YEAR_PREFIXES or (name in PREFIXES and PREFIXES[name].kind is FieldKind.DAY):
            return published_in(following.text) is not None
        is_region = name in PREFIXES and PREFIXES[name].name == "region"
        return is_region and bool(begins_name(following.text) or named(following.text))

    def _read_region(self, part: Tree) -> Tree:
        """The whole name that begins with a word: «нижний новгород» of «регион:нижний новгород завод»."""
        if not isinstance(part, Word) or part.exact:
            return part
        words, start = [part], self._next
        is_begun = begins_name(part.text)
        whole: Tree = part
        for taken, lexeme in enumerate(self._lexemes[start : start + MOST_IN_REGION - 1], 1):
            if lexeme.kind is not Kind.WORD:
                break
            words.append(Word(lexeme.text))
            is_named = is_begun or any(map(head_kind, (part.text, lexeme.text)))
            if is_named and named(" ".join(word.text for word in words)):
                whole, self._next = Phrase(tuple(words)), start + taken
        return whole

    def _read_published(self, lexeme: Lexeme) -> Tree | None:
        following = self._peek()
        if following is not None and following.kind in (Kind.WORD, Kind.PREFIX, Kind.PHRASE):
            self._next += 1
            if (period := published_in(following.text)) is not None:
                return period
        said = following.text if following is not None else ""
        self._fault(f"дата «{said}» не понята и пропущена: пишите 2016, 2016-05 или 2012..2016", lexeme.start)
        return None

    def _read_phrase(self, lexeme: Lexeme) -> Tree | None:
        if lexeme.kind is Kind.OPEN_PHRASE:
            self._fault("не закрыта кавычка: считаем, что она закрыта в конце", lexeme.start)
        words = words_in_quotes(lexeme.text, self._noting(lexeme))
        slop = self._take(Kind.SLOP)
        if not words:
            return None
        return Phrase(words) if slop is None or len(words) == 1 else Phrase(words, self._read_slop(slop))

    def _read_slop(self, lexeme: Lexeme) -> int | None:
        if not lexeme.text:
            self._fault("после «~» нужно число слов: знак пропущен", lexeme.start)
            return None
        if len(lexeme.text) > 2 or int(lexeme.text) > WIDEST_SLOP:
            self._fault(f"расстояние больше {WIDEST_SLOP} слов: учтено {WIDEST_SLOP}", lexeme.start)
            return WIDEST_SLOP
        return max(1, int(lexeme.text))

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _take(self, kind: Kind) -> Lexeme | None:
        lexeme = self._peek()
        if lexeme is None or lexeme.kind is not kind:
            return None
        self._next += 1
        return lexeme

    def _is_at(self, *kinds: Kind) -> bool:
        """Whether one of these signs is next, or the end."""
        lexeme = self._peek()
        return lexeme is None or lexeme.kind in kinds

    def _noting(self, lexeme: Lexeme) -> Callable[[str], None]:
        return partial(self._fault, place=lexeme.start)

    def _fault(self, note: str, place: int) -> None:
        if not self.notes:
            self.first_fault = place
        self.notes.append(note)
