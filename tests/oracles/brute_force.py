"""The oracle: the same scoring as `engines.evaluate`, as plain loops over the words of plain articles.

Slow and obvious on purpose; it shares with the engine only the analyzer, the plan and the fields' table.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.article import Article
from indexer.columnar.bm25f import K1
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.search.syntax import And, InField, Not, Or, Published
from indexer.search.terms import AnyOf, Plan, Starts, Together, Valued
from indexer.text.analyzer import Analyzer, exact_term

Scores = dict[str, float]
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

    def search(self, plan: Plan) -> Scores:
        """url -> score."""
        return self._evaluate(plan, TEXT_FIELDS)

    def _evaluate(self, plan: Plan, fields: Sequence[Field]) -> Scores:
        match plan:
            case AnyOf() | Starts() | Together():
                return self._score({where: self._frequencies(plan, where) for where in fields})
            case InField(name, part):
                return self._evaluate(part, [where for where in TEXT_FIELDS if where.name == name])
            case Or(parts):
                return _summed([self._evaluate(part, fields) for part in parts])
            case Not(part):
                left_out = self._evaluate(part, fields)
                return {article.url: 0.0 for article in self.articles if article.url not in left_out}
            case Published():
                return {article.url: 0.0 for article in self.articles if _lies_in(article.published, plan)}
            case Valued(name, words, values):
                return {article.url: 0.0 for article in self.articles if self._has_value(article, name, words, values)}
            case And(parts):
                return self._all(parts, fields)

    def _all(self, parts: Sequence[Plan], fields: Sequence[Field]) -> Scores:
        words = [self._evaluate(part, fields) for part in parts if not isinstance(part, Not | Published | Valued)]
        allowed = {article.url for article in self.articles}
        for part in parts:
            if isinstance(part, Not | Published | Valued):
                allowed &= set(self._evaluate(part, fields))
        held = {url: sum(url in found for found in words) for url in allowed}
        summed = _summed(words)
        if any(count == len(words) for count in held.values()):
            return {url: summed.get(url, 0.0) for url, count in held.items() if count == len(words)}
        most = max(held.values(), default=0)
        least = min(most, math.ceil(len(words) / 2))
        if not most or len(words) == 1:
            return {}
        return {url: summed[url] * count / len(words) for url, count in held.items() if count >= least}

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

    def _score(self, found: dict[Field, dict[str, float]]) -> Scores:
        chances: dict[str, float] = {}
        freqs: dict[str, float] = {}
        for where, of_field in found.items():
            lengths = self.lengths[where.name]
            mean = sum(lengths.values()) / max(1, len(lengths))
            for url, freq in of_field.items():
                chances[url] = max(chances.get(url, 0.0), min(1.0, freq))
                corrected = freq * where.weight / (1 - where.b + where.b * lengths[url] / mean)
                freqs[url] = freqs.get(url, 0.0) + corrected
        doc_freq, doc_count = sum(chances.values()), len(self.articles)
        idf = math.log(1 + (doc_count - doc_freq + 0.5) / (doc_freq + 0.5))
        return {url: idf * freq * (K1 + 1) / (freq + K1) for url, freq in freqs.items()}

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


def _summed(parts: Sequence[Scores]) -> Scores:
    total: Scores = defaultdict(float)
    for part in parts:
        for url, score in part.items():
            total[url] += score
    return dict(total)
