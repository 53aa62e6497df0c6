"""Which words of a query are a name that articles write with a hyphen? «санкт петербург» is «санкт-петербург».

>>> with_hyphens((Word("отели"), Word("Йошкар"), Word("Олы")))
(Word(text='отели', exact=False), Word(text='Йошкар-Олы', exact=False))

Of most such names the parts find as much side by side. These have another name besides, or a part that is read
otherwise alone: «Оле» is Оля.
"""

from collections.abc import Sequence

from indexer.search.syntax import Tree, Word

# The first part, and how the second begins, whatever its case.
NAMES = {
    "йошкар": "ол",  # «из Йошкар-Олы»
    "наро": "фоминск",  # «в Наро-Фоминске»
    "нарьян": "мар",  # «рейс из Нарьян-Мара»
    "санкт": "петербург",  # «метро Санкт-Петербурга», СПб
    "ханты": "мансийск",  # «форум в Ханты-Мансийске»
}


def with_hyphens(parts: Sequence[Tree]) -> tuple[Tree, ...]:
    """The parts of a query, those names as one word."""
    found: list[Tree] = []
    for part in parts:
        before = found[-1] if found else None
        if isinstance(before, Word) and isinstance(part, Word) and _is_name(before, part):
            found[-1] = Word(f"{before.text}-{part.text}")
        else:
            found.append(part)
    return tuple(found)


def _is_name(first: Word, second: Word) -> bool:
    beginning = NAMES.get(first.text.lower())
    is_exact = first.exact or second.exact
    return beginning is not None and not is_exact and second.text.lower().startswith(beginning)
