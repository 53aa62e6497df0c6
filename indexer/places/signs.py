"""Is it a town or a man? Signs beside a name that is also something else: «во Владимире», «князь Владимир».

is_place(…)      «в Королёве», «ВЛАДИМИР, 5 мая», «Иваново и Владимир»
is_town(…)       «город Мирный», «г. Мирный»
is_somebody(…)   «Сергей Королёв», «С. Королёв», «имени Чехова»
is_unlike(…)     «"Москва"» in quotes, «Ленинградский проспект», «Новгород-Северский»
"""

import re
from functools import cache

from indexer.places.declension import cases
from indexer.places.gazetteer import SURE, Kind, patterns
from indexer.places.heads import TOWN, Head, head_kind
from indexer.places.place import Place

_PREPOSITIONS = frozenset("в во из изо под через близ возле около".split())
_MEMORY = frozenset(
    "имени им улица улице улицы улицу ул проспект проспекте площадь площади князь князя царь царя".split()
)
_STREET = re.compile(
    "(?:вокзал|суд|улиц|площад|шоссе|проспект|переул|бульвар|набережн|тракт|застав|станци|дуг|икон|битв|бож"
    "|собор|скит|храм|церк|монастыр)[а-я]{0,3}|ул|пр|пер|наб"
)
_SMALL = ("суд", "собор", "храм", "церк", "монастыр")  # with a small adjective they are of the place
_ZONE = re.compile(  # what is named for the place where it stands: «ОЭЗ „Алабуга“», «городской округ „Вуктыл“»
    r"\b(?:ОЭЗ|ТОР|ТОСЭР|ППТ|ТВТ|экономическ[а-я]+ зон[а-я]*|опережающего (?:\S+ )?развития"
    r"|(?:промышленно-производственного|технико-внедренческого) типа|[Ии]нновационн[а-я]+ центр[а-я]*"
    r"|(?:муниципальн|городск)[а-я]+ (?:район|округ|образовани|поселени)[а-я]*|\b(?:МО|МР|ГО)"
    r"|(?:[Ии]ндустриальн|[Пп]ромышленн)[а-я]+ парк[а-я]*|(?:[Ии]нноград|[Тт]ехно(?:пол|парк)|[Нн]аукоград)[а-я]*) \Z"
)
_ZONE_AHEAD = 40
_RULERS = re.compile("(?:суд|администраци|мэри|жител|власт|прокуратур|аэропорт|окрестност|центр)[а-я]{0,3}")
_CLOSING = frozenset(
    "в во на с со по о об к от до за не был была было что как из для при заявил сообщил отметил".split()
)
_TELLING = re.compile(
    "(?:подчеркн|заяв|сообщ|отмет|рассказ|сказа|добав|поясн|призна|уточн|напомн|[а-я]+л(?:ся|ась|ись)$)"
)
_DEED = re.compile("была?|стала?|[а-я]*ш(?:ла|[её]л)")  # of one person: «был», «вышла»
_WITH_INSTRUMENTAL = frozenset("под над с со за перед между рядом".split())
_GIVEN_NAMES = ("Владимир", "Артём", "Артем", "Салават", "Питер")
_DATELINE = re.compile(r"(?: \([^)]{3,30}\))?(?:[,.]? ?\d{1,2} [а-я]{3}|[,.]? ?[/(—–-] ?[А-ЯЁA-Z])")
LIKE_ADJECTIVE = re.compile(
    "[А-Яа-яЁё]+(?:ая|ой|ую|ий|ый|ого|ому|[иы]м|ом|[иы]е|[иы]х|[иы]ми)|Ямало|Кабардино|Карачаево|Ханты"
)
_JOINING = frozenset(
    "и или а также автономный автономного автономном автономному автономных автономные народной".split()
)
_AHEAD = 8  # characters before a word by which it is told whether it begins a sentence
FARTHEST = 16  # words from the first adjective of a list to the «области» that they share
_YEAR = re.compile(r"[0-9][ \xa0]?(?:г|год|году|года)\.?[ \xa0]\Z")
_YEAR_AHEAD = 8
_TITLE = re.compile(r"[ \xa0]+(?:автономн[а-я]+[ \xa0]+|народн[а-я]+[ \xa0]+)?[А-Яа-яЁё]+", re.IGNORECASE)


def is_place(place: Place) -> bool:
    """A preposition of place before it, a town's title, a dateline's beginning, or another town in a list with it."""
    if is_town(place):
        return True
    if _is_called(place) or _is_initial(place):
        return False
    before = place.before.lower()
    return before in _PREPOSITIONS or bool(_RULERS.fullmatch(before)) or _opens_dateline(place) or _is_in_list(place)


def is_town(place: Place) -> bool:
    """«город Мирный», «в г. Мирный»; but «Г. Жуков» is a man, «в 1991 г. Советского Союза» a year."""
    return place.before.lower() in TOWN and place.before != "Г" and not _is_called(place) and not _is_dated(place)


def is_somebody(place: Place) -> bool:
    """A name or an initial beside it: «Сергей Королёв», «С. П. Королёв», «имени Чехова»."""
    before = place.before
    if before[:1].isupper() and place.text[place.start - 1] in " \xa0" and not _begins_sentence(place):
        return True
    return before.lower() in _MEMORY or (place.after[:1].isupper() and place.after not in ("РФ", "России"))


def is_unlike(place: Place, kind: Kind) -> bool:
    """Alone in quotes, a part of another name, a surname in the shape of an adjective."""
    text, start, stop = place.text, place.start, place.stop
    if text[start - 1 : start] in ("«", '"', "“") and text[stop : stop + 1] in ("»", '"', "”"):
        return kind is not Kind.NAME or not _ZONE.search(text, max(0, start - _ZONE_AHEAD), start - 1)
    if kind is Kind.NAME:
        return _is_half(place) or _is_like_adjective(place)
    if kind is Kind.SHORT:  # «ракета РТ-2ПМ2»
        return text[stop : stop + 2].lstrip("-‐‑")[:1].isdigit()
    if kind is Kind.PEOPLE:  # «Захар Арзамасцев», «как сказал Казанцев», «Пермяков был осуждён»
        return place.word[0].isupper() and (
            not _is_after_stop(place) or bool(_DEED.fullmatch(place.after)) or _is_speaker(place)
        )
    if kind is Kind.ADJECTIVE:
        return _is_second_half(place) or _is_time(place) or (place.word[0].isupper() and _is_surname(place))
    return False


def is_address(place: Place) -> bool:
    """What an adjective may be besides: «Ленинградский проспект», «Казанский собор»; but «в московский суд»."""
    after = place.after
    return bool(_STREET.fullmatch(after)) and not (after.startswith(_SMALL) and place.word.islower())


def is_given_name(word: str) -> bool:
    """«Владимир» in any case."""
    return word in given_names()


def is_attribute(place: Place) -> bool:
    """Whether a noun seems to follow: «на Крымском мосту», not «под Крымском ведутся»."""
    after = place.after
    return bool(after) and after not in _CLOSING and place.before.lower() not in _WITH_INSTRUMENTAL


def head_of(place: Place) -> Head | None:
    """«область» behind «Калужская», and behind «Томская» in «Томская, Новосибирская и Иркутская области»."""
    for number in range(place.next, min(place.next + FARTHEST, len(place.words))):
        word = place.at(number)
        if kind := head_kind(word):
            title = _TITLE.match(place.text, place.stop)
            is_next = title and title[0].endswith(word)
            return Head(kind, title.end() if title and is_next else place.stop)
        if word.lower() not in _JOINING and not LIKE_ADJECTIVE.fullmatch(word):
            return None
    return None


@cache
def given_names() -> frozenset[str]:
    """Names of towns that are first of all names of men, in all their cases."""
    return frozenset(form for name in _GIVEN_NAMES for form in cases(name))


def _is_called(place: Place) -> bool:
    """«во Владимире Путине», «мэра Артёма Иванова»; but «в Грозном Рамзан Кадыров»."""
    return is_given_name(place.word) and place.after[:1].isupper()


def _is_dated(place: Place) -> bool:
    """«1991 г. »."""
    return bool(_YEAR.search(place.text, max(0, place.start - _YEAR_AHEAD), place.start))


def _is_like_adjective(place: Place) -> bool:
    """«в Каспийском море»: with «в» the town would be Каспийске, «Каспийском» is what stands under or behind it."""
    word = place.word
    if not word.lower().endswith("ском") or not _is_bare(word[:-2].capitalize()):
        return False
    return place.before.lower() not in _WITH_INSTRUMENTAL and not is_town(place)


def _is_half(place: Place) -> bool:
    """«Новгород-Северский» is one town; «Казань-Болгар» are two, «Технопарк-Мордовия» and «Зенит-Казань» are there."""
    text, start, stop = place.text, place.start, place.stop
    if text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isupper() and not _is_bare(place.at(place.next)):
        return True
    return text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha() and not _is_bare(place.word)


def _is_bare(word: str) -> bool:
    """A name in the nominative."""
    return any(
        sense.kind is Kind.NAME and (sense.place == word or sense.place.endswith(" " + word))
        for pattern in patterns(word)
        for sense in pattern.senses
    )


def _is_second_half(place: Place) -> bool:
    """«Чечено-Ингушская»."""
    return place.text[place.start - 1 : place.start] == "-" and place.text[place.start - 2 : place.start - 1].isalpha()


def _is_time(place: Place) -> bool:
    """«в 20:30 по московскому времени», «(23:00 по московскому)»."""
    return place.after.startswith("врем") or (place.before == "по" and not place.after)


def _is_surname(place: Place) -> bool:
    """An adjective belongs to what follows it; a surname has an initial before it, or the end or a verb behind it."""
    if _is_initial(place) or place.after in _CLOSING or _TELLING.match(place.after) or place.before in ("имени", "им"):
        return True
    if place.before.istitle() and _DEED.fullmatch(place.after):
        return True
    behind = place.text[place.stop : place.stop + 2]
    if behind[:1] in (" ", "\xa0", "-", "–"):
        return False
    return not (behind[:1] == "," and LIKE_ADJECTIVE.fullmatch(place.at(place.next)))


def _is_initial(place: Place) -> bool:
    return place.text[max(0, place.start - 2) : place.start].strip().endswith(".") and len(place.before) == 1


def _begins_sentence(place: Place) -> bool:
    """Whether the word before stands at the beginning, where everything has a capital."""
    start = place.text.rfind(place.before, 0, place.start)
    ahead = place.text[max(0, start - _AHEAD) : start]
    return not ahead.rstrip(' «"')[-1:].isalnum() and not ahead[-2:].strip(' «"')


def _is_speaker(place: Place) -> bool:
    """«Казанцев подчеркнул»; but «Нижегородцам рассказали», «Казанцев предупредили»."""
    return place.word.endswith("ев") and place.after.endswith(("л", "лся"))


def _is_after_stop(place: Place) -> bool:
    """Whether the name itself stands at the beginning of a sentence or of a quotation."""
    if _is_initial(place):
        return False
    return not place.text[max(0, place.start - _AHEAD) : place.start].rstrip(' \xa0«"„“—–-')[-1:].isalnum() and (
        place.text[max(0, place.start - 2) : place.start] != ", "
    )


def _opens_dateline(place: Place) -> bool:
    return place.text[place.start - 1 : place.start] in ("", "\n", "(") and bool(
        _DATELINE.match(place.text, place.stop)
    )


def _is_in_list(place: Place) -> bool:
    """«Владимир, Суздаль», «Иваново и Владимир»: a town that nothing else is called by stands beside it."""
    behind = place.text[place.stop : place.stop + 3]
    if behind.startswith((", ", " и ")) and _is_sure_name(place.at(place.next + behind.startswith(" и "))):
        return True
    ahead = place.text[max(0, place.start - 3) : place.start]
    leader = place.number - 1 - ahead.endswith(" и ")
    return ahead.endswith((", ", " и ")) and leader >= 0 and _is_sure_name(place.at(leader))


def _is_sure_name(word: str) -> bool:
    return any(
        sense.kind is Kind.NAME and sense.mark == SURE and not sense.is_subject
        for pattern in patterns(word)
        for sense in pattern.senses
    )
