"""Which regions is the article about, and which does it name in passing? The most important first.

    about(article)   ->   (("Республика Мордовия", "Республика Татарстан"), "from_title")

The first rule with an answer gives the main regions. After them come those that are named again and again: OFTEN times
at least, and not less than a FRACTION as often as the one named most. All others are named in passing.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from indexer.article import Article, CleanArticle
from indexer.cleaning.characters import one_line
from indexer.cleaning.dateline import dateline
from indexer.cleaning.headlines import cut
from indexer.places.gazetteer import Kind
from indexer.places.region_names import named
from indexer.places.regions import Mention, mentions

OFTEN = 2
FRACTION = 4
MAIN = 3  # times that make a region the main one without its name in the title or the lead
LEAD = 400  # characters of the body's beginning; what is told in no more than them is told briefly
SHORT = 1500  # characters of a body that has room for one place, «в Тамбовской области», and names it once
MOST_NAMED = 100  # regions that a carrier names: there are 89
MOST_IN_LEAD = 4  # regions; the lead that lists more is about none of them
CAPITAL = "Москва"  # where the agencies sit, and another word for the government
# What stands before a place where something is: «в Москве», «жители Москвы»; but «ответ Москвы», «Москва ждёт».
_WHERE = re.compile(
    r"\b(?:во?|на|под|по|(?:центр|улиц|площад|суд|жител|мэр|мэри|власт|прокуратур|аэропорт|окрестност|район|метро"
    r"|(?:северо-|юго-)?(?:восток|запад)|север|юг)[а-я]{0,3}) \Z",
    re.IGNORECASE,
)
_AHEAD = 20


class Named(NamedTuple):
    """The places that an article names, in its title and in its body, which begins at text[body_at:]; how often each.

    Offsets of mentions count from the beginning of the title, or of a body that the title opens.
    """

    text: str
    body: str
    body_at: int
    dateline: Mention | None
    in_title: Sequence[Mention]
    in_body: Sequence[Mention]
    times: dict[str, int]


Rule: TypeAlias = Callable[[Named], Sequence[str]]


def from_title(named: Named) -> Sequence[str]:
    """The title names it: «Президент Татарстана встретился…»."""
    return _most_named(
        [one for one in named.in_title if one.subject != CAPITAL or named.times[CAPITAL] > 1 or _is_where(one, named)],
        named,
    )


def from_dateline(named: Named) -> Sequence[str]:
    """The dispatch comes from there: «(Казань, 25 июня, «Татар-информ»)»; from Moscow come all."""
    return (named.dateline.subject,) if named.dateline else ()


def from_lead(named: Named) -> Sequence[str]:
    """The beginning names it, and the text again; once is enough where there is little more, and names no other."""
    least = 1 if len(named.body) <= LEAD else OFTEN
    end = named.body_at + LEAD
    mentions_there = [one for one in named.in_body if one.start < end]
    found = _most_named([one for one in mentions_there if named.times[one.subject] >= least], named)
    if not found and len(named.times) == 1 and CAPITAL not in named.times and len(named.body) <= SHORT:
        return [one.subject for one in mentions_there if _is_where(one, named)]
    return found if len(found) <= MOST_IN_LEAD else ()


def by_frequency(named: Named) -> Sequence[str]:
    """It is named again and again."""
    subject = max(named.times, key=lambda each: named.times[each])
    return (subject,) if named.times[subject] >= MAIN else ()


RULES: list[Rule] = [from_title, from_dateline, from_lead, by_frequency]


def tagged(cleaned: CleanArticle) -> CleanArticle:
    """The article with its regions; those that its carrier names stay, by their constitutional names where known."""
    article = cleaned.article
    regions, rule = from_hints(article.regions), from_hints.__name__
    if not regions:
        regions, rule = about(article)
    if not regions and not article.regions:
        return cleaned
    article = Article(
        article.url, article.title, article.body, article.published, article.source, regions, article.link
    )
    return CleanArticle(article, cleaned.rules | ({"regions": rule} if rule else {}), cleaned.dropped)


def from_hints(names: Sequence[str]) -> tuple[str, ...]:
    """The carrier says so: «татарстан» beside the text, which is known for Республика Татарстан."""
    found = []
    for name in islice(filter(None, map(one_line, names)), MOST_NAMED):
        subjects = named(name)
        found.append(subjects[0] if len(subjects) == 1 else cut(name))
    return tuple(dict.fromkeys(found))


def about(article: Article) -> tuple[tuple[str, ...], str]:
    """The regions that the article is about, the most important first, and the rule that found the first of them."""
    title, body = article.title, article.body
    shift = 0 if body.startswith(title) else len(title) + 1
    if title.isupper():
        title = title.title()  # adjectives are known by their small letters
    text = f"{title}\n{body}" if shift else body
    found = mentions(text)
    opening = next((one for one in found if one.start >= shift), None)
    if opening and (opening.start > shift + 2 or dateline(body) is None):
        opening = None
    if opening and opening.subject == CAPITAL:
        found.remove(opening)
        opening = None
    found = [one for one in found if one.kind is not Kind.POWER]
    if not found:
        return (), ""
    times: dict[str, int] = {}
    for one in found:
        times[one.subject] = times.get(one.subject, 0) + 1
    in_title = [one for one in found if one.start < len(title)]
    read = Named(text, body, shift, opening, in_title, found[len(in_title) :] if shift else found, times)
    for rule in RULES:
        if main := rule(read):
            return (*main, *_often(read, main)), rule.__name__
    return (), ""


def _is_where(mention: Mention, named: Named) -> bool:
    """«в Москве», «жители Москвы»: something is there."""
    return bool(_WHERE.search(named.text, max(0, mention.start - _AHEAD), mention.start))


def _often(named: Named, main: Sequence[str]) -> Sequence[str]:
    """The other regions that are named again and again, the most named first."""
    least = max(OFTEN, max(named.times.values()) / FRACTION)
    found = [subject for subject, times in named.times.items() if times >= least and subject not in main]
    return sorted(found, key=lambda subject: -named.times[subject])


def _most_named(found: Sequence[Mention], named: Named) -> Sequence[str]:
    """Their regions, the most named first, those named as often in the order of the text."""
    return sorted(dict.fromkeys(one.subject for one in found), key=lambda subject: -named.times[subject])
