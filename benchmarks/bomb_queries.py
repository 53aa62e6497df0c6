"""Queries made to cost a search engine dear: bombs(500) gives addresses of the server, kind by kind, from a seed.

    next(bombs(500)).query     ->  "россия ИЛИ год ИЛИ …"

Stars, ranges and signs that other engines expand without bounds; what our own language can ask for at its widest; and
letters that are no letters. A kind is a function in KINDS, named for what it is made of.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

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
SIGNS = """" ( ) ! + - − – — | || & && ~ ~5 ~999 * ** : « » “ ” И ИЛИ НЕ AND OR NOT год: регион: заголовок:(
[ ] { } ^ / \\""".split()
ODD = """\u0301 \u200b \u200d \u202e \u2066 \ufeff \x00 \x1b[2J \ud800 \U0001f600 ﷺ ŉ ǆ ΐ ß İ K ſ 漢 ก็ ӓ̨
\U000e0041 \uffff""".split()
REGEXES = "(а+)+$ .*.*.*.*а [а-я]{1000} (?:а|аа)+$ ^(([а-я])+.)+[А-Я]+$ (?R) (.*)*=а \\d+\\w+\\s+$ (а|а|а)*ж".split()
WILDCARDS = (
    """?*?*?*?*?*а|*а*|*|??|*.*|[а TO я]|[* TO *]|{а TO я}|слово~2|слово~0.1|слово^1000000|_|%|а?*б?*в?*""".split("|")
)

Chance = random.Random
Kind = Callable[[Chance], str]


@dataclass(frozen=True, slots=True)
class Bomb:
    """One address to ask for, with its arguments, the query among them as it would be typed, and the kind it is of."""

    kind: str
    query: str
    path: str
    arguments: str


def bombs(count: int, seed: int = 1) -> Iterator[Bomb]:
    """So many bombs, the kinds in turn, each asked of one of the ASKED addresses."""
    chance = Chance(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        query = kind(chance)
        address, more = ASKED[number // len(KINDS) % len(ASKED)]
        said = urlencode({"q": query, **more}, errors="surrogatepass", doseq=True)
        yield Bomb(kind.__name__, query, address, said)


ASKED: tuple[tuple[str, dict[str, str | list[str]]], ...] = (
    ("/", {}),
    ("/api/search", {"size": "100", "reprints": "1"}),
    ("/", {"page": "10000", "sort": "date"}),
    ("/api/search", {"sort": "oldest", "year": [str(year) for year in range(2000, 2020)]}),
    ("/", {"region": "Республика Татарстан", "source": "lenta.ru", "year": "2016", "since": "0001-01-01"}),
    ("/feed", {}),
    ("/api/suggest", {"size": "100"}),
)


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


def deep_brackets(chance: Chance) -> str:
    """Brackets in brackets, closed or not."""
    depth = chance.choice((8, 9, 180, 5000))
    return "(" * depth + chance.choice(FREQUENT) + ")" * chance.choice((0, depth))


def wide_nests(chance: Chance) -> str:
    """И of ИЛИ of И …, eight deep, of beginnings and frequent words."""
    query = chance.choice(STARTS) + "*"
    for level in range(8):
        words = [chance.choice((*FREQUENT, f"{chance.choice(STARTS)}*")) for _ in range(4)]
        query = (
            f"({chance.choice(('', 'НЕ '))}{query} {('И', 'ИЛИ')[level % 2]} {(' И ', ' ИЛИ ')[level % 2].join(words)})"
        )
    return query


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


def exclusions(chance: Chance) -> str:
    """Thousands of НЕ."""
    word = chance.choice(FREQUENT)
    return chance.choice(
        (
            "НЕ " * 1000 + word,
            f"{word} " + " ".join(f"-{other}" for other in chance.sample(FREQUENT, 39)),
            "(НЕ (НЕ (НЕ (НЕ " + word + "))))",
            " ИЛИ ".join(f"НЕ {other}" for other in FREQUENT),
            f"{word} " + "-" * 4000,
        )
    )


def years(chance: Chance) -> str:
    """Periods of ten thousand years, many of them, and such as do not exist."""
    since, until = chance.randint(0, 9999), chance.randint(0, 10**9)
    return chance.choice(
        (
            "год:0..9999",
            "дата:.. год:..",
            f"дата:{since}..{until}",
            " ИЛИ ".join(f"год:{year}..9999" for year in range(1970, 2010)),
            "год:1999..2026 НЕ россия",
            "год:" + "9" * 390,
            "дата:0001-01-01..9999-12-31 НЕ (НЕ год:2016)",
        )
    )


def long_words(chance: Chance) -> str:
    """One word of up to three hundred thousand letters, which are a megabyte and a half of an address."""
    return chance.choice("аёxы1") * chance.choice((40, 255, 400, 100_000, 300_000))


def long_compounds(chance: Chance) -> str:
    """Words of words, joined by hyphens, dots, slashes, apostrophes."""
    return chance.choice("-./'_@–").join(chance.choices(FREQUENT + MISTYPED, k=chance.choice((10, 40, 400))))


def odd_letters(chance: Chance) -> str:
    """Marks, joiners, turners, halves of characters, letters that become three."""
    return "".join(chance.choice(ODD) * chance.choice((1, 40)) + chance.choice("а б") for _ in range(20))


def combining(chance: Chance) -> str:
    """Hundreds of accents on one letter."""
    return (
        "а" + "\u0301\u0323\u0336"[: chance.randint(1, 3)] * chance.choice((100, 130, 10_000)) + chance.choice(FREQUENT)
    )


def regexes(chance: Chance) -> str:
    """What would never end if it became a regular expression."""
    return chance.choice(REGEXES) + " " + "а" * chance.choice((30, 300)) + "!"


def wildcards(chance: Chance) -> str:
    """Signs of other engines' languages."""
    return " ".join(chance.choices(WILDCARDS, k=chance.choice((1, 8, 60))))


def empty_groups(chance: Chance) -> str:
    """Nothing, many times."""
    return chance.choice(("()", '""', "«»", "( ИЛИ )", '("")', "!", "+", "заголовок:", "-", '""~50')) * chance.choice(
        (1, 40, 3000)
    )


def signs(chance: Chance) -> str:
    """Signs and words at random."""
    return chance.choice(("", " ")).join(chance.choices(SIGNS + FREQUENT, k=chance.choice((30, 60, 200))))


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


def numbers(chance: Chance) -> str:
    """Figures, long and many."""
    return " ".join(str(chance.choice((1, 2016, 10**300, 1000, 15))) for _ in range(chance.choice((1, 40))))


def repeated(chance: Chance) -> str:
    """One word two hundred thousand times."""
    return f"{chance.choice(FREQUENT)} " * chance.choice((39, 40, 41, 200_000))


def controls(chance: Chance) -> str:
    """Ends of lines, tabs and bells between words."""
    return "".join(word + chance.choice("\n\r\t\x0b\x0c\x07\x00\x85\u2028") for word in chance.choices(FREQUENT, k=40))


def at_the_limit(chance: Chance) -> str:
    """Four hundred characters to a letter, of frequent words with prefixes between."""
    query = ""
    while len(query) < 400:
        query += chance.choice((chance.choice(FREQUENT), chance.choice(STARTS) + "*")) + " "
    return query[: chance.choice((399, 400, 401))]


LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
KINDS: tuple[Kind, ...] = (
    alternatives,
    short_alternatives,
    everything_at_once,
    small_words,
    many_readings,
    beginnings,
    single_letters,
    beginnings_without,
    beginnings_in_a_field,
    deep_brackets,
    wide_nests,
    long_phrases,
    near_phrases,
    one_word_near_itself,
    exclusions,
    years,
    long_words,
    long_compounds,
    odd_letters,
    combining,
    regexes,
    wildcards,
    empty_groups,
    signs,
    facets,
    mistyped,
    unknown,
    latin,
    other_layout,
    exact_words,
    abbreviations,
    numbers,
    repeated,
    controls,
    at_the_limit,
)
