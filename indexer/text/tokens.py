"""Where the words of a text stand: text in, tokens with true character offsets out.

>>> [(token.text, token.position) for token in tokens("АУ «Технопарк-Мордовия»")]
[('АУ', 0), ('Технопарк-Мордовия', 1), ('Технопарк', 1), ('Мордовия', 2)]

The work is done in two steps, so that a million repetitions of a word cost a million look-ups and no more. A chunk
is a run of letters, digits and single joiners, found by one regular expression; a distinct chunk is taken apart
once, by the first rule of `RULES` that knows it. A compound is given whole and in parts; it takes as many positions
as it has parts, and the whole stands at the first.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.text.letters import SILENT

# Possessive (*+): nothing after a word can make it shorter, so nothing needs to be remembered for going back.
_WORD = rf"\w[\w{SILENT}]*+"
_HYPHENS = "-‐‑–−"
BLANKS = '<>«»"'  # with white space: what stands in no chunk
MARKS = ".,:;!?…()[]—–-"  # what neither begins nor ends one
_LINK = rf"https?://[^\s{BLANKS}]*[^\s{BLANKS}{re.escape(MARKS)}]"
CHUNK = re.compile(rf"{_LINK}|{_WORD}(?:[{_HYPHENS}.,:/@&'’]{_WORD})*+(?:\+\+|#)?")

_PART = re.compile(rf"[^\W_][^\W_{SILENT}]*(?:[{SILENT}]+[^\W_]*)*(?:\+\+|#)?")
_INITIALS = re.compile(rf"[^\W\d_](?:\.[^\W\d_])+(?![{SILENT}\w])")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_ADDRESS = re.compile(
    r"https?://\S+|[a-z0-9._-]+@[a-z0-9.-]+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w./-]*)?", re.ASCII | re.IGNORECASE
)
_NUMBERS = re.compile(rf"\d+(?:[.:/{_HYPHENS}]\d+)+")
_COMPOUND = re.compile(rf"{_WORD}(?:[{_HYPHENS}&'’]{_WORD})+")
_HARD_JOINER = re.compile(r"[.,:/@_]+")


class Token(NamedTuple):
    """One occurrence: the text as written, its characters [start, stop), and its position among the words."""

    text: str
    start: int
    stop: int
    position: int


Pieces = tuple[Token, ...]


@lru_cache(maxsize=1 << 16)
def take_apart(chunk: str) -> Pieces:
    """`pieces_of` a chunk of running text, which is likely to come again."""
    return pieces_of(chunk)


def tokens(text: str, apart: Callable[[str], Pieces] = take_apart) -> list[Token]:
    """Every token of the text in order; a compound before its parts.

    `apart` is `pieces_of` where no chunk comes again, so that none need be remembered.
    """
    found: list[Token] = []
    position = 0
    for match in CHUNK.finditer(text):
        start, pieces = match.start(), apart(match.group())
        if start or position:
            found.extend(
                Token(piece.text, start + piece.start, start + piece.stop, position + piece.position)
                for piece in pieces
            )
        else:
            found.extend(pieces)
        position += width(pieces)
    return found


def spelled(chunk: str) -> tuple[Sequence[str], Sequence[int]]:
    """What the tokens of a chunk say, and their positions: a build asks it of every distinct chunk, offsets of none."""
    parts = chunk.split("-")
    if len(parts) > 1 and all(map(str.isalnum, parts)):  # «из-за»: two of five that are not one word
        return (chunk, *parts), (0, *range(len(parts)))
    found = tokens(chunk, pieces_of)
    return [token.text for token in found], [token.position for token in found]


def pieces_of(chunk: str) -> Pieces:
    """The tokens of one chunk, offsets and positions counted from its beginning; none for a chunk of marks alone."""
    if chunk.isalnum():
        return (Token(chunk, 0, len(chunk), 0),)
    for rule in RULES:
        pieces = rule(chunk)
        if pieces is not None:
            return pieces
    return _each_alone(chunk)


def width(pieces: Sequence[Token]) -> int:
    """How many positions the tokens of a chunk take."""
    return pieces[-1].position + 1 if pieces else 0


def initials(chunk: str) -> Pieces | None:
    """«И.о» is one word «Ио», «E.S.T.E.R» one word «ESTER»."""
    if not _INITIALS.fullmatch(chunk):
        return None
    return (Token(chunk.replace(".", ""), 0, len(chunk), 0),)


def decimal(chunk: str) -> Pieces | None:
    """«10,5» and «10.5» are one number."""
    return (Token(chunk.replace(",", "."), 0, len(chunk), 0),) if _DECIMAL.fullmatch(chunk) else None


def address(chunk: str) -> Pieces | None:
    """«serenko.o@innokam.pro» whole, and its words."""
    return _whole_and_parts(chunk) if _ADDRESS.fullmatch(chunk) else None


def numbers(chunk: str) -> Pieces | None:
    """«22.06.2010» and «2012-2014» whole, and each number."""
    return _whole_and_parts(chunk) if _NUMBERS.fullmatch(chunk) else None


def compound(chunk: str) -> Pieces | None:
    """«технопарк-мордовия» whole, and its parts."""
    return _whole_and_parts(chunk) if _COMPOUND.fullmatch(chunk) else None


def sentence_end(chunk: str) -> Pieces | None:
    """«области.Она» is two words that lost a blank; each side is taken apart for itself."""
    if not _HARD_JOINER.search(chunk):
        return None
    return tuple(_side_by_side(chunk))


# The commonest first; what two rules know, «2012-2014», both take apart alike.
RULES: tuple[Callable[[str], Pieces | None], ...] = (compound, initials, decimal, address, numbers, sentence_end)


def _side_by_side(chunk: str) -> Iterator[Token]:
    position = start = 0
    for joiner in _HARD_JOINER.finditer(f"{chunk}."):
        pieces = pieces_of(chunk[start : joiner.start()])
        for piece in pieces:
            yield Token(piece.text, start + piece.start, start + piece.stop, position + piece.position)
        position += width(pieces)
        start = joiner.end()


def _whole_and_parts(chunk: str) -> Pieces:
    parts = _each_alone(chunk)
    if len(parts) < 2:
        return parts
    return (Token(chunk, 0, len(chunk), 0), *parts)


def _each_alone(chunk: str) -> Pieces:
    return tuple([Token(match[0], *match.span(), position) for position, match in enumerate(_PART.finditer(chunk))])
