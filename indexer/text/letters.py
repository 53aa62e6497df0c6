"""Which letters count as the same: one written word in, the form the index knows it by out.

>>> form("«Кластep"[1:]), form("за\\u0301мок"), form("АИРР"), fold_yo("ёлка")
('кластер', 'замок', 'АИРР', 'елка')

A form is lower case, composed (NFC), without soft hyphens and stress marks. Short words in capitals that may be
abbreviations keep them («ОЭЗ», «РТ»): «СТО» is not the number сто. ё stays, because «мёд» and «мед» are different
words to the dictionary; terms lose it afterwards (`fold_yo`).
"""

import re
import unicodedata

# What may stand inside a written word without being part of its spelling: combining marks (stress, decomposed й),
# soft hyphen, zero-width spaces and joiners.
SILENT = "\u0300-\u036f\u0483-\u0487\u00ad\u200b-\u200d\u2060\ufeff"
RUSSIAN_CAPITALS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
ABBREVIATION_LETTERS = 6  # «АИРР», «НИЯУ», «РОСНАНО» is a name to be declined

_SMALL = re.compile("[а-яё]+")  # most words, which are their own forms
_PLAIN = re.compile("[0-9А-Яа-яЁё-]+|[0-9A-Za-z-]+")  # nearly all words, for which nothing but capitals matters
_SILENT = re.compile(f"[{SILENT}]")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’ʼ`´", "'"))

# Latin letters that look like Cyrillic ones, lower case after lower case and capital after capital.
_CYRILLIC_OF_LATIN = dict(zip("aceopxykmthbACEHKMOPTXBY", "асеорхукмтнвАСЕНКМОРТХВУ", strict=True))
_LATIN_OF_CYRILLIC = {cyrillic: latin for latin, cyrillic in _CYRILLIC_OF_LATIN.items() if latin not in "mthbk"}
_RUSSIAN = frozenset(RUSSIAN_CAPITALS + RUSSIAN_CAPITALS.lower())
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_LATIN = re.compile("[A-Za-z]")


def form(word: str) -> str:
    """The form of one written word; capitals stay only in a short word that has no other letters."""
    if _SMALL.fullmatch(word):
        return word
    if _PLAIN.fullmatch(word):
        return word if is_capitals(word) else word.lower()
    word = _spelled(word)
    return word if is_capitals(word) else unicodedata.normalize("NFC", word.lower())


def fold_yo(text: str) -> str:
    """ё as е, the way most newspapers print it."""
    return text.replace("ё", "е").replace("Ё", "Е")


def is_capitals(word: str) -> bool:
    """True for a word that may be an abbreviation: two letters or more, all capitals, and short."""
    return 2 <= len(word) <= ABBREVIATION_LETTERS and word.isupper() and word.isalpha()


def is_cyrillic(word: str) -> bool:
    """True when any letter is Russian."""
    return not _RUSSIAN.isdisjoint(word)


def _spelled(word: str) -> str:
    composed = _SILENT.sub("", unicodedata.normalize("NFC", word).translate(_HYPHENS))
    return _one_script(composed)


def _one_script(word: str) -> str:
    """«кластep» with Latin e and p -> «кластер»; a word that is truly mixed stays: «COVID-центр».

    The script is that of the letters that have no look-alike; where all have one, that of the most letters.
    """
    latin = _LATIN.findall(word)
    if not latin:
        return word
    cyrillic = _CYRILLIC.findall(word)
    if not cyrillic:
        return word
    is_foldable_latin = all(letter in _CYRILLIC_OF_LATIN for letter in latin)
    is_foldable_cyrillic = all(letter in _LATIN_OF_CYRILLIC for letter in cyrillic)
    if is_foldable_latin and (not is_foldable_cyrillic or len(latin) <= len(cyrillic)):
        table = _CYRILLIC_OF_LATIN
    elif is_foldable_cyrillic:
        table = _LATIN_OF_CYRILLIC
    else:
        return word
    return "".join(table.get(letter, letter) for letter in word)
