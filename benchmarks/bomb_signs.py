"""Costly queries made of signs: nests, ranges, letters that are no letters, what other engines take for patterns.

    deep_brackets(random.Random(1))   ->   "(((((((((нефть…"

Each is a kind of `bomb_queries`.
"""

from benchmarks.bomb_words import FREQUENT, STARTS, Chance

SIGNS = """" ( ) ! + - − – — | || & && ~ ~5 ~999 * ** : « » “ ” И ИЛИ НЕ AND OR NOT год: регион: заголовок:(
[ ] { } ^ / \\""".split()
ODD = """\u0301 \u200b \u200d \u202e \u2066 \ufeff \x00 \x1b[2J \ud800 \U0001f600 ﷺ ŉ ǆ ΐ ß İ K ſ 漢 ก็ ӓ̨
\U000e0041 \uffff""".split()
REGEXES = "(а+)+$ .*.*.*.*а [а-я]{1000} (?:а|аа)+$ ^(([а-я])+.)+[А-Я]+$ (?R) (.*)*=а \\d+\\w+\\s+$ (а|а|а)*ж".split()
WILDCARDS = (
    """?*?*?*?*?*а|*а*|*|??|*.*|[а TO я]|[* TO *]|{а TO я}|слово~2|слово~0.1|слово^1000000|_|%|а?*б?*в?*""".split("|")
)


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


def numbers(chance: Chance) -> str:
    """Figures, long and many."""
    return " ".join(str(chance.choice((1, 2016, 10**300, 1000, 15))) for _ in range(chance.choice((1, 40))))


def controls(chance: Chance) -> str:
    """Ends of lines, tabs and bells between words."""
    return "".join(word + chance.choice("\n\r\t\x0b\x0c\x07\x00\x85\u2028") for word in chance.choices(FREQUENT, k=40))
