"""What does one word of a query mean, with all the signs that people put to it? A tree, and notes for what is dropped.

>>> read_word("кластер,технопарк", print)
And(parts=(Word(text='кластер', exact=False), Word(text='технопарк', exact=False)))
>>> read_word("кластер~2", print)
знак «~» понятен только после кавычек: пропущен
Word(text='кластер', exact=False)
"""

import re
from collections.abc import Callable, Iterable

from indexer.fields import PREFIXES
from indexer.search.lexer import OPERATORS, QUOTES, UNSEEN, YEAR_PREFIXES
from indexer.search.syntax import And, Prefix, Tree, Word, joined
from indexer.search.typos import most_edits, near

SHORTEST_PREFIX = 3  # letters before the star
AROUND = ".,;:?!…'‘’`" + UNSEEN  # stands around a word and is no part of it
SIGNS = "-−–+!&"  # before a word they would be operators

Note = Callable[[str], None]

_IN_QUOTES = re.compile(rf"[^\s{QUOTES}]+")
_HAS_LETTER = re.compile(r"\w")
_LIST = re.compile(r"(?<=[^\W\d_])[,;/\\…—+=]+(?=[^\W\d_])")
_ADDRESS = re.compile(r"://|@|\w\.\w+/")
_LETTERS = re.compile(r"[^\W\d_]/[^\W\d_]")  # «ж/д», «б/у»: no two initials
_FIELD = re.compile(r"([^\W\d_]{2,}):(?=[^\s/\d]|$)")
_NAMES = frozenset((*PREFIXES, *YEAR_PREFIXES))
# «В.В.Путин», initials and a name; «г.Казань».
_GLUED = re.compile(r"((?:[А-ЯЁ]\.){1,2}(?=[А-ЯЁ][а-яё])|г\.(?=[А-Яа-яёЁ]{2}))")
_SMALL_INITIALS = re.compile(r"((?:[а-яё]\.){1,2})([а-яё]{3,})")  # «в.в.путин»
_FUZZY = re.compile(r"(?:~\d*)+$")


def read_word(typed: str, note: Note) -> Tree | None:
    """A word, or several that a sign holds together; None where there is no letter and no figure."""
    if typed.isalpha() and typed not in OPERATORS:
        return Word(typed)  # nine of ten
    if _HAS_LETTER.search(typed) is None:
        return None
    text = _FUZZY.sub("", typed)
    if text != typed:
        note("знак «~» понятен только после кавычек: пропущен")
    if "*" in text:
        return _starred(text, note)
    if field := _FIELD.match(text):
        _note_field(field[1], is_followed=field.end() < len(text), note=note)
    return _words([text])


def read_prefix(typed: str, note: Note) -> Tree | None:
    """The words that begin so; `typed` is without its star."""
    if "*" in typed:
        return _starred(typed, note)
    if not typed.replace("-", "").isalnum():
        note("«*» понятна только сразу после букв: пропущена")
        return read_word(typed, note)
    if len(typed) < SHORTEST_PREFIX:
        note(f"перед «*» нужно не меньше {SHORTEST_PREFIX} букв: звёздочка пропущена")
        return _words([typed])
    return Prefix(typed)


def words_in_quotes(typed: str, note: Note) -> tuple[Word, ...]:
    """The words of a phrase."""
    if "*" in typed:
        note("в кавычках «*» не действует: пропущена")
    stripped = (text.strip(AROUND + "*") for text in _IN_QUOTES.findall(typed))
    return tuple(Word(text) for text in stripped if _HAS_LETTER.search(text))


def _starred(text: str, note: Note) -> Tree | None:
    """«*кластер» is the word, «кла*стер» all that begins with the letters before the star."""
    before, *others = [part for part in text.split("*") if part] or [""]
    if not text.startswith("*") and len(before) >= SHORTEST_PREFIX and before.replace("-", "").isalnum():
        note(f"«*» понятна только в конце слова: искалось «{before}*»")
        return Prefix(before)
    note("«*» понятна только в конце слова: пропущена")
    return _words([before, *others])


def _words(parts: Iterable[str]) -> Tree | None:
    """The parts as words; none of them may be read as an operator or a field when it is printed back."""
    return joined(And, [Word(word) for part in parts for word in _plain(part)])


def _plain(text: str) -> list[str]:
    bare = _FUZZY.sub("", text).rstrip(AROUND).lstrip(AROUND + SIGNS)
    if bare != text:
        return _plain(bare)
    if not _HAS_LETTER.search(text):
        return []
    if small := _SMALL_INITIALS.fullmatch(text):
        return [*_plain(small[1]), small[2].capitalize()]  # the capital says that it is a name
    if glued := _GLUED.match(text):
        return [word for part in (glued[1], text[glued.end() :]) for word in _plain(part)]
    several = [text] if _ADDRESS.search(text) or _LETTERS.fullmatch(text) else _LIST.split(text)
    if len(several) > 1:
        return [word for part in several for word in _plain(part)]
    name, colon, rest = text.partition(":")
    if colon and (name.lower() in _NAMES or _meant_field(name)):
        return [name, *_plain(rest)]
    return [text.lower() if text in OPERATORS else text]


def _note_field(name: str, is_followed: bool, note: Note) -> None:
    if name.lower() in _NAMES:
        note(f"после «{name}:» не должно быть пробела: искалось как слово")
    elif is_followed:
        meant = _meant_field(name)
        note(f"поля «{name}:» нет{f', есть «{meant}:»' if meant else ''}: искалось как слова")


def _meant_field(name: str) -> str | None:
    """The field whose name is mistyped: «заголовк»."""
    if not name.isalpha() or not most_edits(name):
        return None
    names = sorted(_NAMES)
    found = near(name.lower(), names, 1)
    return names[found[0][0]] if found else None
