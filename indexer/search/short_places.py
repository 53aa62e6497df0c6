"""Which places does a query name short? «н.новгород», «Сев. Осетия», «С.-Петербург»: articles have them in full.

>>> from indexer.search.syntax import show
>>> show(place("Наб.", "Челнах"))
'"Набережные Челнах" ИЛИ "Наб Челнах"'
"""

import re

from indexer.search.syntax import Or, Phrase, Tree, Word

# The first word as it is written short, with a dot where it is another word without; how the second begins; the first
# in full, with a hyphen where it makes one word with the second.
SHORT = {
    "в.": {"новгород": "Великий"},  # «В. Новгород», but «поезд в Новгород»
    "вел": {"новгород": "Великий"},  # «кремль Вел. Новгорода»
    "н": {"новгород": "Нижний", "тагил": "Нижний", "уренго": "Новый", "челн": "Набережные"},  # «завод в Н. Челнах»
    "наб": {"челн": "Набережные"},  # «КамАЗ, Наб. Челны»
    "ниж": {"новгород": "Нижний", "тагил": "Нижний"},  # «Ниж. Тагил»
    "вост": {"сибир": "Восточная"},  # «нефть Вост. Сибири»
    "зап": {"сибир": "Западная"},  # «Зап. Сибирь»
    "нижн": {"новгород": "Нижний", "тагил": "Нижний"},  # «Нижн. Новгород»
    "с.": {"петербург": "Санкт-"},  # «вузы С.-Петербурга»
    "сев": {"кавказ": "Северный", "осети": "Северная"},  # «курорты Сев. Кавказа»
    "юж": {"осети": "Южная"},  # «Юж. Осетия»
}
WORDS = ("в", "вел", "сев")  # are sought in full alone: «сёл Осетии» is no «Сев. Осетии»
_SECOND = frozenset(start for names in SHORT.values() for start in names)
_ENDING = 3  # letters: «Челнами», but not «новгородский»
_JOINED = re.compile(r"(\w+)(?:\.-?|-)(\w+)")


def may_name(query: str) -> bool:
    """False for most queries, which need not be looked through."""
    lower = query.lower()
    return any(start in lower for start in _SECOND)


def place(first: str, second: str) -> Tree | None:
    """The place that two words name, the first of them short: in full, or as it is typed if that means nothing else."""
    typed, following = first.lower(), second.lower()
    names = SHORT.get(typed) or SHORT.get(typed.removesuffix("."), {})
    full = next((names[start] for start in names if _is_form(following, start)), None)
    if full is None:
        return None
    if full.endswith("-"):
        return Word(full + second)
    bare = first.removesuffix(".")
    in_full, as_typed = (Phrase((Word(word), Word(second))) for word in (full, bare))
    return in_full if bare.lower() in WORDS else Or((in_full, as_typed), alike=True)


def place_in(text: str) -> Tree | None:
    """The place that is named without a blank: «н.новгород», «С-Петербург»."""
    parts = _JOINED.fullmatch(text)
    return place(f"{parts[1]}.", parts[2]) if parts else None


def _is_form(word: str, start: str) -> bool:
    return word.startswith(start) and len(word) <= len(start) + _ENDING
