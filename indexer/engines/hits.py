"""What is shown of the documents found: their articles, marked, with fragments, and the stories they belong to.

    show_hits(generation, planned, [(17, 7.31), (4, 6.05)], deadline)   ->   (Hit(score=7.31, fragments=…), …)

All texts of a page are looked through together, which costs little more than one of them would.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from indexer.article import Article
from indexer.fields import TEXT_FIELDS
from indexer.matching.deadline import Deadline
from indexer.opened.generation import Generation
from indexer.opened.shelved import article_of
from indexer.search.marks import Finder, Mark, merged
from indexer.search.results import Fragment, Hit, Span, Story
from indexer.search.snippet import fragments
from indexer.search.terms import Plan, leaves

PAGE = 10  # hits whose texts are looked through together
MOST_MATCHED = 12  # word forms listed under a hit
MOST_PLACES = (
    5_000  # words of one text that are looked at for a hit: fragments are chosen among them, from the beginning
)
Ranked = Sequence[tuple[int, float]]
"""Docnums with their scores."""


def show_hits(generation: Generation, planned: Plan, ranked: Ranked, deadline: Deadline) -> tuple[Hit, ...]:
    """Hits with all that a page shows of them, page by page while there is time, and bare from then on."""
    finders = _finders(generation, planned)
    hits: list[Hit] = []
    for first in range(0, len(ranked), PAGE):
        page = ranked[first : first + PAGE]
        hits += bare_hits(generation, page) if deadline.is_over() else _shown(generation, finders, page)
    return tuple(hits)


def _shown(generation: Generation, finders: Sequence[Finder], ranked: Ranked) -> Iterator[Hit]:
    articles = [article_of(record) for record in generation.records_of([docnum for docnum, _ in ranked])]
    marked = _marks_by(finders, articles, MOST_PLACES)
    for (docnum, score), article, marks in zip(ranked, articles, marked, strict=True):
        yield _hit(article, score, story_of(generation, docnum), *marks)


def bare_hits(generation: Generation, ranked: Ranked) -> tuple[Hit, ...]:
    """Hits without marks and fragments, their bodies not read."""
    articles = generation.articles([docnum for docnum, _ in ranked])
    return tuple(
        Hit(article, score, story=story_of(generation, docnum))
        for article, (docnum, score) in zip(articles, ranked, strict=True)
    )


def marks_in(
    generation: Generation, planned: Plan | None, articles: Sequence[Article]
) -> Iterable[tuple[list[Mark], list[Mark]]]:
    """The marks in title and body of each article."""
    return _marks_by(_finders(generation, planned), articles)


def _marks_by(
    finders: Sequence[Finder], articles: Sequence[Article], most: int | None = None
) -> Iterable[tuple[list[Mark], list[Mark]]]:
    title, body = finders
    titles, bodies = [one.title for one in articles], [one.body for one in articles]
    if title is not body:
        return zip(title.marks_in(titles, most), body.marks_in(bodies, most), strict=True)
    marks = body.marks_in([*titles, *bodies], most)
    return zip(marks[: len(articles)], marks[len(articles) :], strict=True)


def story_of(generation: Generation, docnum: int) -> Story | None:
    """The story that a document belongs to, if there is another article of it."""
    members = generation.stories.members(docnum)
    return Story(len(members), generation.article(int(members[0])).url) if len(members) else None


def _finders(generation: Generation, planned: Plan | None) -> tuple[Finder, Finder]:
    """Finders for title and body, the same one where the same words are sought."""
    in_title, in_body = (tuple(leaves(planned, field.name)) for field in TEXT_FIELDS)
    body = Finder(in_body, generation.lexicon.spellings)
    return body if in_title == in_body else Finder(in_title, generation.lexicon.spellings), body


def _hit(article: Article, score: float, story: Story | None, in_title: list[Mark], in_body: list[Mark]) -> Hit:
    title_spans = merged(in_title)
    return Hit(
        article=article,
        score=score,
        title_spans=title_spans,
        matched=_forms((article.title, title_spans), (article.body, merged(in_body))),
        fragments=_beside_title(article.title, fragments(article.body, in_body)),
        story=story,
    )


def _beside_title(title: str, found: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    """The fragments without the one that only says the title again, unless there is no other."""
    others = tuple(one for one in found if one.text.rstrip(".… ") != title.rstrip(".… "))
    return others or found


def _forms(*texts: tuple[str, Sequence[Span]]) -> tuple[str, ...]:
    """The word forms in the spans of texts, each once, in order of appearance."""
    found: dict[str, str] = {}
    for text, spans in texts:
        for start, stop in spans:
            found.setdefault(text[start:stop].casefold(), text[start:stop])
    return tuple(islice(found.values(), MOST_MATCHED))
