"""The hits of a page as HTML."""

import datetime

import pytest
from markupsafe import Markup

from indexer import Article, Fragment, Hit, Story
from web.hits import byline, hit_list
from web.links import Links
from web.request import SearchRequest

LINKS = Links(SearchRequest("а"))
PAGE = "http://news.ru/1"
ARTICLE = Article(
    PAGE, "Кластер & Ко", "", datetime.date(2016, 5, 31), "<b>Вестник</b>", ("Москва", "Омская <область>")
)


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (
            ARTICLE,
            '<span class="source">&lt;b&gt;Вестник&lt;/b&gt;</span> '
            '<time datetime="2016-05-31">31 мая 2016</time> '
            '<span class="regions">Москва, Омская &lt;область&gt;</span>',
        ),
        (Article(PAGE, "", ""), '<span class="undated">без даты</span>'),
    ],
)
def test_source_day_and_regions(article: Article, said: str) -> None:
    assert byline(article) == Markup(f'<p class="byline">{said}</p>')


def test_everything_of_an_article_is_shown_literally() -> None:
    hostile = "\"'><script>"
    fragment = Fragment(hostile, ((0, 1),))
    article = Article(hostile, hostile, "", None, hostile, (hostile,))
    html = hit_list([Hit(article, 1.0, ((0, 1),), (hostile,), (fragment,), Story(2, hostile * 2))], LINKS)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5  # title, source, region, fragment and form; addresses say it their way


@pytest.mark.parametrize(
    ("story", "shown"),
    [
        (None, ""),
        (Story(1, PAGE), ""),
        (Story(2, PAGE), "ещё 1\u00a0перепечатка</a></span>"),
        (Story(3, "http://news.ru/2"), 'ещё 2\u00a0перепечатки</a>, <a href="/article?url=http://news.ru/2&amp;q=а">'),
    ],
)
def test_reprints_are_counted_and_the_first_is_linked(story: Story | None, shown: str) -> None:
    html = hit_list([Hit(ARTICLE, 1.0, story=story)], LINKS)
    assert shown in html
    assert ('<p class="why">' in html) is bool(shown)


def test_an_article_without_a_title_can_be_opened() -> None:
    html = hit_list([Hit(Article(PAGE, "", ""), 1.0)], LINKS)
    assert f'<a href="/article?url={PAGE}&amp;q=а">Без заголовка</a>' in html
