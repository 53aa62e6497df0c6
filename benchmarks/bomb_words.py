"""Costly queries made of words: hundreds of frequent ones, beginnings, long phrases, heaps of mistyped names.

    beginnings(random.Random(1))   ->   "сто* нац* про* под* фин* …"

Each is a kind of `bomb_queries`; what they are made of stands above them.
"""

import random

FREQUENT = (
    "россия год новый область регион президент правительство развитие компания рынок страна москва время человек "
    "работа проект процент рубль миллион город российский первый государственный экономика программа центр "
    "предприятие технология вопрос глава министр система решение федерация банк газ нефть закон слово день мир война"
).split()
SMALL = "и в на с по за от до из к о у не что как это для при так же бы или во со об а но то он".split()
MANY_READINGS = (
    "стали мыла вести печь простой белки пила дорогой села уже знать стекло покой жила лет мая дел руки".split()
)
STARTS = (
    "при про пер под рас раз кон нов рос гос пре ком пол вос сто тре инв тех эко фин нац рег фед соц меж обр".split()
)
NAMES = "АИРР ОЭЗ РФ РТ НОЦ США ООН ФСБ МВД ГИБДД ЦБ РЖД ВТБ МГУ ТАСС ВВП НДС МЧС ЕС СНГ ВОЗ ФРС СССР НАТО".split()
MISTYPED = "кластр технпарк иновация росия презедент правительсво экономка предприяте тенология милион расходв".split()
LATIN = "innovatsiya klaster tekhnopark pravitelstvo shchukino zhurnalistika gosudarstvennyy yekaterinburg".split()
LAYOUT = "rkfcnth hjccbz rfpfym ghtpbltyn ghfdbntkmcndj 'rjyjvbrf yjdjcnb cnjkbwf".split()
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

Chance = random.Random


def alternatives(chance: Chance) -> str:
    """Hundreds of frequent words, any of which will do."""
    return " ИЛИ ".join(chance.choices(FREQUENT, k=chance.choice((40, 60, 500))))


def short_alternatives(chance: Chance) -> str:
    """As many as fit into the limits."""
    return "|".join(chance.sample(FREQUENT + SMALL + MANY_READINGS, 40))


def everything_at_once(chance: Chance) -> str:
    """Frequent words, of which no article has all."""
    return " ".join(chance.sample(FREQUENT, 40))


def small_words(chance: Chance) -> str:
    """Words that stand in nearly every article."""
    return " ".join(chance.sample(SMALL, len(SMALL)))


def many_readings(chance: Chance) -> str:
    """Words of many lemmas."""
    return chance.choice((" ", " ИЛИ ", " | ")).join(chance.choices(MANY_READINGS, k=40))


def beginnings(chance: Chance) -> str:
    """Every beginning stands for two thousand words."""
    return chance.choice((" ", " ИЛИ ", " И ")).join(f"{start}*" for start in chance.choices(STARTS, k=40))


def single_letters(chance: Chance) -> str:
    """а* OR б* …, which would be the whole lexicon."""
    return chance.choice((" ", " OR ")).join(f"{letter}*" for letter in chance.sample(LETTERS, 32))


def beginnings_without(chance: Chance) -> str:
    """Beginnings, and beginnings that must not be there."""
    return " ".join(chance.choice(("", "-", "НЕ ")) + start + "*" for start in chance.sample(STARTS, 26))


def beginnings_in_a_field(chance: Chance) -> str:
    """The same in titles, bracketed."""
    return f"заголовок:({' ИЛИ '.join(start + '*' for start in chance.sample(STARTS, 20))}) {chance.choice(FREQUENT)}"


def long_phrases(chance: Chance) -> str:
    """Forty frequent words in quotes."""
    return f'"{" ".join(chance.choices(FREQUENT + SMALL, k=40))}"'


def near_phrases(chance: Chance) -> str:
    """Pairs and triples of words within fifty of one another."""
    join = chance.choice((" ", " ИЛИ "))
    few = [" ".join(chance.choices(FREQUENT + SMALL, k=chance.choice((2, 3, 5)))) for _ in range(8)]
    return join.join(f'"{words}"~{chance.choice((5, 50, 999999))}' for words in few)


def one_word_near_itself(chance: Chance) -> str:
    """«и и и и»~50, where every place is near every other."""
    return f'"{" ".join([chance.choice(SMALL[:6])] * chance.choice((2, 10, 40)))}"~50'


def long_compounds(chance: Chance) -> str:
    """Words of words, joined by hyphens, dots, slashes, apostrophes."""
    return chance.choice("-./'_@–").join(chance.choices(FREQUENT + MISTYPED, k=chance.choice((10, 40, 400))))


def facets(chance: Chance) -> str:
    """Regions and sources by beginnings, by forty names, by nothing."""
    name = chance.choice(("регион", "источник", "region", "source"))
    return chance.choice(
        (
            f"{name}:*",
            f"{name}:({' ИЛИ '.join(chance.sample(FREQUENT, 30))})",
            " ".join(f"{name}:{word}" for word in chance.sample(FREQUENT, 20)),
            f'{name}:"{" ".join(chance.choices(FREQUENT, k=39))}"',
            f"{name}:область НЕ {name}:край",
        )
    )


def mistyped(chance: Chance) -> str:
    """Forty words that no article has, each near many others."""
    return " ".join(chance.choice(MISTYPED) + chance.choice(LETTERS) for _ in range(40))


def unknown(chance: Chance) -> str:
    """Forty heaps of letters that are near nothing."""
    return " ".join("".join(chance.choices(LETTERS, k=chance.choice((4, 8, 30)))) for _ in range(40))


def latin(chance: Chance) -> str:
    """Russian in Latin letters, which may be spelled in very many ways."""
    words = [*LATIN, "shchshchshchshch", "yeyeyeyeyeyeye", "tstststsyuyuyu", "e" * 35, "chshzhkhts" * 3]
    return " ".join(chance.choices(words, k=chance.choice((1, 20, 40))))


def other_layout(chance: Chance) -> str:
    """Russian typed on the other layout, with its quotes and commas."""
    return " ".join(chance.choices(LAYOUT, k=40))


def exact_words(chance: Chance) -> str:
    """Frequent words, each exactly so."""
    return chance.choice((" ", " ИЛИ ")).join(f"!{word}" for word in chance.sample(FREQUENT + SMALL, 40))


def abbreviations(chance: Chance) -> str:
    """Names that stand for phrases, any of them."""
    return chance.choice((" ", " ИЛИ ")).join(chance.choices(NAMES, k=40))


def repeated(chance: Chance) -> str:
    """One word two hundred thousand times."""
    return f"{chance.choice(FREQUENT)} " * chance.choice((39, 40, 41, 200_000))


def at_the_limit(chance: Chance) -> str:
    """Four hundred characters to a letter, of frequent words with prefixes between."""
    query = ""
    while len(query) < 400:
        query += chance.choice((chance.choice(FREQUENT), chance.choice(STARTS) + "*")) + " "
    return query[: chance.choice((399, 400, 401))]
