"""What would have been typed with the other keyboard layout: «rfpfym» -> «казань», «ыещкь» -> «storm».

>>> other_layout("rfpfym"), other_layout(",bpytc"), other_layout("пщщпду"), other_layout("2016")
('казань', 'бизнес', 'google', None)
"""

from indexer.text.letters import is_cyrillic
from indexer.text.stopwords import is_stopword

# The keys of a Russian (ЙЦУКЕН) and an American (QWERTY) keyboard, row by row, without and with Shift.
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)

SHORTEST = 3  # letters: «it» is no «ше»
SHORTEST_CAPITALS = 5  # letters: «HSE» and «IT» are meant so


def other_layout(word: str) -> str | None:
    """The word by the same keys of the other layout; None where that makes no word, or the word has letters of both."""
    typed = word.translate(_TO_LATIN if is_cyrillic(word) else _TO_RUSSIAN)
    is_one_script = not _has_latin(word if is_cyrillic(word) else typed)
    return typed if is_one_script and typed != word and typed.replace("-", "").isalpha() else None


def layouts_of(word: str) -> list[str]:
    """The words of the other layout, also without the marks that may end a sentence: «rfpfym.» is «казань»."""
    bare = word.rstrip(".,;:")
    if len(bare) < (SHORTEST_CAPITALS if word.isupper() else SHORTEST):
        return []
    found = (other_layout(one) for one in dict.fromkeys((word, bare)))
    return [one for one in found if one]


def small_word(text: str) -> str | None:
    """The small Russian word that Latin letters are by their keys: «d» is «в» where its neighbours are Russian too."""
    typed = other_layout(text) if text.isascii() else None
    return typed if typed is not None and is_stopword(typed.lower()) else None


def _has_latin(text: str) -> bool:
    return any(letter.isascii() and letter.isalpha() for letter in text)
