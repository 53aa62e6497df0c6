"""The pages a person reads: the search, one article, how to ask."""

import datetime
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from indexer import Advice, Results
from indexer.text.wording import nowhere
from web.display import without_controls
from web.errors import Overloaded, RequestError
from web.facets import chips, groups
from web.links import Links
from web.live import advise, engine, find_article, in_period, in_region, search, similar, wider
from web.request import SearchRequest, read_article_url, read_search
from web.spreadsheet import MOST, file_name, table
from web.window_title import headline_in

pages = Blueprint("pages", __name__)

FEED_SIZE = 30
# Atom asks for a moment of every entry. That of the build would put undated articles above all, anew with each build.
UNDATED = datetime.date(1970, 1, 1)
BREATH = 1.0  # seconds after which a search that took too long may be asked again
EXAMPLES = (
    "кластеры Татарстана",
    '"промышленный кластер"',
    "технопарк ИЛИ бизнес-инкубатор",
    "заголовок:инновации год:2016",
)


@pages.get("/")
def search_page() -> str:
    """Hits for a query; without one, what is inside."""
    asked = read_search(request.args)
    if not asked.query:
        held = engine()
        return render_template(
            "start.html",
            asked=asked,
            links=Links(asked),
            status=held.status(),
            inside=held.overview(),
            examples=EXAMPLES,
        )
    results, links = search(asked), Links(asked)
    meant, advice = searched(asked, results), advise(asked, results)
    filters = groups(links, results)
    about = in_region(meant, results)
    return render_template(
        "results.html",
        asked=asked,
        results=results,
        links=links,
        meant=links if meant is asked else Links(meant),
        groups=filters,
        by=", ".join([group.by for group in filters]),
        chips=tuple(chips(links)),
        advice=advice,
        notes=notes(results, advice),
        period=in_period(meant, results),
        about=about,
        wider=None if about else wider(asked, results),
        headline=headline_in(asked.query),
        similar=similar(asked, results),
        addressed=None if results.total else engine().article(asked.query, read=0),
    )


def notes(results: Results, advice: Advice | None) -> tuple[str, ...]:
    """The notes, without those that the page says in another way: the correction, the words that stand nowhere."""
    told = {results.correction.note} if results.correction else set()
    if advice:
        told.add(nowhere([word.text for word in advice.words if not word.count]))
    return tuple(note for note in results.notes if note not in told)


def searched(asked: SearchRequest, results: Results) -> SearchRequest:
    """What was searched, so that an article opens with the words found in it."""
    return asked if results.searched == asked.query else replace(asked, query=results.searched)


@pages.get("/article")
def article_page() -> str:
    """One article, whole, with the forms of the query's words marked."""
    asked = read_search(request.args)
    marked_article = find_article(read_article_url(request.args), asked.query)
    return render_template("article.html", asked=asked, links=Links(asked), found=marked_article)


@pages.get("/feed")
def feed() -> Response:
    """The newest hits of a query as an Atom feed (RFC 4287)."""
    asked = replace(read_search(request.args), sort="date", page=1, size=FEED_SIZE)
    if not asked.query:
        raise RequestError("пустой запрос: напишите его в q")
    status = engine().status()
    links = Links(asked)
    text = render_template(
        "feed.xml",
        asked=asked,
        links=links,
        chips=chips(links),
        results=search(asked),
        built=status.built,
        undated=UNDATED,
        root=request.url_root,
    )
    return Response(without_controls(text), mimetype="application/atom+xml")


@pages.get("/list.csv")
def spreadsheet() -> Response:
    """The hits of a query, without their texts, for Excel and its like."""
    asked = replace(read_search(request.args), page=1, size=MOST)
    if not asked.query:
        raise RequestError("пустой запрос: напишите его в q")
    results = search(asked, is_bare=True)
    if results.timed_out:  # a table has no place to say that it is not whole
        raise Overloaded(BREATH)
    response = Response(table(results.hits), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name(asked.query))}"
    return response


@pages.get("/opensearch.xml")
def opensearch() -> Response:
    """How a browser adds this search to its own (OpenSearch 1.1)."""
    return Response(
        render_template("opensearch.xml", root=request.url_root),
        mimetype="application/opensearchdescription+xml",
    )


@pages.get("/help")
def help_page() -> str:
    """The query language on one page."""
    return render_template("help.html", asked=SearchRequest())
