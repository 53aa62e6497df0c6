"""In which forms does a name stand? cases("Казань", "Казани") gives «Казань», «Казани», …, «Казанью», «Казани».

>>> cases("Великие Луки", "Великих Лук")[2]
'Великим Лукам'
>>> adjective("казанский")[:3]
['казанский', 'казанского', 'казанскому']

The nominative and the genitive tell the declension, as in a dictionary; where the genitive goes without saying it may
be left out. Place names need no more than this, and workers need no morphological dictionary to know them by.
"""

_HUSHED = "жшчщц"
_ADJECTIVE = ("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие")

# Endings of adjectives, the longest first, in the order of the cases: the nominative's, then genitive to locative.
_ADJECTIVES = {
    "ской": ("ской", "ского", "скому", "ской", "ским", "ским", "ском"),  # Донской
    "ское": ("ское", "ского", "скому", "ское", "ским", "ским", "ском"),  # Усолье-Сибирское
    "ний": ("ний", "него", "нему", "ний", "ним", "ним", "нем"),  # Нижний
    "чий": ("чий", "чего", "чему", "чий", "чим", "чим", "чем"),  # Горячий
    "гое": ("гое", "гого", "гому", "гое", "гим", "гим", "гом"),  # Бологое
    "ый": ("ый", "ого", "ому", "ый", "ым", "ым", "ом"),  # Грозный
    "ий": ("ий", "ого", "ому", "ий", "им", "им", "ом"),  # Волжский
    "ой": ("ой", "ого", "ому", "ой", "ым", "ым", "ом"),  # Чусовой
    "ая": ("ая", "ой", "ой", "ую", "ой", "ою", "ой"),  # Старая
    "яя": ("яя", "ей", "ей", "юю", "ей", "ею", "ей"),  # Верхняя
    "ое": ("ое", "ого", "ому", "ое", "ым", "ым", "ом"),  # Красное
    "ые": ("ые", "ых", "ым", "ые", "ыми", "ыми", "ых"),  # Минеральные
    "ие": ("ие", "их", "им", "ие", "ими", "ими", "их"),  # Великие
}
# Endings of nouns, the longest first: (of the nominative, of the genitive) -> genitive to locative, instrumental twice.
_NOUNS = {
    ("ия", "ии"): ("ии", "ии", "ию", "ией", "иею", "ии"),  # Карелия
    ("ье", "ья"): ("ья", "ью", "ье", "ьем", "ьем", "ье"),  # Подмосковье
    ("ь", "я"): ("я", "ю", "ь", "ем", "ем", "е"),  # Севастополь
    ("й", "я"): ("я", "ю", "й", "ем", "ем", "е"),  # Алтай
    ("а", "ы"): ("ы", "е", "у", "ой", "ою", "е"),  # Уфа
    ("а", "и"): ("и", "е", "у", "ой", "ою", "е"),  # Вологда has ы, Калуга и
    ("я", "и"): ("и", "е", "ю", "ей", "ею", "е"),  # Шуя
    ("ь", "и"): ("и", "и", "ь", "ью", "ью", "и"),  # Пермь
    ("о", "а"): ("а", "у", "о", "ом", "ом", "е"),  # Иваново
    ("", "а"): ("а", "у", "", "ом", "ем", "е"),  # Омск; the second instrumental is Малоярославцем
}
_ADJECTIVE_FORMS = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
_DEMONYMS = {  # of the plural, then every form that differs
    "цы": ("цы", "цев", "цам", "цами", "цах", "ец", "ца", "цу", "цем", "це"),  # татарстанцы
    "ане": ("ане", "ан", "анам", "анами", "анах", "анин", "анина", "анину", "анином", "анине"),  # калужане
    "яне": ("яне", "ян", "янам", "янами", "янах", "янин", "янина", "янину", "янином", "янине"),  # югоряне
    "ичи": ("ичи", "ичей", "ичам", "ичами", "ичах", "ич", "ича", "ичу", "ичем", "иче"),  # москвичи
    "яки": ("яки", "яков", "якам", "яками", "яках", "як", "яка", "яку", "яком", "яке"),  # туляки
}


def cases(name: str, genitive: str = "") -> tuple[str, ...]:
    """Nominative, genitive, dative, accusative, two instrumentals and the locative of a name of one or more words."""
    names, genitives = name.split(" "), genitive.split(" ") if genitive else ()
    words = [_word(word, genitives[place] if genitives else "") for place, word in enumerate(names)]
    return tuple(" ".join(forms) for forms in zip(*words, strict=True))


def adjective(name: str) -> list[str]:
    """All forms of an adjective in -ий, -ой or -ый."""
    stem, ending = name[:-2], name[-2:]
    forms: tuple[str, ...] = _ADJECTIVE_FORMS
    if stem[-1] not in "кгх":  # «подмосковный», «ленобластной»
        forms = tuple({"ий": "ый", "им": "ым", "ие": "ые", "их": "ых", "ими": "ыми"}.get(one, one) for one in forms)
    return [name, *(stem + form for form in forms[1:] if form != ending)]


def masculine(name: str) -> list[str]:
    """The forms of an adjective before «район»: Кетовский, Кетовского, …, Кетовском; Костромской, Костромского."""
    stem = name[:-2]
    im = "им" if stem[-1] in "кгх" else "ым"
    return [name, stem + "ого", stem + "ому", stem + im, stem + "ом"]


def demonym(people: str) -> list[str]:
    """All forms of the name of a place's people, given in the plural: «калужане», «калужан», …, «калужанин»."""
    for ending, forms in _DEMONYMS.items():
        if people.endswith(ending):
            return [people.removesuffix(ending) + form for form in forms]
    raise ValueError(people)


def _word(word: str, genitive: str) -> tuple[str, ...]:
    """The forms of one word; of «Ростов-на-Дону» the first part changes, of «Санкт-Петербург» the last."""
    if word == genitive:
        return (word,) * 7
    parts, genitives = word.split("-"), genitive.split("-") if genitive else ()
    changing = [_is_changing(parts, place) for place in range(len(parts))]
    found = [
        _part(part, genitives[place] if genitives else "") if changing[place] else (part,) * 7
        for place, part in enumerate(parts)
    ]
    return tuple("-".join(forms) for forms in zip(*found, strict=True))


def _is_changing(parts: list[str], place: int) -> bool:
    if len(parts) == 3:
        return place == 0
    return place == len(parts) - 1 or parts[-1].endswith(_ADJECTIVE)


def _part(word: str, genitive: str) -> tuple[str, ...]:
    if word.endswith(_ADJECTIVE) and (not genitive or genitive.endswith(("го", "ой", "ей", "ых", "их"))):
        for ending, changed in _ADJECTIVES.items():
            if word.endswith(ending):
                return tuple([word.removesuffix(ending) + one for one in changed])
    genitive = genitive or _genitive(word)
    if word == genitive:
        return (word,) * 7
    for (ending, second), endings in _NOUNS.items():
        if word.endswith(ending) and genitive.endswith(second):
            stem = genitive.removesuffix(second)
            forms = [stem + one for one in endings]
            if ending in ("", "ь", "й", "о") and second in ("а", "я"):
                forms[2] = word  # what is not alive has its nominative for the accusative
            if ending == "" and word[-1] not in _HUSHED:
                forms[4] = forms[3]
            if ending == "а" and stem[-1] in _HUSHED:  # Сунжей
                forms[4] = stem + "ей"
            return (word, *forms)
    return _plural(word, genitive)


def _plural(word: str, genitive: str) -> tuple[str, ...]:
    """Химки, Химок, Химкам; Грязи, Грязей, Грязям."""
    is_soft = genitive.endswith("ей") and word[-2] not in _HUSHED
    vowel = "я" if is_soft else "а"
    stem = word[:-1] + vowel
    return (word, genitive, stem + "м", word, stem + "ми", stem + "ми", stem + "х")


def _genitive(word: str) -> str:
    """The genitive that goes without saying: Омска, Уфы, Вологды, Калуги, Карелии, Иванова, Подмосковья, Алтая."""
    last, stem = word[-1], word[:-1]
    if last == "а":
        return stem + ("и" if stem[-1] in "гкхжшчщ" else "ы")
    if last == "о":
        return stem + "а"
    if last in "яй":
        return stem + ("и" if last == "я" else "я")
    if word.endswith("ье"):
        return stem + "я"
    return word + "а" if last in "бвгджзклмнпрстфхцчшщ" else word
