"""The oracle: the same scoring as `matching.evaluator`, as plain loops over the words of plain articles.

Slow and obvious on purpose; it shares with the engine only the analyzer, the plan, the fields' table and the weights.
"""

import datetime
import math
import operator
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from indexer.article import Article
from indexer.columnar.bm25f import K1
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.matching.ranking import MEASURED, Ranking
from indexer.search.syntax import And, InField, Not, Or, Published
from indexer.search.terms import AnyOf, Plan, Starts, Together, Valued
from indexer.text.analyzer import Analyzer, exact_term
from indexer.text.stopwords import is_stopword

Scores = dict[str, float]
Fields: TypeAlias = Sequence[Field]
Slot: TypeAlias = tuple[Sequence[AnyOf], Fields, int]  # words, fields, the place where they were typed
CONDITIONS = (Not, Published, Valued)
Places = dict[str, dict[int, float]]  # url -> position -> probability


@dataclass
class BruteForce:
    """All articles, word by word."""

    articles: Sequence[Article]
    analyzer: Analyzer = field(default_factory=Analyzer)

    def __post_init__(self) -> None:
        self.lemmas: dict[str, dict[str, Places]] = {}  # field -> term -> places
        self.exacts: dict[str, dict[str, Places]] = {}
        self.lengths: dict[str, dict[str, int]] = {}
        for where in TEXT_FIELDS:
            self._index(where.name)

    def _index(self, name: str) -> None:
        lemmas: dict[str, Places] = defaultdict(lambda: defaultdict(dict))
        exacts: dict[str, Places] = defaultdict(lambda: defaultdict(dict))
        lengths: dict[str, int] = {}
        for article in self.articles:
            words = self.analyzer.words(getattr(article, name))
            lengths[article.url] = len({word.position for word in words})
            for word in words:
                exacts[exact_term(word.form)][article.url][word.position] = 1.0
                for reading in self.analyzer.readings(word.form):
                    places = lemmas[reading.term][article.url]
                    places[word.position] = places.get(word.position, 0.0) + reading.weight / CERTAIN
        self.lemmas[name], self.exacts[name], self.lengths[name] = lemmas, exacts, lengths

    def search(self, plan: Plan, ranking: Ranking = MEASURED) -> Scores:
        """url -> score."""
        held, parts = self._held(plan), [part for part, _ in _parts(plan) if not isinstance(part, CONDITIONS)]
        loose = _loosened(plan)
        words = [(part, fields) for part, fields in _parts(loose) if not isinstance(part, CONDITIONS)]
        if len(parts) < 2:
            is_enough = len(held) > 0 or _length([word for word, _ in words]) < ranking.long_query
        else:
            is_enough = len(held) >= (ranking.page if _length(parts) >= ranking.long_query else 1)
        if is_enough or any(self._stand_together(plan, url, ranking) for url in held):
            return self._lifted(held, plan, ranking)
        most = self._most(words, self._allowed(plan), ranking)
        return self._lifted(held, plan, ranking) if len(most) == len(held) else self._lifted(most, loose, ranking)

    def _allowed(self, plan: Plan) -> set[str]:
        allowed = {article.url for article in self.articles}
        for part, fields in _parts(plan):
            if isinstance(part, CONDITIONS):
                allowed &= set(self._evaluate(part, fields))
        return allowed

    def _held(self, plan: Plan, within: Fields = TEXT_FIELDS) -> Scores:
        """What holds all parts."""
        found = [self._evaluate(part, fields) for part, fields in _parts(plan, within)]
        summed = _summed(found)
        return {url: summed[url] for url in set.intersection(*map(set, found))}

    def _most(self, words: Sequence[tuple[Plan, Fields]], allowed: set[str], ranking: Ranking) -> Scores:
        """What holds most of the words, each counted by its idf."""
        scores: Scores = defaultdict(float)
        held: Scores = defaultdict(float)
        total = 0.0
        for part, fields in words:
            found = self._evaluate(part, fields)
            told = self._told(part, fields, len(found))
            total += told if found else 0.0
            for url in found.keys() & allowed:
                scores[url] += found[url]
                held[url] += told
        shares = {url: mass / total for url, mass in held.items()}
        if not shares:
            return {}
        need = ranking.most
        ranked = sorted(shares.values(), reverse=True)
        if sum(share >= need - 1e-9 for share in ranked) < ranking.few:
            need = max(ranking.least, ranked[ranking.few - 1] if len(ranked) > ranking.few else 0.0)
        need = min(need, ranked[0])
        return {
            url: scores[url] + ranking.share * total * share**4 for url, share in shares.items() if share >= need - 1e-9
        }

    def _lifted(self, scores: Scores, plan: Plan, ranking: Ranking) -> Scores:
        """The best with what their exact forms and the nearness of neighbouring words add."""
        ranked = sorted(scores.values(), reverse=True)
        last = ranked[ranking.candidates - 1] if len(ranked) > ranking.candidates else -math.inf
        slots = list(_slots(plan))
        lifted = dict(scores)
        for url in [url for url, score in scores.items() if score >= last - 1e-6]:
            for words, fields, _ in slots:
                lifted[url] += sum(ranking.exact * self._exact(word, fields, url) for word in words if not word.exact)
            for left, right in pairwise(slots):
                told = min(self._told(word, fields, 0) for words, fields, _ in (left, right) for word in words)
                weight = ranking.nearness * (1 + 1 / (len(slots) - 1))
                lifted[url] += weight * told * self._nearness(left, right, url)
        return lifted

    def _stand_together(self, plan: Plan, url: str, ranking: Ranking) -> bool:
        pairs = list(pairwise(_slots(plan)))
        return bool(pairs) and all(
            max(self._near(left, right, where, url) for where in TEXT_FIELDS) >= ranking.together
            for left, right in pairs
        )

    def _exact(self, word: AnyOf, fields: Fields, url: str) -> float:
        corrected = 0.0
        for where in fields:
            places = self.exacts[where.name].get(exact_term(word.text), {}).get(url, {})
            corrected += len(places) * self._norm(where, url)
        return self._told(word, fields, 0) * corrected * (K1 + 1) / (corrected + K1)

    def _nearness(self, left: Slot, right: Slot, url: str) -> float:
        """In the field where they are nearest, as sure as the words are."""
        best = 0.0
        for where in TEXT_FIELDS:
            chances = [
                max(min(1.0, self._frequencies(word, where).get(url, 0.0)) for word in words)
                for words, *_ in (left, right)
            ]
            best = max(best, min(chances) * self._near(left, right, where, url))
        return best

    def _near(self, left: Slot, right: Slot, where: Field, url: str) -> float:
        if where not in left[1] or where not in right[1]:
            return 0.0
        firsts, seconds = (
            {place for word in words for place in self._positions(word, where, url)} for words, *_ in (left, right)
        )
        apart = max(0, right[2] - left[2] - 1)  # small words that the query has between them
        firsts = {place + apart for place in firsts}
        steps = [after - before if after > before else before - after + 1 for before in firsts for after in seconds]
        return 1 / min(steps, default=math.inf)

    def _told(self, part: Plan, fields: Fields, found: int) -> float:
        """The idf of a word; of all else that of a word which stands wherever it matches."""
        doc_freq = self._expected(part, fields) if isinstance(part, AnyOf | Starts | Together) else found
        return math.log(1 + (len(self.articles) - doc_freq + 0.5) / (doc_freq + 0.5))

    def _expected(self, leaf: AnyOf | Starts | Together, fields: Fields) -> float:
        chances: dict[str, float] = {}
        for where in fields:
            for url, freq in self._frequencies(leaf, where).items():
                chances[url] = max(chances.get(url, 0.0), min(1.0, freq))
        return sum(chances.values())

    def _evaluate(self, plan: Plan, fields: Fields) -> Scores:
        match plan:
            case AnyOf() | Starts() | Together():
                return self._score(plan, fields)
            case InField(name, part):
                return self._evaluate(part, _only(name))
            case And():
                return self._held(plan, fields)
            case Or(parts, alike):
                return _summed([self._evaluate(part, fields) for part in parts], max if alike else operator.add)
            case Not(part):
                left_out = self._evaluate(part, fields)
                return {article.url: 0.0 for article in self.articles if article.url not in left_out}
            case Published():
                return {article.url: 0.0 for article in self.articles if _lies_in(article.published, plan)}
            case Valued(name, words, values):
                return {article.url: 0.0 for article in self.articles if self._has_value(article, name, words, values)}

    def _has_value(self, article: Article, name: str, words: Sequence[AnyOf], values: Sequence[str]) -> bool:
        for value in (article.source or "",) if name == "source" else article.regions:
            if values:
                if value in values:
                    return True
                continue
            terms = {one.term for word in self.analyzer.words(value) for one in self.analyzer.readings(word.form)}
            if all(any(term in terms for term, _ in word.terms) for word in words):
                return True
        return False

    def _score(self, leaf: AnyOf | Starts | Together, fields: Fields) -> Scores:
        freqs: dict[str, float] = {}
        for where in fields:
            for url, freq in self._frequencies(leaf, where).items():
                freqs[url] = freqs.get(url, 0.0) + freq * self._norm(where, url)
        told = self._told(leaf, fields, 0)
        return {url: told * freq * (K1 + 1) / (freq + K1) for url, freq in freqs.items()}

    def _norm(self, where: Field, url: str) -> float:
        lengths = self.lengths[where.name]
        mean = sum(lengths.values()) / max(1, len(lengths))
        return where.weight / (1 - where.b + where.b * lengths[url] / mean)

    def _frequencies(self, leaf: AnyOf | Starts | Together, where: Field) -> dict[str, float]:
        match leaf:
            case Starts(prefix):
                freqs: dict[str, float] = defaultdict(float)
                for term, places in self.exacts[where.name].items():
                    if term.startswith(prefix):
                        for url, positions in places.items():
                            freqs[url] += len(positions)
                return freqs
            case Together(slots, slop):
                return self._together(slots, slop, where)
        best: dict[str, float] = {}
        table = (self.exacts if leaf.exact else self.lemmas)[where.name]
        for term, weight in leaf.terms:
            for url, positions in table.get(term, {}).items():
                best[url] = max(best.get(url, 0.0), sum(positions.values()) * weight / CERTAIN)
        return best

    def _together(self, slots: Sequence[tuple[int, AnyOf]], slop: int | None, where: Field) -> dict[str, float]:
        freqs: dict[str, float] = {}
        for article in self.articles:
            places = [self._positions(word, where, article.url) for _, word in slots]
            if slop is None:
                starts = {
                    first
                    for first in places[0]
                    if all(first + offset in place for (offset, _), place in zip(slots, places, strict=True))
                }
            else:
                reach = max(slop, len(slots) - 1)
                starts = {
                    first
                    for first in set().union(*places)
                    if all(any(first <= at <= first + reach for at in place) for place in places)
                }
            if starts:
                freqs[article.url] = float(len(starts))
        return freqs

    def _positions(self, word: AnyOf, where: Field, url: str) -> set[int]:
        table = (self.exacts if word.exact else self.lemmas)[where.name]
        return {position for term, _ in word.terms for position in table.get(term, {}).get(url, {})}


def _lies_in(day: datetime.date | None, period: Published) -> bool:
    return (
        day is not None
        and (period.since is None or day >= period.since)
        and (period.until is None or day <= period.until)
    )


def _only(name: str) -> Fields:
    return [where for where in TEXT_FIELDS if where.name == name]


def _parts(plan: Plan, fields: Fields = TEXT_FIELDS) -> Iterator[tuple[Plan, Fields]]:
    """What is asked for together, and in which fields."""
    match plan:
        case And(parts):
            for part in parts:
                yield from _parts(part, fields)
        case InField(name, part):
            yield from _parts(part, _only(name))
        case _:
            yield plan, fields


def _slots(plan: Plan, fields: Fields = TEXT_FIELDS, place: int = 0) -> Iterator[Slot]:
    """The words at each place of the query: one, or the alternatives of an ИЛИ."""
    match plan:
        case And(parts, places):
            for number, part in enumerate(parts):
                yield from _slots(part, fields, place + (places[number] if places else number))
        case InField(name, part):
            yield from _slots(part, _only(name), place)
        case _:
            words = [one for one in (plan.parts if isinstance(plan, Or) else (plan,)) if isinstance(one, AnyOf)]
            if words:
                yield words, fields, place


def _length(parts: Sequence[Plan]) -> int:
    """Words, those of one abbreviation as one."""
    terms = [{term for term, _ in part.terms} if isinstance(part, AnyOf) else set[str]() for part in parts]
    return sum(not (number and terms[number - 1] & one) for number, one in enumerate(terms))


def _loosened(plan: Plan) -> Plan:
    """Phrases as their words, unless they ask for exact forms."""
    match plan:
        case And(parts, places):
            words: dict[Plan, int] = {}
            for number, part in enumerate(parts):
                for at, word in _loose(part):
                    words.setdefault(word, at + (places[number] if places else number))
            return And(tuple(words), tuple(words.values()))
        case InField(name, part):
            return InField(name, _loosened(part))
        case Together():
            return _loosened(And((plan,))) if len({word for _, word in _loose(plan)}) > 1 else _loose(plan)[0][1]
    return plan


def _loose(part: Plan) -> list[tuple[int, Plan]]:
    """The words of a phrase that tell something, each with its distance from the first."""
    if not isinstance(part, Together) or any(word.exact for _, word in part.slots):
        return [(0, part)]
    telling: list[tuple[int, Plan]] = [(at, word) for at, word in part.slots if not is_stopword(word.text)]
    return telling or [*part.slots]


def _summed(parts: Sequence[Scores], join: Callable[[float, float], float] = operator.add) -> Scores:
    total: Scores = defaultdict(float)
    for part in parts:
        for url, score in part.items():
            total[url] = join(total[url], score)
    return dict(total)
