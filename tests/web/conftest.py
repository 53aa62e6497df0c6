"""A small engine that holds its articles in memory, and the app over it.

It finds a word by the first letters it shares with a word of the text (enough for a page to have something to
show); what real matching does is tested in the rooms of the engine.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer import (
    Advice,
    Article,
    Correction,
    Count,
    Explanation,
    Fragment,
    Hit,
    MarkedArticle,
    Overview,
    QueryError,
    Results,
    Stats,
    Status,
    Story,
    Suggestion,
    Timeline,
    WordAlone,
)
from web import create_app

BUILT = datetime.datetime(2024, 1, 2, tzinfo=datetime.UTC)
TATARSTAN, MORDOVIA, TOMSK = "Республика Татарстан", "Республика Мордовия", "Томская область"

ARTICLES = (
    Article(
        "https://news.example/kazan/1",
        "Камский кластер собрал поставщиков со всего Поволжья",
        "В Набережных Челнах прошёл форум поставщиков автомобильной промышленности. Камский инновационный кластер "
        "показал на нём сорок новых проектов.\n\nУчастники кластера договорились о совместных закупках. Часть "
        "предприятий кластера уже перешла на общий склад, остальные сделают это до конца года.\n\n"
        "— Для небольших заводов это способ снизить издержки, не теряя самостоятельности, — пояснили в правлении "
        "кластера.",
        datetime.date(2016, 5, 31),
        "Вестник Поволжья",
        (TATARSTAN,),
    ),
    Article(
        "https://news.example/saransk/2",
        "Технопарк в Саранске открыл лабораторию волоконной оптики",
        "Новая лаборатория технопарка займётся датчиками для железных дорог.\nПервые образцы обещают к весне.",
        datetime.date(2014, 12, 1),
        "Мордовия сегодня",
        (MORDOVIA,),
    ),
    Article(
        "archive/tomsk-3.txt",
        "Учёные и заводы ищут общий язык",
        "Томский кластер ядерных технологий пригласил татарстанских коллег. Два кластера хотят готовить инженеров "
        "вместе, а деньги на стажировки поделить поровну между университетами и предприятиями.",
        None,
        "Сибирский обозреватель",
        (TOMSK, TATARSTAN),
    ),
    Article(
        "javascript:alert(1)",
        "Кластер <script>alert('заголовок')</script> & «кавычки»",
        "<script>alert('кластер')</script> <img src=x onerror=alert(1)> и ещё раз кластер.",
        datetime.date(2012, 1, 9),
        "<b>Чужой</b> источник",
        (),
    ),
)


def copies(count: int) -> tuple[Article, ...]:
    """Many articles of one kind, for pages and long facets."""
    regions = "Калужская Пензенская Самарская Тверская Омская Курская Рязанская Тульская Липецкая Псковская".split()
    return tuple(
        Article(
            f"https://news.example/region/{number}",
            f"Промышленный кластер номер {number} получил деньги на оборудование",
            "Региональный промышленный кластер купит станки и приборы на средства субсидии. " * 6,
            datetime.date(2005 + number % 15, 1 + number % 12, 1 + number % 28),
            f"Газета «Новости района {number % 24}»",
            (f"{regions[number % 10]} область",),
        )
        for number in range(count)
    )


class TinyEngine:
    """The Engine protocol over a handful of articles."""

    def __init__(self, articles: Sequence[Article] = ARTICLES) -> None:
        self.held = tuple(articles)
        self.refreshed = 0

    def advise(self, query: str) -> Advice:
        words = tuple(WordAlone(word, *self._alone(word)) for word in re.findall(r"\w+", query))
        plain = " ".join(word.text for word in words)
        count = len([one for one in self.held if all(spans_of(word.text, one.body) for word in words)])
        return Advice(words, Suggestion(plain, count) if count and plain != query else None)

    def count(self, query: str, **filters: Any) -> int:
        return self.search(query, **filters).total

    def wider(self, results: Results) -> Suggestion | None:
        return None

    def _alone(self, word: str) -> tuple[int, tuple[str, ...]]:
        count = len([one for one in self.held if spans_of(word, f"{one.title}\n{one.body}")])
        return (count, ()) if count else (0, ("технопарк", "кластер & «К°»"))

    def suggest(self, prefix: str, limit: int = 10) -> tuple[Suggestion, ...]:
        return tuple(Suggestion(f"{prefix}{end}", 3) for end in ("р", "ры", "ров"))[:limit]

    def __enter__(self) -> "TinyEngine":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        regions: Sequence[str] = (),
        sources: Sequence[str] = (),
        years: Sequence[int] = (),
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        snippets: bool = True,
        facets: bool = True,
        reprints: bool = True,
        corrections: bool = True,
        timeout: float = 10.0,
    ) -> Results:
        asked, correction = query, None
        if query == "rkfcnth":
            asked, correction = "кластер", Correction("кластер", "layout", True, "!rkfcnth")
        if query == "тинопарк":
            correction = Correction("технопарк", "typo", False)
        found = [
            article
            for article in self.held
            if spans_of(asked, f"{article.title}\n{article.body}")
            and (not regions or set(regions) & set(article.regions))
            and (not sources or article.source in sources)
            and (not years or (article.published and article.published.year in years))
            and (not since or (article.published and article.published >= since))
            and (not until or (article.published and article.published <= until))
        ]
        if sort != "relevance":
            found.sort(key=lambda article: article.published or datetime.date.min, reverse=sort == "date")
        return Results(
            query=query,
            read_as=" И ".join(stem(word) for word in asked.split()),
            total=len(found),
            stories=len({first_of(article) for article in found}),
            page=offset // limit + 1,
            pages=-(-len(found) // limit),
            took_ms=1.9,
            hits=tuple(hit_of(asked, article) for article in found[offset : offset + limit]),
            notes=("слово «что» слишком частое и не искалось",) if "что" in query.split() else (),
            correction=correction,
            facets={
                "region": counts(region for article in found for region in article.regions),
                "source": counts(article.source for article in found if article.source),
                "year": counts(str(article.published.year) for article in found if article.published),
            },
            timeline=timeline_of(found),
        )

    def article(self, url: str, query: str = "", *, read: int | None = None) -> MarkedArticle | None:
        for article in self.held:
            if article.url == url:
                others = tuple(
                    other for other in self.held if other is not article and first_of(other) == first_of(article)
                )
                spans = spans_of(query, article.title), spans_of(query, article.body)
                return MarkedArticle(article, *spans, {}, others, self.held[1:2])
        return None

    def articles(self) -> Iterator[Article]:
        return iter(self.held)

    def explain(self, query: str, url: str | None = None) -> Explanation:
        return Explanation((query,), url is None or self.article(url) is not None)

    def overview(self) -> Overview:
        newest = sorted((one for one in self.held if one.published), key=lambda one: str(one.published), reverse=True)
        regions = counts(region for article in self.held for region in article.regions)
        sources = counts(article.source for article in self.held if article.source)
        return Overview(tuple(newest[:2]), regions, sources, timeline_of(self.held))

    def status(self) -> Status:
        return Status("gen-0001", len(self.held), BUILT)

    def stats(self) -> Stats:
        return Stats(len(self.held), {}, {}, 1, 1000, "gen-0001", BUILT)

    def refresh(self) -> bool:
        self.refreshed += 1
        return False

    def close(self) -> None:
        pass


def first_of(article: Article) -> str:
    """The url of the first article of its story: the third of ARTICLES reprints the first."""
    return ARTICLES[0].url if article.url == ARTICLES[2].url else article.url


def stem(word: str) -> str:
    return word.casefold()[:7].rstrip("аеиоуыэюя")


def spans_of(query: str, text: str) -> tuple[tuple[int, int], ...]:
    if query.count('"') % 2:
        raise QueryError("не закрыта кавычка", query.rindex('"'))
    stems = tuple(stem(word) for word in re.findall(r"\w+", query))
    words = [(found.start(), found.end()) for found in re.finditer(r"\w+", text)]
    return tuple((start, stop) for start, stop in words if text[start:stop].lower().startswith(stems))


def hit_of(query: str, article: Article) -> Hit:
    sentences = re.findall(r"[^.\n]+\.?", article.body)
    found = [text.strip() for text in sentences if spans_of(query, text)]
    fragments = tuple(Fragment(text, spans_of(query, text)) for text in found)
    whole = f"{article.title}\n{article.body}"
    matched = tuple(dict.fromkeys(whole[start:stop] for start, stop in spans_of(query, whole)))
    story = Story(3, ARTICLES[0].url) if first_of(article) != article.url else None
    return Hit(article, 1.0, spans_of(query, article.title), matched, fragments[:3], story)


def timeline_of(articles: Sequence[Article]) -> Timeline:
    years = Counter(article.published.year for article in articles if article.published)
    if not years:
        return Timeline((), len(articles))
    row = tuple(Count(str(year), years[year]) for year in range(min(years), max(years) + 1))
    return Timeline(row, len(articles) - years.total())


def counts(values: Iterator[str]) -> tuple[Count, ...]:
    return tuple(Count(value, count) for value, count in Counter(values).most_common())


@pytest.fixture
def engine() -> TinyEngine:
    return TinyEngine()


@pytest.fixture
def app(engine: TinyEngine) -> Flask:
    return create_app(engine=engine)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def crowded() -> FlaskClient:
    """An app over 140 articles, with more regions, sources and pages than a page shows."""
    return create_app(engine=TinyEngine(copies(140))).test_client()
