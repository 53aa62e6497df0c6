"""Where does a name stand in a text, and which words stand beside it? Read once for all who look for signs.

place_at("во Владимире", words, (3, 12), (1, 2))    ->    Place(word="Владимире", before="во", after="", …)
"""

from functools import lru_cache
from typing import NamedTuple

CODE = "cp1251"  # has every Russian letter, and one byte for a character


class Place(NamedTuple):
    """A name at text[start:stop], the words `words[number:next]` of the text, which are coded as CODE says.

    `word` is the first of the name, `before` and `after` are the words beside it, as `place_at` tells.
    """

    text: str
    words: list[bytes]
    start: int
    stop: int
    number: int
    next: int
    word: str
    before: str
    after: str

    def at(self, number: int) -> str:
        """That word of the text; nothing behind the last."""
        return _spelled(self.words[number]) if number < len(self.words) else ""


def place_at(text: str, words: list[bytes], span: tuple[int, int], numbers: tuple[int, int]) -> Place:
    """The place at text[slice(*span)], which is words[slice(*numbers)].

    The word before is the one that nothing but blanks, a dot or an opening quote parts from it; the word after, the one
    that only blanks do.
    """
    (start, stop), (number, following) = span, numbers
    between = text[max(0, start - 3) : start].rstrip(' \xa0«"')
    is_near = number and between and (between[-1].isalpha() or between[-1] == ".")
    before = _spelled(words[number - 1]) if is_near else ""
    behind = text[stop : stop + 2].lstrip(" \xa0")
    after = _spelled(words[following]) if behind[:1].isalpha() and following < len(words) else ""
    return Place(text, words, start, stop, number, following, _spelled(words[number]), before, after)


@lru_cache(maxsize=1 << 14)
def _spelled(word: bytes) -> str:
    """A word decoded: the same ones stand beside names again and again."""
    return word.decode(CODE)
