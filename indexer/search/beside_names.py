"""What in a query is no part of what is sought? Small words, what stands beside names (initials, «г.», «ООО»), and that
news or an answer is wanted.

>>> spared((Word("В.В"), Word("Путин"))), spared((Word("г"), Word("Казань"))), spared((Word("IT"), Word("отрасль")))
(frozenset({0}), frozenset({0}), frozenset())

Articles write «Владимир Путин», «в Казани», «Нанолек»: who insists on «В.В.», «г.» and «ООО» finds next to nothing.
"""

import re
from collections.abc import Sequence

from indexer.search.syntax import Phrase, Tree, Word
from indexer.text.letters import fold_yo, is_cyrillic
from indexer.text.stopwords import QUESTION_WORDS, is_stopword

# What kind of body a name belongs to; those that mean other things too (ГК, УК, ИП) are sought.
LEGAL_FORMS = frozenset("АНО АО ГАУ ГБУ ГУП ЗАО МБУ МУП НКО ОАО ООО ПАО ТОО ФГАОУ ФГАУ ФГБОУ ФГБУ ФГУП ФКУ".split())
TOWN_OR_YEAR = frozenset(("г", "гг"))  # «г. казань», «бюджет на 2016 г.»: small letters, whatever stands beside
LEAST_ASKED = 2  # words beside a question word: «каких решениях» asks for both
NO_INITIALS = frozenset(("и.о", "ж.д", "н.э", "с.х"))  # «и.о. губернатора»

_INITIALS = re.compile(r"[а-яё]\.[а-яё]", re.IGNORECASE)
# «последние новости Казани», «статьи о кластерах», but not «статьи бюджета»
_NEWS_OF = re.compile(
    r"(?:(?:все|самые|последние|свежие|главные) )*"
    r"(?:новости (?:(?:об?|про) )?|(?:статьи|материалы|публикации|информация) (?:об?|про) )(?=.)"
)
# By one sign a part (`_sign`): initials on either side of a name, one letter or a legal form before it only, because
# «Витамин Д» and «План Б» mean their letters; two letters are initials of a name in small letters, too.
_BESIDE = re.compile(r"i+(?=N)|ii(?=w)|(?<=[Nw])ii|(?<=[Nw])I|I(?=[Nw])|L(?=[NC])")


def spared(parts: Sequence[Tree]) -> frozenset[int]:
    """The places of those parts of a query that need not be insisted on, unless there is nothing else."""
    words = [part.text if isinstance(part, Word) and not part.exact else "" for part in parts]
    small = (place for place, text in enumerate(words) if text in TOWN_OR_YEAR or (text and _is_small(text, words)))
    signs = "".join(map(_sign, words, parts))
    left_out = frozenset((*small, *(place for found in _BESIDE.finditer(signs) for place in range(*found.span()))))
    return left_out | _asking(words, left_out) | _opening(words)


def _asking(words: Sequence[str], left_out: frozenset[int]) -> frozenset[int]:
    """The places of question words, if there is enough besides."""
    asking = frozenset(place for place, text in enumerate(words) if fold_yo(text.lower()) in QUESTION_WORDS)
    return asking if asking and len(words) - len(left_out | asking) >= LEAST_ASKED else frozenset()


def _opening(words: Sequence[str]) -> frozenset[int]:
    """The places of the first words where they only say that news is wanted: here all is."""
    found = _NEWS_OF.match(" ".join(text or "-" for text in words).lower())
    return frozenset(range(found[0].count(" "))) if found else frozenset()


def is_small(part: Tree) -> bool:
    """Whether it is one of the words that most sentences have."""
    return isinstance(part, Word) and is_stopword(fold_yo(part.text.lower()))


def _is_small(text: str, words: Sequence[str]) -> bool:
    """English small words are small among English words: «it отрасль» and «рынок IT» mean the trade."""
    if not is_stopword(fold_yo(text.lower())):
        return False
    if is_cyrillic(text) or not any(map(is_cyrillic, words)):
        return True
    return sum(map(str.isascii, filter(None, words))) > 1 and not (text.isupper() and len(text) > 1)


def _sign(text: str, part: Tree) -> str:
    """N a name, C a word in capitals, w another word, i one letter, I two with a dot, L a legal form, - else."""
    if text in LEGAL_FORMS:
        return "L"
    if _INITIALS.fullmatch(text) and text not in NO_INITIALS:
        return "I"
    if len(text) == 1 and is_cyrillic(text):
        return "i"
    if isinstance(part, Phrase):
        return "C"
    if not text[:1].isalpha() or len(text) == 1:
        return "-"
    return "w" if text[0].islower() else "C" if text.isupper() else "N"
