"""Web pages in the manner of the usual systems: what each says, whatever stands around it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import CleanArticle, RawPage
from indexer.cleaning.clean import clean
from indexer.errors import SourceError
from indexer.sources import Parcel, Problem, SourceFile, cut, find, read
from indexer.sources.html import page_of, parsed, text_of
from tests.sources.story import BODY, TEXT, TITLE

OTHER = ["В Перми выпустили сотый станок", "Томичи испытали двигатель для спутников", "Якутия поддержит новые стартапы"]
LINKS = "".join(f'<li><a href="/news/{number}">{other}</a></li>' for number, other in enumerate(OTHER))
MENU = '<a href="/">Главная</a> <a href="/news">Новости</a> <a href="/about">О портале</a>'
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in TEXT)
LEGAL = "<p>© 2009–2016 Портал «Удмуртия». При использовании материалов ссылка на портал обязательна.</p>"


def articles(content: str | bytes) -> list[CleanArticle]:
    page = page_of("a.html", parsed(content if isinstance(content, bytes) else content.encode()))
    return clean(page)


def only(content: str | bytes) -> CleanArticle:
    (found,) = articles(content)
    return found


TABLES = f"""<html><head><title>{TITLE} / Новости / Портал «Удмуртия»</title></head><body>
<table width=100%><tr><td colspan=3>{MENU}<td>28 января 2026, среда<br>USD 65,99 EUR 73,52</tr>
<tr><td><ul>{LINKS}</ul><td><font size=4><b>{TITLE}</b></font><br><br>31.05.2016 14:20<br><br>
{"<br><br>".join(TEXT)}<br><br><a href=print.asp>Версия для печати</a><td>{LINKS}</tr></table>{LEGAL}</body></html>"""

BLOG = f"""<!DOCTYPE html><html lang="ru"><head><title>{TITLE} | Портал «Удмуртия»</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Портал «Удмуртия»">
<meta property="article:published_time" content="2016-05-31T14:20:00+04:00">
<link rel="canonical" href="https://udm.example/2016/05/31/tehnopark/"></head>
<body class="single has-sidebar"><header><nav>{MENU}</nav></header><main><article class="post">
<h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><time datetime="2016-05-31">31 мая</time> Автор</div>
<div class="entry-content"><figure><img src="a.jpg">
<figcaption>Анна Котова, 26.03.2017</figcaption></figure>{PARAGRAPHS}
<div class="related-posts"><h3>Похожие записи</h3><ul>{LINKS}</ul></div></div>
<div class="share">Поделиться <a href="#">ВКонтакте</a></div></article>
<section id="comments"><h2>2 комментария</h2><p>{TEXT[1]}
Спасибо всем, кто строил, давно пора было это сделать!</p></section></main>
<aside><h3>Свежее</h3><ul>{LINKS}</ul><p>{TEXT[2]} Об этом писали и другие издания области.</p></aside>
<footer>{LEGAL}</footer></body></html>"""

DIVS = f"""<html><head><title>Портал «Удмуртия» - {TITLE}</title></head><body><div id="top"><div>{MENU}</div></div>
<div id="wrap"><div class="item-page"><div class="page-header"><h2><a href="/news/7">{TITLE}</a></h2></div>
<dl><dd class="published">Опубликовано 31 Мая 2016</dd><dd class="hits">Просмотров: 123</dd></dl>
{"".join(f"<div>{each}</div>" for each in TEXT)}<div>Фото: пресс-служба завода</div>
<div>Читайте также: <a href="/1">{OTHER[0]}</a></div><div>Теги: <a href="/t">технопарк</a></div></div>
<div id="right"><h3>Последние новости</h3>
{"".join(f"<div>31.05.2016</div><div><a href=/{x}>{x}</a></div>" for x in OTHER)}
</div></div><div class="copy">{LEGAL}</div></body></html>"""

LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Сайт", "datePublished": "2001-01-01"},
        {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2016-05-31T23:50:00+04:00",
         "publisher": {"@type": "Organization", "name": "Портал «Удмуртия»"}},
    ],
}  # fmt: skip
MODERN = f"""<html><head><title>{TITLE}</title><script type="application/ld+json">{json.dumps(LD)}</script></head><body>
<div class="header">{MENU}<div>Сегодня 28 января 2026, среда</div></div><div class="layout"><div class="article__text">
<h1>{TITLE}</h1><div class="meta">вчера, 14:30</div>{PARAGRAPHS}</div><div class="feed">{LINKS}</div></div></body>
</html>"""

SAVED = "<!-- saved date: Wed Jan 16 2019 14:00:00 GMT+0300 (MSK) -->"
PAGES = {"tables": TABLES, "blog": BLOG, "divs": DIVS, "modern": MODERN}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_title_day_and_body_of_a_page(page: str) -> None:
    found = only(page).article
    assert (found.title, found.published) == (TITLE, date(2016, 5, 31))
    assert found.body.replace("\n\n", "\n") == BODY.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("page", "rules", "source", "link"),
    [
        (TABLES, ("heading", "date_line_under_title", "window_title"), "Портал «Удмуртия»", None),
        (BLOG, ("heading", "meta", "meta"), "Портал «Удмуртия»", "https://udm.example/2016/05/31/tehnopark/"),
        (DIVS, ("heading", "labelled_date", "window_title"), "Портал «Удмуртия»", None),
        (MODERN, ("heading", "json_ld", "json_ld"), "Портал «Удмуртия»", None),
    ],
    ids=PAGES,
)
def test_the_rules_that_decided_are_named(
    page: str, rules: tuple[str, str, str | None], source: str | None, link: str | None
) -> None:
    found = only(page)
    assert tuple(found.rules.get(each) for each in ("title", "published", "source")) == rules
    assert (found.article.source, found.article.link) == (source, link)


PARAGRAPH = "Цех открыт в Ижевске, в нём работают двенадцать мастеров. Строили его два года. " * 4
PAGE = (
    "<html><head><title>{window}</title>{head}</head><body><h1>Открыт новый цех</h1><p>{text}</p>{foot}</body></html>"
)


@pytest.mark.parametrize(
    ("window", "head", "foot", "source"),
    [
        ("Открыт новый цех — Коммерсантъ", "", "", "Коммерсантъ"),
        ("Открыт новый цех - Экономика - ИА АМИТЕЛ", "", "", "ИА АМИТЕЛ"),
        ("Первый канал | Открыт новый цех", "", "", "Первый канал"),
        ("Открыт новый цех :: Вечерний Ижевск", "", "", "Вечерний Ижевск"),
        ("Открыт новый цех / www.izhevsk.example", "", "", "izhevsk.example"),
        # what may be a section, a town or a part of the headline is no source
        ("Открыт новый цех — Экономика", "", "", None),
        ("Открыт новый цех — Дальний Восток", "", "", None),
        ("Открыт новый цех", "", "", None),
        ("Открыт новый цех", "", "<p>© 1999–2012, ИА АМИТЕЛ. Все права защищены</p>", "ИА АМИТЕЛ"),
        ("Открыт новый цех", "", "<p>© Газета «Удмуртская правда» 2016</p>", "Газета «Удмуртская правда»"),
        ("Открыт новый цех", "", "<p>© ООО «Регион» 2016</p>", None),
        ("Открыт новый цех", "", "<p>© Reuters</p>", None),  # of a picture
        ("Открыт новый цех", '<meta name="application-name" content="Портал">', "", "Портал"),
        (
            "Открыт новый цех",
            "",
            '<div itemprop="publisher"><meta itemprop="name" content="Завод-ТВ"></div>',
            "Завод-ТВ",
        ),
        (  # a branch of an outlet names its town only
            "Открыт новый цех - МК Ижевск",
            "",
            '<div itemprop="publisher"><meta itemprop="name" content="Ижевск"></div>',
            "МК Ижевск",
        ),
        (
            "Открыт новый цех - Новости Ижевск",
            "",
            '<div itemprop="publisher"><meta itemprop="name" content="Ижевск"></div>',
            "Ижевск",
        ),
        (
            "Открыт новый цех",
            '<script type="application/ld+json">[{"@type": "WebSite", "name": "Завод.Инфо"}]</script>',
            "",
            "Завод.Инфо",
        ),
        (
            "Открыт новый цех",
            '<script type="application/ld+json">{"@type": "Article", "publisher": ["Завод"]}</script>',
            "",
            "Завод",
        ),
        ("Открыт цех — Коммерсантъ", '<link rel="canonical" href="https://zavod.example/1">', "", "zavod.example"),
    ],
)
def test_the_source_is_told_by_what_the_page_calls_its_outlet(
    window: str, head: str, foot: str, source: str | None
) -> None:
    found = only(PAGE.format(window=window, head=head, text=PARAGRAPH, foot=foot))
    assert found.article.source == source


def test_what_was_left_out_amid_the_text_is_told() -> None:
    told = {line: rule for rule, line in only(BLOG).dropped}
    assert told[OTHER[0]] == "marked_as_furniture"
    assert told["Анна Котова, 26.03.2017"] == "marked_as_furniture"


@pytest.mark.parametrize(
    ("head", "above", "day", "rule"),
    [
        ("", "<p>31 Мая 2016</p>", date(2016, 5, 31), "date_line_under_title"),
        ("", "<p>22.06.2010, 17:11</p>", date(2010, 6, 22), "date_line_under_title"),
        ("", "<p>16 янв 2019, 14:52</p>", date(2019, 1, 16), "date_line_under_title"),
        ("", "<p>25 ноября в 16:27</p>", None, None),
        ("", '<time datetime="2019-01-16T14:52+03:00">16 января</time>', date(2019, 1, 16), "time_tag"),
        ("", '<span itemprop="datePublished" content="2019-01-16">16 января</span>', date(2019, 1, 16), "microdata"),
        ('<meta name="date" content="2019-01-16">', "", date(2019, 1, 16), "meta_date"),
        ('<link rel="canonical" href="https://a.example/2019/01/16/park">', "", date(2019, 1, 16), "address"),
        ('<meta property="og:url" content="https://a.example/news/20190116/1.html">', "", date(2019, 1, 16), "address"),
        ('<meta property="article:modified_time" content="2019-01-16">', "", None, None),
        ('<link rel="canonical" href="https://a.example/2019/13/45/park">', "", None, None),
        ('<meta property="article:published_time" content="вчера">', "", None, None),
        (SAVED, "<p>вчера, 14:30</p>", date(2019, 1, 15), "relative_date"),
        ("", "<p>вчера, 14:30</p>", None, None),
    ],
)  # fmt: skip
def test_days(head: str, above: str, day: date | None, rule: str | None) -> None:
    comment, head = (head, "") if head.startswith("<!--") else ("", head)
    head = f"{comment}<head><title>{TITLE}</title>{head}</head>"
    found = only(f"<html>{head}<body><h1>{TITLE}</h1>{above}{PARAGRAPHS}{LEGAL}</body></html>")
    assert (found.article.published, found.rules.get("published")) == (day, rule)
    assert found.article.body.endswith(BODY)


@pytest.mark.parametrize(
    "window",
    [
        f"{TITLE} - Портал",
        f"{TITLE} — Экономика — Портал",
        f"{TITLE} | Портал",
        f"Портал :: {TITLE}",
        f"{TITLE} // Портал.Ру",
    ],
)
def test_the_title_of_the_window_less_the_site(window: str) -> None:
    page = f"<html><head><title>{window}</title></head><body><div>{MENU}</div>{PARAGRAPHS}</body></html>"
    assert (only(page).article.title, only(page).rules["title"]) == (TITLE, "window_title")


def test_a_list_of_news_gives_all_its_articles() -> None:
    blocks = "".join(
        f'<div class="item"><a href="/{number}">{title}</a><span class="date">31.05.2016</span><p>{lead}</p></div>'
        for number, (title, lead) in enumerate(zip(OTHER, TEXT, strict=True))
    )
    body = f"<div>{MENU}</div><div>{blocks}</div>{LEGAL}"
    found = [
        each.article
        for each in articles(f"<html><head><title>Новости — Портал</title></head><body>{body}</body></html>")
    ]
    assert [(article.title, article.body, article.url) for article in found] == [
        (title, lead, f"a.html#{number}") for number, (title, lead) in enumerate(zip(OTHER, TEXT, strict=True), 1)
    ]
    assert {article.published for article in found} == {date(2016, 5, 31)}


def test_a_page_of_pictures_keeps_its_summary() -> None:
    head = f'<title>{TITLE}</title><meta name="description" content="{TEXT[0]}">'
    assert (
        only(f"<html><head>{head}</head><body><h1>{TITLE}</h1><img src=1><div>{MENU}</div></body></html>").article.body
        == TEXT[0]
    )


def test_where_our_rules_find_next_to_nothing_trafilatura_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("trafilatura.extract", lambda markup, **_: asked.append(markup) or BODY)
    menu = f"<html><body><h1>{TITLE}</h1><div>{MENU}</div></body></html>"
    assert only(menu).article.body == BODY
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: 1 / 0)
    assert only(menu).article.body == TITLE  # a library's fault is none of the page
    assert only(f"<html><body><h1>{TITLE}</h1>{PARAGRAPHS}</body></html>").article.body == BODY
    assert len(asked) == 1


def test_open_tags_do_not_hide_the_text() -> None:
    """Pages of the year 2000 leave <font> open at each paragraph, and <aside> for ever."""
    font = f"<h1>{TITLE}</h1>" + "".join(f"<font color=red><p>{each}" for each in TEXT * 200)
    assert only(f"<html><body>{font}").article.body.startswith(TEXT[0])
    assert only(f"<html><body><aside><h1>{TITLE}</h1>{PARAGRAPHS}").article.body == BODY


@pytest.mark.parametrize("inside", [True, False])
def test_the_days_of_other_news_are_never_taken(inside: bool) -> None:
    others = "".join(
        f"<div>3{number}.05.2016</div><div><a href=/{number}>{other}</a></div>"
        for number, other in enumerate(OTHER[:2])
    )
    more = others if inside else f"</div><div>{others}"
    found = only(f"<html><body><div><h1>{TITLE}</h1>{PARAGRAPHS}{more}</div></body></html>").article
    assert (found.published, found.body) == (None, BODY)


def test_the_clock_of_the_site_above_the_headline_is_never_taken() -> None:
    clock = "<div>18:59 28.11.2011</div><div>Экономика</div><div>Все материалы рубрики</div>"
    assert only(f"<html><body><div>{clock}<h1>{TITLE}</h1>{PARAGRAPHS}</div></body></html>").article.published is None


def test_lines_beside_the_text_that_say_when_or_who_are_no_text() -> None:
    site = '<meta property="og:site_name" content="Портал Удмуртии">'
    above = "<p>31 мая | Анна КОТОВА</p><p>Портал Удмуртии</p>"
    more = "<p>10:14</p><p>28 ноября 2011</p><div>Предыдущая новость</div>"
    page = f"<html><head>{site}</head><body><h1>{TITLE}</h1>{above}{PARAGRAPHS}{more}"
    assert only(page).article.body == BODY


@pytest.mark.parametrize("nest", ["<div>" * 100_000, "<table><tr><td>" * 300, "<b>" * 100_000 + "<div>" * 300])
def test_what_is_nested_beyond_reason_is_refused(nest: str) -> None:
    with pytest.raises(SourceError, match="теги вложены слишком глубоко"):
        parsed(f"<html><body>{nest}{TEXT[0]}".encode())


@pytest.mark.parametrize("charset", ["utf-8", "cp1251", "koi8-r", "cp866", "utf-16", "iso8859-5", "mac-cyrillic"])
@pytest.mark.parametrize("declared", ["", "windows-1251", "utf-8", "koi8-r", "iso-8859-1", "x-unknown"])
def test_a_page_in_any_charset_whatever_it_declares(tmp_path: Path, charset: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = f"<html><head>{meta}<title>{TITLE}</title></head><body><h1>{TITLE}</h1>{PARAGRAPHS}</body></html>"
    (tmp_path / "a.html").write_bytes(page.encode(charset))
    (found,) = pages(tmp_path / "a.html")
    (cleaned,) = clean(found)
    assert (cleaned.article.title, cleaned.article.body) == (TITLE, BODY)


def test_lines_in_another_charset_are_mended(tmp_path: Path) -> None:
    lines = [f"<h1>{TITLE}</h1>", *(f"<p>{each}</p>" for each in TEXT)]
    (tmp_path / "a.htm").write_bytes(
        b"\n".join(line.encode("cp1251" if n == 2 else "utf-8") for n, line in enumerate(lines))
    )
    (found,) = pages(tmp_path / "a.htm")
    assert all(each in found.content for each in TEXT)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Кластер", "Кластер"),
        ("<b>Кластер</b> создан", "Кластер создан"),
        ("раз<br>два<p>три", "раз\nдва\n\nтри"),
        ("AT&amp;T &laquo;Цех&raquo;", "AT&T «Цех»"),
        ("<script>alert(1)</script>Цех", "Цех"),
        ("<div>" * 1000 + "Цех", ""),
        ("a < b", "a < b"),
    ],
)
def test_pieces_of_html_as_text(markup: str, text: str) -> None:
    assert text_of(markup) == text


TAGS = (
    "<p>|</p>|<div>|</div>|<a href=x>|<a href='http://[x'>|</a>|<table>|<td>|<h1>|<title>|<time>|<br>|<!--|-->|<script>"
)
PIECES = [*TAGS.split("|"), "&#xD800;", "&amp", "\0", TEXT[0], TITLE, "31.05.2016"]
MARKUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=20)).map("".join)


@settings(max_examples=200)
@given(MARKUP)
def test_any_markup_is_a_page_or_is_refused(markup: str) -> None:
    text_of(markup)
    try:
        found = clean(page_of("a.html", parsed(markup.encode("utf-8", "replace"))))
    except SourceError:
        return
    assert all(each.article.body.strip() and each.article.body.encode() for each in found)
    assert all(each.article.url.startswith("a.html") for each in found)


def test_rows_load_no_parser_of_pages(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"url": "a", "text": "Кластер создан."}\n', encoding="utf-8")
    code = (
        "import sys, indexer; indexer.rebuild([sys.argv[1]], sys.argv[2], workers=1)\n"
        "assert not {'lxml', 'trafilatura', 'feedparser', 'charset_normalizer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "a.jsonl", tmp_path / "index"], check=True)


def pages(path: Path) -> list[RawPage]:
    (file,) = find([str(path)])
    assert isinstance(file, SourceFile)
    found = [page for parcel in cut(file) if isinstance(parcel, Parcel) for page in read(parcel)]
    assert not [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, RawPage)]


@pytest.mark.parametrize("count", range(1, 6))
def test_a_time_far_from_the_article_is_not_its_day(count: int) -> None:
    other = "<section><ul><li><time datetime='2001-01-01'>давно</time></li></ul></section>"
    own = "<div><b><time datetime='2016-05-31'>31 мая</time></b></div>"
    page = f"<body>{other * count}<div><h1>{TITLE}</h1>{PARAGRAPHS}{own}</div></body>"
    told = page_of("a.html", parsed(page.encode())).hints.told
    assert [each.words for each in told if each.by == "time_tag"] == ["2016-05-31"]
