"""Which regions is the article about, and which does it name in passing? The most important first.

    about(article)   ->   (("Республика Мордовия", "Республика Татарстан"), "from_title")

The first rule with an answer gives the main regions. After them come those that are named again and again: OFTEN times
at least, and not less than a FRACTION as often as the one named most. All others are named in passing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from indexer.article import Article, CleanArticle
from indexer.cleaning.dateline import dateline
from indexer.text.region_names import named
from indexer.text.regions import Mention, mentions

OFTEN = 2
FRACTION = 4
MAIN = 3  # times that make a region the main one without its name in the title or the lead
LEAD = 400  # characters of the body's beginning; what is told in no more than them is told briefly
MOST_IN_LEAD = 4  # regions; the lead that lists more is about none of them
CAPITAL = "Москва"  # where the agencies sit, and another word for the government


@dataclass(frozen=True, slots=True)
class Named:
    """The places that an article names: in its title, in its body (offsets count from the body), and how often."""

    body: str
    in_title: Sequence[Mention]
    in_body: Sequence[Mention]
    times: Counter[str]


Rule: TypeAlias = Callable[[Named], Sequence[str]]


def from_title(named: Named) -> Sequence[str]:
    """The title names it: «Президент Татарстана встретился…»."""
    return _most_named([one for one in named.in_title if one.subject != CAPITAL or named.times[CAPITAL] > 1], named)


def from_dateline(named: Named) -> Sequence[str]:
    """The dispatch comes from there: «(Казань, 25 июня, «Татар-информ»)»; from Moscow come all."""
    first = next(iter(named.in_body), None)
    if first is None or first.start > 2 or first.subject == CAPITAL or dateline(named.body) is None:
        return ()
    return (first.subject,)


def from_lead(named: Named) -> Sequence[str]:
    """The beginning names it, and the text again; once is enough where there is no more than a beginning."""
    least = 1 if len(named.body) <= LEAD else OFTEN
    found = _most_named([one for one in named.in_body if one.start < LEAD and named.times[one.subject] >= least], named)
    return found if len(found) <= MOST_IN_LEAD else ()


def by_frequency(named: Named) -> Sequence[str]:
    """It is named again and again."""
    return [subject for subject, times in named.times.most_common(1) if times >= MAIN]


RULES: list[Rule] = [from_title, from_dateline, from_lead, by_frequency]


def tagged(cleaned: CleanArticle) -> CleanArticle:
    """The article with its regions; those that its carrier names stay, by their constitutional names where known."""
    article = cleaned.article
    if article.regions:
        regions, rule = from_hints(article.regions), from_hints.__name__
    else:
        regions, rule = about(article)
        if not regions:
            return cleaned
    return replace(cleaned, article=replace(article, regions=regions), rules=cleaned.rules | {"regions": rule})


def from_hints(names: Sequence[str]) -> tuple[str, ...]:
    """The carrier says so: «татарстан» beside the text, which is known for Республика Татарстан."""
    found = []
    for name in names:
        subjects = named(name)
        found.append(subjects[0] if len(subjects) == 1 else name)
    return tuple(dict.fromkeys(found))


def about(article: Article) -> tuple[tuple[str, ...], str]:
    """The regions that the article is about, the most important first, and the rule that found the first of them."""
    title, body = article.title, article.body
    shift = 0 if body.startswith(title) else len(title) + 1
    found = mentions(f"{title}\n{body}" if shift else body)
    if not found:
        return (), ""
    in_title = [one for one in found if one.start < len(title)]
    in_body = [one._replace(start=one.start - shift, stop=one.stop - shift) for one in found if one.start >= shift]
    read = Named(body, in_title, in_body, Counter([one.subject for one in found]))
    for rule in RULES:
        if main := rule(read):
            most = read.times.most_common(1)[0][1]
            often = [
                subject
                for subject, times in read.times.most_common()
                if times >= OFTEN and times * FRACTION >= most and subject not in main
            ]
            return (*main, *often), rule.__name__
    return (), ""


def _most_named(found: Sequence[Mention], named: Named) -> Sequence[str]:
    """Their regions, the most named first, those named as often in the order of the text."""
    return sorted(dict.fromkeys(one.subject for one in found), key=lambda subject: -named.times[subject])
