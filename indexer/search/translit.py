"""How a word written in Latin letters may be spelled in Russian: «skolkovo» -> «сколково».

>>> known = ["казан", "казань", "щука"]
>>> list(spellings("kazan", lambda start: any(word.startswith(start) for word in known)))
[('казан', 0.0), ('казань', 1.0)]

The table holds ISO 9, GOST 7.79, BGN/PCGN and passport spellings beside those that people simply use. Readings are
tried letter group by letter group, and only those are followed with which some word of the index begins, so that few
of the thousands of spellings are ever made.
"""

from collections.abc import Callable, Iterator
from heapq import heappop, heappush

LONGEST_GROUP = 4
SHORTEST = 4  # letters: «it», «hse» are meant as they are written
MOST_STEPS = 3000  # readings tried of one word

# Latin group: Russian readings, the usual one first: a reading's price is its place.
GROUPS = {
    "a": ("а",),  # kazan
    "b": ("б",),  # belgorod
    "c": ("ц", "к", "с"),  # cifra, cluster, center
    "d": ("д",),  # dubna
    "e": ("е", "э", "ъе"),  # elabuga, energo, subekt
    "f": ("ф",),  # ufa
    "g": ("г",),  # gazprom
    "h": ("х",),  # habarovsk
    "i": ("и", "й", "ы"),  # innopolis, sinij, kazani
    "j": ("й", "ж", "дж"),  # jakutsk, jdanov, jubga
    "k": ("к",),  # kirov
    "l": ("л", "ль"),  # lipetsk, yaroslavl
    "m": ("м", "мь"),  # moskva, perm
    "n": ("н", "нь"),  # novosibirsk, kazan
    "o": ("о",),  # omsk
    "p": ("п", "пь"),  # penza, step
    "q": ("к", "кв"),  # qazan, qant
    "r": ("р", "рь"),  # rostov, sibir
    "s": ("с", "сь", "з"),  # sochi, rus
    "t": ("т", "ть"),  # tomsk, neft
    "u": ("у", "ю", "а"),  # ufa, tumen, cluster
    "v": ("в", "вь"),  # voronezh
    "w": ("в", "ш"),  # wolga, waiba
    "x": ("кс", "х"),  # yandex, xabarovsk
    "y": ("ы", "й", "ий", "ый", "и"),  # krym, tolstoy, dostoevsky, bely, yoga
    "z": ("з", "зь", "ц"),  # zelenograd
    "4": ("ч",),  # 4elyabinsk
    "6": ("ш",),  # 6kola
    "-": ("-",),  # sankt-peterburg
    "'": ("ь", "ъ", ""),  # perm'
    "`": ("ь", "ъ", ""),  # perm`
    "aj": ("ай",),  # altaj
    "ay": ("ай", "ая"),  # altay
    "ck": ("к", "цк"),  # rock
    "ch": ("ч", "х", "к"),  # chelyabinsk, rostech
    "cz": ("ц",),  # GOST 7.79: czentr
    "dj": ("дж",),  # djaz
    "ee": ("и", "ее"),  # meeting
    "ei": ("ей", "еи"),  # seligerei
    "eo": ("ео", "ё"),  # seo
    "ey": ("ей", "ый"),  # sergey
    "gh": ("г",),  # ghana
    "ia": ("ия", "я", "иа", "ья"),  # rossia, maria
    "ie": ("ие", "е", "ье", "ъе", "ъ"),  # obieedinil by the rules for passports
    "ii": ("ий", "ии"),  # rossii, yurii
    "ij": ("ий",),  # sinij
    "io": ("ио", "ё"),  # region
    "iu": ("ю", "ию", "ью", "ъю"),  # iurii, ploshchadiu
    "iy": ("ий", "ый", "ие"),  # gorkiy
    "iya": ("ия",),  # rossiya
    "iye": ("ие",),  # predpriyatiye
    "ja": ("я", "ья", "ъя"),  # jakutsk
    "je": ("е", "э", "ье", "же"),  # jenisej
    "jo": ("е", "йо", "ье"),  # jolka; ё is е in the index
    "ju": ("ю", "ью", "жу"),  # jug
    "kh": ("х",),  # khabarovsk
    "ks": ("кс",),  # aleksandr
    "oo": ("у", "оо"),  # zoom
    "ou": ("у", "оу"),  # souvenir
    "ph": ("ф",),  # philippov
    "sch": ("щ", "сч", "ш"),  # schukino
    "sh": ("ш", "щ", "сх"),  # shahty
    "shch": ("щ",),  # shchyolkovo
    "shh": ("щ",),  # GOST 7.79: shhukino
    "sz": ("ш",),  # szczecin
    "tc": ("ц",),  # tcentr
    "th": ("т", "з"),  # health
    "ts": ("ц", "тс"),  # tsentr, sovetskij
    "tz": ("ц",),  # tzar
    "ya": ("я", "ья", "ъя", "ыа"),  # yaroslavl, tolyatti
    "ye": ("е", "ье", "ъе", "ые"),  # yekaterinburg
    "yi": ("ый", "ий", "ы"),  # krasnyi
    "yo": ("е", "йо", "ье"),  # yolka
    "yu": ("ю", "ью", "ъю"),  # yug
    "yy": ("ый", "ий"),  # krasnyy
    "zh": ("ж", "зх"),  # zhukovskiy
    "â": ("я",),  # ISO 9 from here on: âroslavlʹ
    "č": ("ч",),
    "è": ("э",),
    "ë": ("е",),
    "š": ("ш",),
    "ŝ": ("щ",),
    "û": ("ю",),
    "ž": ("ж",),
    "ʹ": ("ь",),
    "ʺ": ("ъ",),
}


def is_latin(word: str) -> bool:
    """True for a word that the table can read and that is long enough to be a spelled one."""
    return len(word) >= SHORTEST and all(letter in GROUPS for letter in word)


def is_spelled(word: str) -> bool:
    """True for small Latin letters that the table can read, however few; figures and marks stay what they are."""
    return word.islower() and any(map(str.isalpha, word)) and all(letter in GROUPS for letter in word)


def spellings(word: str, is_beginning: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    """The Russian spellings of a word in small Latin letters with their prices, the cheapest first.

    `is_beginning` says whether any word that is sought begins so.
    """
    found: set[str] = set()
    waiting: list[tuple[float, int, str]] = [(0.0, 0, "")]  # price, letters read, what they are read as
    steps = 0
    while waiting and steps < MOST_STEPS:
        price, place, start = heappop(waiting)
        if place == len(word):
            if start not in found:
                yield start, price
            found.add(start)
            continue
        for length in range(1, min(LONGEST_GROUP, len(word) - place) + 1):
            group = word[place : place + length]
            for rank, reading in enumerate(GROUPS.get(group, ())):
                steps += 1
                if is_beginning(start + reading):
                    heappush(waiting, (price + rank, place + length, start + reading))
