"""How else is a number written that has a case ending? «90-х» is «90-е», «1-го» is «1-й» and «первый».

>>> other_cases("90-х")[:3], in_letters("90-х")
(('90-й', '90-го', '90-м'), ('девяностый',))
>>> other_cases("5м"), in_letters("C-400")
((), ())
"""

import re

# As in articles, also those that grammars forbid («1-ый», «90-ые»).
ENDINGS = tuple("й го м х е я ю му ми ой ом ого ый ых ое ая ую ые".split())
OF_SEVERAL = ("х", "ми")  # the ordinals of years; of smaller numbers than FEW they are cardinals
FEW = 20
IN_LETTERS = {
    "1": "первый",  # «1-й канал», «Первый канал»
    "2": "второй",  # «2-я очередь»
    "3": "третий",  # «в 3-м квартале»
    "4": "четвертый",  # «4-я промышленная революция»
    "5": "пятый",  # «5-й форум»
    "6": "шестой",  # «6-й технологический уклад»
    "7": "седьмой",  # «7-я рамочная программа»
    "8": "восьмой",  # «8-е место»
    "9": "девятый",  # «9-й класс»
    "10": "десятый",  # «в 10-й раз»
    "80": "восьмидесятый",  # «80-е годы»
    "90": "девяностый",  # «в 90-х»
}

_NUMBER = re.compile(rf"(\d+)(-?)({'|'.join(sorted(ENDINGS, key=len, reverse=True))})")


def other_cases(term: str) -> tuple[str, ...]:
    """The terms that a number with an ending has in other cases; nothing for most words."""
    found = _read(term)
    if found is None:
        return ()
    is_one = int(found[1]) < FEW
    endings = (ending for ending in ENDINGS if not (is_one and ending in OF_SEVERAL))
    return tuple(one for ending in endings if (one := f"{found[1]}-{ending}") != term)


def in_letters(term: str) -> tuple[str, ...]:
    """The lemma of a number with an ending, if it is one of the table."""
    found = _read(term)
    return (IN_LETTERS[found[1]],) if found and found[1] in IN_LETTERS else ()


def _read(term: str) -> re.Match[str] | None:
    """«5м» are metres, and «5-м» is a number; «4-х» is четырёх, no case of четвёртый."""
    found = _NUMBER.fullmatch(term) if term[:1].isdigit() else None
    if found is None or (not found[2] and found[3] == "м"):
        return None
    return None if found[3] in OF_SEVERAL and int(found[1]) < FEW else found
