"""Mistakes that people make on purpose of ours, from a seed: typos, the wrong keyboard layout, Latin spellings.

    mistyped("кластер", 1, random.Random(1))   ->  "клаастер"

The Latin spellings are written down here a second time, from the standards, so that the engine is not measured by its
own table.
"""

import random

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
KEYS = dict(zip("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", strict=True))
_RUSSIAN = "а б в г д з и к л м н о п р с т у ф е й ж х ц ч ш щ ъ ы ь э ю я".split()
_ALIKE = "a b v g d z i k l m n o p r s t u f e "
SCHEMES = {  # «-» stands for no letter
    "BGN/PCGN": "y zh kh ts ch sh shch - y - e yu ya",
    "passport": "i zh kh ts ch sh shch ie y - e iu ia",
    "GOST 7.79": "j zh x c ch sh shh `` y' ` e` yu ya",
    "plain": "j j h c ch sh sch - y - e ju ja",
}
_TABLES = {scheme: dict(zip(_RUSSIAN, (_ALIKE + letters).split(), strict=True)) for scheme, letters in SCHEMES.items()}


def mistyped(word: str, edits: int, chance: random.Random) -> str:
    """The word with so many random edits: a letter exchanged, put in, left out, or two neighbours swapped."""
    for _ in range(edits):
        place = chance.randrange(len(word))
        match chance.choice(["exchange", "insert", "delete", "swap"]):
            case "exchange":
                word = word[:place] + chance.choice(LETTERS.replace(word[place], "")) + word[place + 1 :]
            case "insert":
                word = word[:place] + chance.choice(LETTERS) + word[place:]
            case "delete":
                word = word[:place] + word[place + 1 :]
            case "swap":
                place = min(place, len(word) - 2)
                word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word


def in_wrong_layout(word: str) -> str:
    """The same keys on an American keyboard; a Latin word on a Russian one."""
    if word.isascii():
        return "".join({key: letter for letter, key in KEYS.items()}[letter] for letter in word)
    return "".join(KEYS[letter] for letter in word)


def in_latin(word: str, scheme: str) -> str:
    """The word by one of SCHEMES."""
    return "".join(_TABLES[scheme][letter] for letter in word).replace("-", "")
