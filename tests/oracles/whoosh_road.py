"""The second road: the same plan as a Whoosh query, walked by a stock Whoosh searcher over our matchers.

    with WhooshRoad(folder) as road:
        road.search(planned)    urls of what is found
        road.scores(word)       url -> BM25F, by a Whoosh weighting, of a word that is one term

Whoosh's AndNot, Require and DisjunctionMax err, and so does a limit: none of them is used. Its scores are sums over
terms, ours are not: they can be compared for a single term only. It shares with the engine the plan, the analyzer and
the fields' table.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np
from whoosh import query as whoosh
from whoosh.index import open_dir
from whoosh.matching import NullMatcher
from whoosh.query.spans import Span, SpanQuery, SpanWrappingMatcher
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from indexer.columnar.bm25f import K1
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.matching.lifts import Slot, slots
from indexer.matching.ranking import MEASURED, Ranking
from indexer.matching.relaxation import EVEN, is_enough, least_share, loosened
from indexer.search.syntax import And, InField, Not, Or, Published
from indexer.search.terms import AnyOf, Plan, Starts, Together, Valued
from indexer.text.analyzer import Analyzer

EVERYWHERE = tuple(TEXT_FIELDS)


class WhooshRoad(AbstractContextManager["WhooshRoad"]):
    """A generation folder, opened by Whoosh."""

    def __init__(self, folder: Path, analyzer: Analyzer | None = None) -> None:
        self._searcher = open_dir(str(folder)).searcher()
        self._analyzer = analyzer or Analyzer()
        self._urls = {docnum: stored["url"] for docnum, stored in self._searcher.reader().iter_docs()}

    def __exit__(self, *_: object) -> None:
        self._searcher.close()

    def urls(self) -> set[str]:
        """All that is not deleted."""
        return set(self._urls.values())

    def search(self, plan: Plan, ranking: Ranking = MEASURED) -> set[str]:
        """What a plan finds; where that is too little, what holds most of its words and every condition."""
        held = self._found(self.query(plan))
        parts, _ = self._split(plan)
        words, conditions = self._split(loosened(plan))
        is_answer = is_enough(len(held), [part for part, _ in parts], [word for word, _ in words], ranking)
        if is_answer or self._stand_together(plan, held, ranking):
            return held
        shares: dict[str, float] = defaultdict(float)
        total = 0.0
        for word, fields in words:
            query = self.query(word, fields)
            idf = self._idf(word, fields, query)
            total += idf if self._found(query) else 0.0
            for url in self._found(whoosh.And([query, *conditions])):
                shares[url] += idf
        if not shares:
            return set()
        least = least_share(np.array(list(shares.values())) / total, ranking)
        return {url for url, share in shares.items() if share / total >= least - EVEN}

    def query(self, plan: Plan, fields: Sequence[Field] = EVERYWHERE) -> Any:
        """The plan as a Whoosh query, in those text fields."""
        match plan:
            case AnyOf():
                return whoosh.Or([whoosh.Term(*term) for where in fields for term in _terms(plan, where)])
            case Starts(prefix):
                return whoosh.Or([whoosh.Prefix(where.exact, prefix) for where in fields])
            case Together(slots, slop):
                return whoosh.Or([Beside([(at, _terms(word, where)) for at, word in slots], slop) for where in fields])
            case InField(name, part):
                return self.query(part, [where for where in TEXT_FIELDS if where.name == name])
            case Or(parts):
                return whoosh.Or([self.query(part, fields) for part in parts])
            case And(parts):
                return whoosh.And([self.query(part, fields) for part in parts])
            case Not(part):
                # Alone, Whoosh's Not finds deleted documents that follow the last one it leaves out.
                return whoosh.And([whoosh.Every(), whoosh.Not(self.query(part, fields))])
            case Published(since, until):
                return whoosh.NumericRange("published", since and since.toordinal(), until and until.toordinal())
            case Valued(field, words, values):
                return whoosh.Or([whoosh.Term(field, value) for value in values or self._values(field, words)])

    def scores(self, word: AnyOf) -> dict[str, float]:
        """BM25F of a word that `is_one_term`."""
        idf = self._idf(word, EVERYWHERE, None)
        weighted = Searcher(self._searcher.reader(), weighting=Bm25f(idf, self._means))
        found = weighted.search(self.query(word), limit=None)
        return {self._urls[docnum]: score for docnum, score in found.items()}

    def _idf(self, part: Plan, fields: Sequence[Field], query: Any) -> float:
        """How much a word tells; all else as a word that stands wherever its query matches."""
        doc_freq = self._expected(part, fields) if isinstance(part, AnyOf) else len(self._found(query))
        return math.log(1 + (len(self._urls) - doc_freq + 0.5) / (doc_freq + 0.5))

    def _expected(self, word: AnyOf, fields: Sequence[Field]) -> float:
        """How many documents have the word, each by the probability that it does."""
        chances: dict[int, float] = defaultdict(float)
        for name, term, share in _weighted(word, fields):
            if (name, term) in self._searcher.reader():
                matcher = self._searcher.reader().postings(name, term)
                while matcher.is_active():
                    chances[matcher.id()] = max(chances[matcher.id()], min(1.0, matcher.weight() * share))
                    matcher.next()
        return sum(chances.values())

    @cached_property
    def _means(self) -> dict[str, float]:
        """Mean length of every text field; deleted documents do not count."""
        length = self._searcher.reader().doc_field_length
        return {
            where.name: sum(length(docnum, where.name, 0) for docnum in self._urls) / len(self._urls)
            for where in TEXT_FIELDS
        }

    def _found(self, query: Any) -> set[str]:
        return {self._urls[docnum] for docnum in self._searcher.search(query, limit=None).docs()}

    def _stand_together(self, plan: Plan, urls: set[str], ranking: Ranking) -> bool:
        """Whether in one of those documents every two neighbouring words are near."""
        near = [self._near(left, right) for left, right in pairwise(slots(plan))]
        return bool(near) and any(all(one.get(url, 0.0) >= ranking.together for one in near) for url in urls)

    def _near(self, left: Slot, right: Slot) -> dict[str, float]:
        """How near two neighbours are in each document that has both in one field."""
        near: dict[str, float] = defaultdict(float)
        apart = max(0, right.place - left.place - 1)
        for where in TEXT_FIELDS:
            firsts, seconds = self._standing(left, where), self._standing(right, where)
            for docnum in firsts.keys() & seconds.keys() & self._urls.keys():
                steps = [
                    after - before if after > before else before - after + 1
                    for before in (place + apart for place in firsts[docnum])
                    for after in seconds[docnum]
                ]
                near[self._urls[docnum]] = max(near[self._urls[docnum]], 1 / min(steps))
        return near

    def _standing(self, slot: Slot, where: Field) -> dict[int, set[int]]:
        """Where the words of a slot stand in the field of each document."""
        found: dict[int, set[int]] = defaultdict(set)
        for word in slot.words:
            for name, term in _terms(word, where) if where in slot.fields else []:
                if (name, term) in self._searcher.reader():
                    matcher = self._searcher.reader().postings(name, term)
                    while matcher.is_active():
                        found[matcher.id()] |= {span.start for span in matcher.spans()}
                        matcher.next()
        return found

    def _split(self, plan: Plan) -> tuple[list[tuple[Plan, Sequence[Field]]], list[Any]]:
        """What finds words, and the conditions as Whoosh queries."""
        words: list[tuple[Plan, Sequence[Field]]] = []
        conditions: list[Any] = []
        for part, fields in _parts(plan, EVERYWHERE):
            if isinstance(part, Not):
                conditions.append(whoosh.Not(self.query(part.part, fields)))
            elif isinstance(part, Published | Valued):
                conditions.append(self.query(part, fields))
            else:
                words.append((part, fields))
        return words, conditions

    def _values(self, field: str, words: Sequence[AnyOf]) -> Iterator[str]:
        """The values of a facet that hold all the words."""
        for value in self._searcher.reader().field_terms(field):
            terms = {one.term for word in self._analyzer.words(value) for one in self._analyzer.readings(word.form)}
            if all(any(term in terms for term, _ in word.terms) for word in words):
                yield value


class Beside(SpanQuery):
    """Alternatives at each slot, the slots at their offsets from the first; with `slop`, so near in any order.

    Whoosh's SpanNear over Or will not do: an Or melts neighbouring spans into one.
    """

    def __init__(self, slots: Sequence[tuple[int, Sequence[tuple[str, str]]]], slop: int | None) -> None:
        self.slots = slots
        self.slop = slop
        self.q = whoosh.And([whoosh.Or([whoosh.Term(*term) for term in terms]) for _, terms in slots])

    def estimate_size(self, reader: Any) -> Any:
        """Of the documents that have all the words."""
        return self.q.estimate_size(reader)

    def matcher(self, searcher: Any, context: Any = None) -> "BesideMatcher":
        """Walks the documents that have all the words, and beside them the postings of each term."""
        slots = [
            (at, [searcher.postings(*term) for term in terms if term in searcher.reader()]) for at, terms in self.slots
        ]
        return BesideMatcher(self.q.matcher(searcher, context), slots, self.slop)


class BesideMatcher(SpanWrappingMatcher):
    """Only the documents where the words stand so."""

    def __init__(self, child: Any, slots: Sequence[tuple[int, Sequence[Any]]], slop: int | None) -> None:
        self.slots = slots
        self.slop = slop
        super().__init__(child)

    def copy(self) -> "BesideMatcher":
        """Another walk from the same place."""
        slots = [(at, [leaf.copy() for leaf in leaves]) for at, leaves in self.slots]
        return BesideMatcher(self.child.copy(), slots, self.slop)

    def replace(self, minquality: float = 0) -> Any:  # Whoosh's protocol
        """Itself, while it lasts."""
        return self if self.is_active() else NullMatcher()

    def _get_spans(self) -> list[Span]:
        places = [(at, {place for leaf in leaves for place in self._places(leaf)}) for at, leaves in self.slots]
        first, *_ = (place for _, place in places)
        if self.slop is None:
            return [Span(start) for start in sorted(first) if all(start + at in place for at, place in places)]
        reach = max(self.slop, len(places) - 1)
        return [
            Span(start, start + reach)
            for start in sorted({start for _, place in places for start in place})
            if all(any(start <= one <= start + reach for one in place) for _, place in places)
        ]

    def _places(self, leaf: Any) -> Iterable[int]:
        if leaf.is_active() and leaf.id() < self.child.id():
            leaf.skip_to(self.child.id())
        is_here = leaf.is_active() and leaf.id() == self.child.id()
        return [span.start for span in leaf.spans()] if is_here else []


class Bm25f(WeightingModel):
    """Whoosh adds up what the scorers of the fields give, `final` saturates the sum."""

    use_final = True

    def __init__(self, idf: float, means: dict[str, float]) -> None:
        self._idf = idf
        self._means = means

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> "FieldScorer":
        """The part of one field; the exact field has the lengths of the other."""
        where = next(one for one in TEXT_FIELDS if fieldname in (one.name, one.exact))
        return FieldScorer(searcher, where, self._means[where.name])

    def final(self, searcher: Any, docnum: int, score: float) -> float:
        """What the fields gave together, saturated."""
        return self._idf * score * (K1 + 1) / (score + K1)


class FieldScorer(BaseScorer):
    """Weight over length."""

    def __init__(self, searcher: Any, where: Field, mean: float) -> None:
        self._searcher = searcher
        self._where = where
        self._mean = mean

    def score(self, matcher: Any) -> float:
        """Of the document where the matcher stands."""
        length = self._searcher.reader().doc_field_length(matcher.id(), self._where.name, 0)
        where = self._where
        return float(matcher.weight() * where.weight / (1 - where.b + where.b * length / self._mean))


def is_one_term(plan: Plan) -> TypeGuard[AnyOf]:
    """Whether a plan is one word of one certain reading."""
    return isinstance(plan, AnyOf) and [weight for _, weight in plan.terms] == [CERTAIN]


def _parts(plan: Plan, fields: Sequence[Field]) -> Iterator[tuple[Plan, Sequence[Field]]]:
    match plan:
        case And(parts):
            for part in parts:
                yield from _parts(part, fields)
        case InField(name, part):
            yield from _parts(part, [where for where in TEXT_FIELDS if where.name == name])
        case _:
            yield plan, fields


def _weighted(word: AnyOf, fields: Sequence[Field]) -> Iterator[tuple[str, str, float]]:
    """Field, term and probability of each reading."""
    for where in fields:
        for term, weight in word.terms:
            yield _name(word, where), term, weight / CERTAIN


def _terms(word: AnyOf, where: Field) -> list[tuple[str, str]]:
    return [(_name(word, where), term) for term, _ in word.terms]


def _name(word: AnyOf, where: Field) -> str:
    return where.exact if word.exact else where.name
