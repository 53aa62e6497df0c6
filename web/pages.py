"""The pages a person reads: the search, one article, how to ask."""

from flask import Blueprint, render_template, request

from web.facets import chips, groups
from web.live import engine, find_article, search
from web.request import SearchRequest, read_article_url, read_search

pages = Blueprint("pages", __name__)

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
        return render_template("start.html", asked=asked, status=engine().status(), examples=EXAMPLES)
    results = search(asked)
    return render_template(
        "results.html", asked=asked, results=results, groups=groups(asked, results), chips=list(chips(asked))
    )


@pages.get("/article")
def article_page() -> str:
    """One article, whole, with the forms of the query's words marked."""
    asked = read_search(request.args)
    marked_article = find_article(read_article_url(request.args), asked.query)
    return render_template("article.html", asked=asked, found=marked_article)


@pages.get("/help")
def help_page() -> str:
    """The query language on one page."""
    return render_template("help.html", asked=SearchRequest())
