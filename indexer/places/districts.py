"""Is a district called by this adjective? «Кетовский район», «Великоустюгский округ», «Шалинский и Веденский районы»"""

import re

from indexer.places.place import Place
from indexer.places.signs import FARTHEST, LIKE_ADJECTIVE

_DISTRICT = re.compile(
    r"[ \xa0]+(?:(?:городск|муниципальн)[а-я]+[ \xa0]+)?(?:район|округ|р[-‑]н|муниципальн[а-я]+[ \xa0]+образован)",
    re.IGNORECASE,
)


_AHEAD = 12
_CALLED = re.compile(r"(?:район[а-я]{0,3}|округ[а-я]{0,3}|\bМ[РО])[ \xa0][«\"“]\Z")


def is_district(place: Place) -> bool:
    """«Бугульминский район»."""
    return place.after.lower().startswith("район")


def is_municipal(place: Place) -> bool:
    """«Великоустюгский округ», «Шатурский городской округ»: no military one, no federal one."""
    return place.after.lower().startswith(("округ", "муниципальн", "городск"))


def is_called_district(place: Place) -> bool:
    """«Кетовский район», «р-н», «МР „Кетовский“»; and the first of «Шалинский и Веденский районы»."""
    if _DISTRICT.match(place.text, place.stop) or _CALLED.search(place.text, max(0, place.start - _AHEAD), place.start):
        return True
    for number in range(place.next, min(place.next + FARTHEST, len(place.words))):
        word = place.at(number)
        if word not in ("и", "или") and not (word[0].isupper() and LIKE_ADJECTIVE.fullmatch(word)):
            return word.startswith("район") and number > place.next
    return False
