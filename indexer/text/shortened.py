"""Which words are also written short, or otherwise? shortened("область") == ("обл",), and back.

>>> shortened("млрд"), shortened("миллиард"), shortened("завод")
(('миллиард',), ('млрд',), ('з-д',))

Only shortenings that mean one word whatever stands beside them: «г.» is a town or a year, «кв.» a flat or a quarter.
"""

from collections import defaultdict
from collections.abc import Mapping

FULL: Mapping[str, str] = {
    "акад": "академик",  # «акад. Велихов»
    "айти": "it",  # «айти-специалисты»
    "биткойн": "биткоин",  # «курс биткойна»
    "га": "гектар",  # «площадка в 40 га»
    "долл": "доллар",  # «2 млн долл.»
    "екб": "екатеринбург",  # «метро Екб»
    "з-д": "завод",  # «Горьковский з-д»
    "зам": "заместитель",  # «зам. министра»
    "ин-т": "институт",  # «Курчатовский ин-т»
    "ит": "it",  # «ИТ-кластер»
    "кг": "килограмм",  # «за 1 кг»
    "км": "километр",  # «в 30 км от города»
    "ковид": "covid",  # «прививка от ковида»
    "кол-во": "количество",  # «кол-во рабочих мест»
    "мкр": "микрорайон",  # «мкр. Солнечный»
    "млн": "миллион",  # «5 млн рублей»
    "млрд": "миллиард",  # «5 млрд рублей»
    "нск": "новосибирск",  # «технопарк Нск»
    "обл": "область",  # «в Томской обл.»
    "пос": "поселок",  # «пос. Иннополис»
    "пр-т": "проспект",  # «пр-т Мира»
    "просп": "проспект",  # «просп. Мира»
    "проф": "профессор",  # «проф. Жуковский»
    "р-н": "район",  # «Зеленодольский р-н»
    "респ": "республика",  # «Респ. Татарстан»
    "руб": "рубль",  # «300 руб.»
    "трлн": "триллион",  # «1 трлн рублей»
    "тыс": "тысяча",  # «40 тыс. человек»
    "ул": "улица",  # «ул. Ленина»
    "ун-т": "университет",  # «Казанский ун-т»
    "цб": "центробанк",  # «ставка ЦБ»
    "3д": "3d",  # «3д-принтер»
}

# Names of regions that articles also write so; what the letters stand for is told by `region_short` and the articles.
REGIONS: Mapping[str, str] = {
    "кабардино-балкария": "кбр",  # «глава КБР»
    "карачаево-черкесия": "кчр",  # «парламент КЧР»
    "петербург": "спб",  # «метро СПб»
    "санкт-петербург": "спб",  # «вузы СПб»
    "татарстан": "рт",  # «Кабмин РТ»
    "югра": "хмао",  # «нефтяники ХМАО»
}


def _both_ways() -> dict[str, tuple[str, ...]]:
    others: defaultdict[str, list[str]] = defaultdict(list)
    for short, full in FULL.items():
        others[short].append(full)
        others[full].append(short)
    for full, short in REGIONS.items():
        others[full].append(short)
    return {word: tuple(found) for word, found in others.items()}


_OTHERS = _both_ways()


def shortened(lemma: str) -> tuple[str, ...]:
    """How else the word of a lemma is written: in full, or short; nothing for most words."""
    return _OTHERS.get(lemma, ())
