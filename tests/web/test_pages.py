import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer import Advice, Article, Results
from indexer.search.results import WordAlone
from tests.web.conftest import ARTICLES, TinyEngine
from web import create_app
from web.pages import notes

ARTICLE = "/article?url=https://news.example/kazan/1"


def text_of(html: str) -> str:
    """What a reader sees, on one line."""
    shown = re.sub(r"<(head|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", shown)).split())


def read(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.content_type == "text/html; charset=utf-8"
    return answer.text


def test_the_empty_page_says_what_is_inside(client: FlaskClient) -> None:
    page = read(client, "/")
    assert "В указателе 4 новости из 4 источников." in text_of(page)
    assert "Республика Татарстан 2 " in text_of(page)
    assert text_of(page).index("31 мая 2016") < text_of(page).index("1 декабря 2014")
    assert "autofocus" in page
    assert 'href="/?q=регион:%22Республика+Татарстан%22"' in page


def test_the_empty_page_keeps_no_filter_that_is_not_seen(client: FlaskClient) -> None:
    assert "hidden" not in read(client, "/?q=&year=2016")
    assert '<input type="hidden" name="year" value="2016">' in read(client, "/?q=кластер&year=2016")


def test_results(client: FlaskClient) -> None:
    page = read(client, "/?q=кластер")
    text = text_of(page)
    assert "3 новости в 2 сюжетах , 0,002 с" in text
    assert '<a href="/?q=кластер&amp;reprints=1">Показать и перепечатки</a>' in page
    assert "Вестник Поволжья 31 мая 2016 Республика Татарстан" in text
    assert "Сибирский обозреватель без даты Томская область, Республика Татарстан" in text
    assert "найдено: кластер, кластера" in text
    assert "ещё 2 перепечатки , первая публикация" in text
    assert 'value="кластер"' in page
    assert "autofocus" not in page
    assert "Участники <mark>кластера</mark> договорились" in page


def test_reprints_are_shown_where_asked_for(client: FlaskClient) -> None:
    page = read(client, "/?q=кластер&reprints=1&sort=date")
    assert "3 новости в 2 сюжетах" in text_of(page)
    assert '<a href="/?q=кластер&amp;sort=date">Показать от каждого сюжета одну новость</a>' in page
    assert 'href="/?q=кластер&amp;sort=oldest&amp;reprints=1"' in page


def test_a_hit_leads_to_its_reprints(client: FlaskClient) -> None:
    page = read(client, "/?q=кластер")
    address = unescape(re.findall(r'<a href="([^"]+)#story">ещё', page)[0])
    article = read(client, address)
    assert 'id="story"' in article
    assert "Ещё 1 перепечатка" in text_of(article)


def test_an_article_that_stands_alone_lists_no_reprints(client: FlaskClient) -> None:
    assert "перепечатк" not in read(client, "/article?url=https://news.example/saransk/2")


def test_a_hit_leads_to_its_article_and_back(client: FlaskClient) -> None:
    page = read(client, "/?q=кластер&region=Республика Татарстан&sort=oldest")
    address = unescape(re.findall(r'<h2><a href="([^"]+)"', page)[1])
    article = read(client, address)
    assert "<mark>кластер</mark>" in article
    assert 'href="/?q=кластер&amp;region=Республика+Татарстан&amp;sort=oldest"' in article


def test_facets_toggle_and_chips_take_off(client: FlaskClient) -> None:
    page = read(client, "/?q=кластер&region=Республика Татарстан&year=2016")
    assert 'href="/?q=кластер&amp;year=2016" aria-current="true"><span>Республика Татарстан' in page
    assert "Снять отбор: Республика Татарстан ×" in text_of(page)
    assert "Снять отбор: 2016 год ×" in text_of(page)
    assert '<input type="hidden" name="region" value="Республика Татарстан">' in page


def test_filters_are_in_the_name_of_the_page_and_of_its_feed(client: FlaskClient) -> None:
    filtered = "q=кластер&year=2016&region=Республика Татарстан"
    name = "кластер, Республика Татарстан, 2016 год — Иннопоиск</title>"
    assert f"<title>{name}" in read(client, f"/?{filtered}")
    assert name in client.get(f"/feed?{filtered}").text


def test_a_page_tells_what_it_is_about_to_who_passes_the_link_on(client: FlaskClient) -> None:
    assert '<meta name="description" content="3\u00a0новости по запросу «кластер»">' in read(client, "/?q=кластер")
    assert '<meta name="description" content="В Набережных Челнах прошёл форум' in read(client, ARTICLE)


def test_the_way_to_the_filters_names_those_that_are_there(client: FlaskClient) -> None:
    undated = create_app(engine=TinyEngine(ARTICLES[2:3])).test_client()
    assert "Отобрать по региону, источнику<" in read(undated, "/?q=кластер")
    assert "Отобрать по региону, источнику, году<" in read(client, "/?q=кластер")


def test_a_fold_that_holds_what_is_chosen_is_open(crowded: FlaskClient) -> None:
    seven, eighth = "&".join(f"year={year}" for year in range(2013, 2020)), "year=2012"
    assert "<details open>" not in read(crowded, f"/?q=кластер&{seven}")
    assert read(crowded, f"/?q=кластер&{seven}&{eighth}").count("<details open>") == 1


def test_the_address_of_an_article_leads_to_it(client: FlaskClient) -> None:
    page = read(client, "/?q=https://news.example/saransk/2")
    assert 'Новость с таким адресом: <a href="/article?url=https://news.example/saransk/2&amp;q=' in page
    assert "Новость с таким адресом" not in read(client, "/?q=https://news.example/saransk")


def test_chips_of_days(client: FlaskClient) -> None:
    text = text_of(read(client, "/?q=кластер&since=2012-01-01&until=2016-12-31"))
    assert "Снять отбор: с 1 января 2012 × Снять отбор: по 31 декабря 2016 × Снять всё" in text


def test_a_month_is_one_chip(client: FlaskClient) -> None:
    """As its bar in the timeline chooses it; days that are not the whole month are two."""
    month, less = (text_of(read(client, f"/?q=кластер&since=2016-05-01&until=2016-05-{day}")) for day in (31, 30))
    assert "Снять отбор: май 2016 ×" in month
    assert month.count("Снять") == 1
    assert "Снять отбор: с 1 мая 2016 × Снять отбор: по 30 мая 2016 × Снять всё" in less


def test_sorting_is_a_link_that_keeps_the_rest(client: FlaskClient) -> None:
    page = read(client, "/?q=кластер&region=Республика Татарстан&sort=date")
    assert '<a href="/?q=кластер&amp;region=Республика+Татарстан&amp;sort=oldest">' in page
    assert '><span class="word">сначала </span>старые</a>' in page
    assert 'sort=date" aria-current="true"><span class="word">сначала </span>новые</a>' in page


def test_pages_are_numbered(crowded: FlaskClient) -> None:
    page = read(crowded, "/?q=кластер&page=5")
    assert "← назад Страница 1 … Страница 4 Страница 5 Страница 6 … Страница 14 дальше →" in text_of(page)
    assert '<ol class="hits" start="41">' in page
    assert page.count("<article") == 10
    assert "<title>кластер, страница 5 — Иннопоиск</title>" in page
    assert ", страница 5 из 14, 0," in page


def test_the_first_page_does_not_say_so(crowded: FlaskClient) -> None:
    page = read(crowded, "/?q=кластер")
    assert "<title>кластер — Иннопоиск</title>" in page
    assert "страница 1" not in page


def test_a_page_beyond_the_last_shows_the_way_back(crowded: FlaskClient) -> None:
    assert "На странице 99 ничего нет: всего страниц 14." in text_of(read(crowded, "/?q=кластер&page=99"))


def test_a_results_page_is_light(crowded: FlaskClient) -> None:
    address = "/?q=промышленный+кластер+получил+деньги+на+оборудование&region=Калужская область&year=2010&year=2005"
    for page in (address, "/?q=промышленный+кластер+получил+деньги+на+оборудование&page=7"):
        assert len(read(crowded, page).encode()) <= 40_000


def test_an_applied_correction(client: FlaskClient) -> None:
    page = read(client, "/?q=rkfcnth")
    assert "Показано по запросу кластер , искать всё же rkfcnth ." in text_of(page)
    assert 'href="/?q=%21rkfcnth"' in page
    assert "&amp;q=кластер" in page  # an article is opened with the words that were found in it
    assert "искать как набрано" not in page  # the note says no more than the sentence with links


def test_an_offered_correction(client: FlaskClient) -> None:
    assert "Возможно, вы искали: технопарк" in text_of(read(client, "/?q=тинопарк"))


def test_notes(client: FlaskClient) -> None:
    assert "слово «что» слишком частое и не искалось" in text_of(read(client, "/?q=кластер что"))


def test_where_a_filter_is_to_blame_no_other_word_is_advised(client: FlaskClient) -> None:
    text = text_of(read(client, "/?q=кластер&year=1990"))
    assert "снимите часть отбора: слова запроса в новостях есть" in text
    assert "близким по смыслу" not in text
    for address in ("/?q=бегемот&year=1990", "/?q=бегемот"):
        assert "близким по смыслу" in text_of(read(client, address))


def test_nothing_found_helps(client: FlaskClient) -> None:
    text = text_of(read(client, "/?q=бегемот"))
    assert "Ничего не найдено" in text
    assert "Запрос понят так: бегемот" in text
    assert "опечатки и раскладка клавиатуры проверены" in text
    assert "бегемот — нет ни в одной новости; похожие слова: технопарк , кластер & «К°»" in text
    assert "оставьте одно-два главных слова" not in text
    assert "кавычки" not in text


def test_of_words_that_are_not_found_together_each_is_shown_alone(client: FlaskClient) -> None:
    page = read(client, '/?q="бегемот кластера"&year=1999')
    text = text_of(page)
    assert ". Слова искались в любой форме; опечатки" in text
    assert "Каждое слово отдельно бегемот — нет ни в одной новости" in text
    assert "кластера — 3 новости" in text
    assert '<a href="/?q=кластера">' in page
    assert "уберите кавычки" in text


def test_words_that_the_list_names_are_not_noted_above_it_as_well() -> None:
    said = ("ни в одной статье нет слова «бегемот»", "скобка не закрыта")
    results = Results("бегемот", "", 0, page=1, pages=0, took_ms=1.0, hits=(), stories=0, notes=said)
    assert notes(results, Advice((WordAlone("кластер", 3), WordAlone("бегемот", 0)))) == said[1:]
    assert notes(results, Advice((WordAlone("кластер", 0), WordAlone("бегемот", 0)))) == said
    assert notes(results, None) == said


def test_an_empty_answer_offers_the_words_without_signs(client: FlaskClient) -> None:
    page = read(client, '/?q="поставщиков склад"&year=1999')
    assert '<a href="/?q=поставщиков+склад">поставщиков склад</a>&nbsp;— 1\u00a0новость' in page


def test_what_is_found_asks_for_no_advice(client: FlaskClient, engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(engine), "advise", None)
    assert "отдельно" not in read(client, "/?q=кластер")


def test_nothing_found_under_a_filter_offers_to_drop_it(client: FlaskClient) -> None:
    page = read(client, "/?q=технопарк&year=1999&sort=date")
    assert "Искать «технопарк» без отбора" in text_of(page)
    assert 'href="/?q=технопарк&amp;sort=date"' in page


def test_article(client: FlaskClient) -> None:
    page = read(client, "/article?url=https://news.example/kazan/1&q=кластер")
    assert page.count("<p>") >= 3
    assert '<a href="https://news.example/kazan/1" rel="noopener noreferrer">Читать в источнике' in page
    assert '<time datetime="2016-05-31">31 мая 2016</time>' in page


LINKS = [
    ("d1", "https://news.example/home", "https://news.example/home"),
    ("https://news.example/own", "https://news.example/home", "https://news.example/home"),
    ("https://news.example/own", "javascript:alert(1)", "https://news.example/own"),
    ("d1", "javascript:alert(1)", None),
    ("d1", None, None),
]


@pytest.mark.parametrize(("url", "link", "address"), LINKS)
def test_an_article_leads_to_where_it_was_read(
    client: FlaskClient, engine: Any, url: str, link: str | None, address: str | None
) -> None:
    engine.held = (Article(url, "Кластер", "О кластере.", link=link),)
    page = read(client, f"/article?url={url}")
    if address is None:
        assert f"Адрес в собрании: {url}" in text_of(page)
        assert "noopener" not in page
    else:
        assert f'<a href="{address}" rel="noopener noreferrer">Читать в источнике' in page


def test_an_article_without_a_query_has_no_marks_and_no_way_back(client: FlaskClient) -> None:
    page = read(client, "/article?url=https://news.example/kazan/1")
    assert "<mark>" not in page
    assert "К найденному" not in page


def test_an_unreadable_query_marks_nothing_in_an_article(client: FlaskClient) -> None:
    assert "<mark>" not in read(client, '/article?url=https://news.example/kazan/1&q="кластер')


def test_hostile_text_is_shown_and_not_run(client: FlaskClient) -> None:
    article, query = "/article?url=javascript:alert(1)&q=кластер", '/?q=<script>alert("кластер")</script>'
    for address in ("/?q=кластер", article, query):
        page = read(client, address)
        assert re.findall("<script[^>]*>", page) == re.findall(r"<script src=\"/static/search.js[^>]*>", page)
        assert "<img" not in page
        assert "<b>Чужой" not in page
        assert 'href="javascript' not in page
    assert "<script>alert('заголовок')</script> & «кавычки»" in unescape(re.sub("</?mark>", "", read(client, article)))


@pytest.mark.parametrize("address", ["/", "/?q=технопарк", "/?q=бегемот", ARTICLE, "/help"])
def test_no_english_is_read(client: FlaskClient, address: str) -> None:
    page = re.sub("<dt>.*?</dt>", "", read(client, address))  # examples of queries: «rfpfym»
    assert not re.findall(r"[A-Za-z]{2,}", text_of(page))


def test_every_example_of_the_help_page_can_be_asked(client: FlaskClient) -> None:
    examples = re.findall(r'<dt><a href="([^"]+)"', read(client, "/help"))
    assert len(examples) >= 12
    for example in examples:
        read(client, unescape(example))


@pytest.mark.parametrize("address", ["/", "/?q=кластер", "/?q=бегемот", "/help", "/nowhere", ARTICLE])
def test_landmarks(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert '<html lang="ru">' in page
    assert page.count("<main") == page.count("<h1") == page.count("<header") == page.count("<footer") == 1
    assert page.count('id="q"') == page.count('for="q"') == 1
    assert 'href="#main"' in page
    assert "style=" not in page
    identifiers = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
