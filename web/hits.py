"""The hits of a page, each with its link, byline, fragments and what was found in it.

hit_list(results.hits, links)   ->   Markup('<li><article class="hit">…')
byline(article)                 ->   Markup('<p class="byline"><span class="source">…')

It is written here and not in a template, where each hit would be fifty calls.
"""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from indexer import Article, Hit
from indexer.text.wording import REPRINTS, counted, day_in_words
from web.display import forms, marked
from web.links import Links, in_html

MOST_FRAGMENTS = 3

HIT = """\
<li><article class="hit">
<h2><a href="{address}">{title}</a></h2>
{byline}
{fragments}{why}</article></li>
"""


def hit_list(hits: Iterable[Hit], links: Links) -> Markup:
    """The hits as items of a list; `links` knows the results page that an article was reached from."""
    return Markup("".join([_hit(hit, links) for hit in hits]))


def byline(article: Article) -> Markup:
    """What is said of an article wherever it is listed: source, day and regions."""
    day = article.published
    said = [
        f'<span class="source">{escape(article.source)}</span> ' if article.source else "",
        f'<time datetime="{day}">{day_in_words(day)}</time>' if day else '<span class="undated">без даты</span>',
        f' <span class="regions">{escape(", ".join(article.regions))}</span>' if article.regions else "",
    ]
    return Markup(f'<p class="byline">{"".join(said)}</p>')


def _hit(hit: Hit, links: Links) -> str:
    article = hit.article
    address = in_html(links.article(article.url))
    fragments = [f'<p class="fragment">{marked(one.text, one.spans)}</p>\n' for one in hit.fragments[:MOST_FRAGMENTS]]
    why = " ".join(_why(hit, address, links))
    return HIT.format(
        address=address,
        title=marked(article.title, hit.title_spans) if article.title else "Без заголовка",
        byline=byline(article),
        fragments="".join(fragments),
        why=why and f'<p class="why">{why}</p>\n',
    )


def _why(hit: Hit, address: str, links: Links) -> Iterator[str]:
    """The forms that were found, and the reprints of the same story."""
    if hit.matched:
        yield f"<span>найдено: {escape(forms(hit.matched))}</span>"
    if hit.story and hit.story.size > 1:
        first = hit.story.first
        to_first = f', <a href="{in_html(links.article(first))}">первая публикация</a>'
        others = f'<a href="{address}#story">ещё {counted(hit.story.size - 1, *REPRINTS)}</a>'
        yield f"<span>{others}{to_first if first != hit.article.url else ''}</span>"
