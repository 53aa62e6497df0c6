"""Do these paragraphs speak of one thing? unrelated(paragraphs) is above 0 where each tells a story of its own.

Paragraphs of an article take up each other's words and names and lean on each other («Он добавил…»); teasers of a
list name their own places and people, and none begins as a continuation.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

# Logistic regression by `python -m benchmarks.listings` over paragraphs of 1,887 real articles and 300 columns put
# together of real leads; at THRESHOLD two of the articles, both of them digests, are taken for lists.
WEIGHTS = {"continuing": -4.2, "sharing": -5.0, "named": 5.2, "taken_up": -21.3, "repeated": -31.6, "count": 6.5}
THRESHOLD = 10.8
_WORD = re.compile(r"[^\W\d_]{5,}")
_CAPITAL = re.compile(r"[А-ЯЁA-Z][\w-]{2,}")
_NAME = re.compile(r"(?<=[\w,;—–«»\"(-] )[«\"(]?([А-ЯЁA-Z][\w-]{3,})")
MOST = 15  # paragraphs; more make nothing surer
EVERYWHERE = frozenset("росси москв федер минис прави прези госду интер".split())  # names that relate nothing
# How a paragraph begins that leans on the one before: «Он добавил…», «При этом…», «По его словам…».
_CONTINUING = re.compile(
    r"[«\"„—–-]|(?:он|она|оно|они|его|её|ее|их|ему|им|это|этот|эта|эти|этого|этой|этом|этих|так|также|тоже|кроме|при"
    r"|однако|но|а|и|или|да|же|впрочем|напомним|отметим|добавим|уточняется|сообщается|отмечается|ранее|позже|затем"
    r"|потом|тогда|теперь|сейчас|там|здесь|тут|поэтому|потому|вместе|наконец|например|между|более|кстати|такой|такая"
    r"|такие|таким|тем|все|всё|всего|мы|я|вы|если|когда|пока|после|среди|один|одна|другой|другие|второй|вторая|первый"
    r"|первая|последн\w+|остальн\w+|кто|что|чтобы|ведь|хотя|только|уже|ещё|еще|по\s(?:его|её|ее|их|словам|данным|мнению)"
    r"|в\s(?:свою\sочередь|том\sчисле|частности|целом|итоге|результате|ходе|рамках)"
    r"|как\s(?:сообщ|отмет|рассказ|пояснил|уточн|говор|заяв|добав|подчерк|стало)\w*)\b",
    re.IGNORECASE,
)


def unrelated(paragraphs: Sequence[str]) -> float:
    """How sure it is that the paragraphs are stories of their own: above 0 for a list, in logits."""
    return sum(WEIGHTS[name] * value for name, value in features(paragraphs).items()) - THRESHOLD


def features(paragraphs: Sequence[str]) -> dict[str, float]:
    """What tells a list from an article, each from 0 to 1, but for the logarithm of how many paragraphs there are."""
    number = len(paragraphs)
    stems = [{word[:6].lower() for word in _WORD.findall(text)} for text in paragraphs]
    named = [_stems(_NAME.findall(text)) - EVERYWHERE for text in paragraphs]
    names = set().union(*named)
    capitals = [_stems(_CAPITAL.findall(text)) & names for text in paragraphs]
    common = _met_again(capitals)
    again = _met_again(stems)
    overlaps = [len(upper & lower) / max(1, min(len(upper), len(lower))) for upper, lower in itertools.pairwise(stems)]
    return {
        "continuing": sum(bool(_CONTINUING.match(text)) for text in paragraphs) / number,
        "sharing": sum(bool(each & common) for each in capitals) / number,
        "named": sum(map(bool, named)) / number,
        "taken_up": sum(overlaps) / max(1, number - 1),
        "repeated": sum(len(each & again) / max(1, len(each)) for each in stems) / number,
        "count": math.log(min(number, MOST)),
    }


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:5].lower() for word in words}


def _met_again(sets: Sequence[set[str]]) -> set[str]:
    """What at least two of the sets hold."""
    return {each for each, count in Counter(itertools.chain.from_iterable(sets)).items() if count > 1}
