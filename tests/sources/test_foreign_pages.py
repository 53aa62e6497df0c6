"""Pages in the manner of systems that many sites share: what is said beside their articles, and lists of them."""

import json
from datetime import date

import pytest

from indexer.article import CleanArticle
from indexer.cleaning.clean import NotAnArticle, clean
from indexer.cleaning.stand_in import is_stand_in
from indexer.sources.html import page_of, parsed, text_of
from tests.sources.story import BODY, TEXT, TITLE

OTHER = [
    ("В Перми выпустили сотый станок", "Станкостроители Перми собрали сотый станок по заказу авиационного завода."),
    ("Томичи испытали двигатель", "Двигатель для спутников проработал на стенде в Томске тысячу часов подряд."),
    ("Якутия поддержит новые стартапы", "Грант в миллион рублей получат десять молодых компаний из Якутска и Мирного."),
    ("Калуга ждёт фармацевтов", "На съезд фармацевтов в Калугу приедут участники из двадцати регионов страны."),
]


def articles(body: str, window: str = f"{TITLE} | Портал") -> list[CleanArticle]:
    html = f"<html><head><title>{window}</title></head><body>{body}</body></html>"
    return clean(page_of("a.html", parsed(html.encode())))


def page(above: str = "", amid: str = "", below: str = "") -> str:
    first, *others = (f"<p>{each}</p>" for each in TEXT)
    return f"<div><h1>{TITLE}</h1>{above}{first}{amid}{''.join(others)}{below}</div>"


@pytest.mark.parametrize(
    "body",
    [
        page(amid='<div class="photo-descr">Так выглядит цех</div>'),
        page(amid='<div class="media__description">Станки в цехе. Архивное фото</div>'),
        page(amid='<div><span class="figureAuthor">Источник: Портал</span></div>'),
        page(amid="<div>Станки в новом цехе. Фото: пресс-служба завода</div>"),
        page(amid="<div><a href=/1>В Перми выпустили сотый станок</a><div>30 мая 2022, 18:12</div></div>"),
        page(below='<p class="document_authors">Отдел экономики</p>'),
        page(below="<p>Автор: Пресс-служба завода</p>"),
        page(below='<div class="paywall"><p>Оформите подписку и читайте газету без ограничений целый месяц.</p></div>'),
        page(below="<p>Уважаемый посетитель, Вы зашли на сайт как незарегистрированный пользователь.</p>"),
        page(below="<div>Добавлять комментарии могут только зарегистрированные пользователи.</div>"),
        page(below="<p>Хотите больше новостей? Подписывайтесь на наш канал в Telegram!</p>"),
        f"{page()}<div>426007, Ижевск, ул. Пушкинская, 214. Приёмная: 00-00-00</div>",
        page(below="<p>Фотография предоставлена заводом</p>"),
        page(amid="<amp-ad><div>Покупайте станки со скидкой сорок процентов до конца месяца.</div></amp-ad>"),
        page(amid='<div class="adfox"><p>Покупайте станки со скидкой сорок процентов до конца месяца.</p></div>'),
        page(amid="<p>Реклама. ООО «Станки». erid: LjN8K2vty</p>"),
        page(amid="<div>Фото 1 из 3</div><div>Слушать новость 1:12</div>"),
        page(below='<div class="jp-relatedposts"><h3>Похожее</h3><p>В Перми отметили день станкостроителя</p></div>'),
        f"<div class=a>{page()}</div><div class=a><h1>{OTHER[0][0]}</h1><p>{OTHER[0][1]}</p><p>{OTHER[1][1]}</p></div>",
        page(below="<div>Просмотров: 512 Комментариев: (0)</div><div>Распечатать страницу</div>"),
        page(below='<div class="reactions"><span>👍 12</span><span>😢 40</span></div>'),
        f"<article>{page()}</article><article><h1>{OTHER[0][0]}</h1><p>{OTHER[0][1]}</p><p>{OTHER[1][1]}</p></article>",
        f"<div class=a>{page()}</div><div class=a><h2>{OTHER[0][0]}</h2><i>30 мая</i><p>{OTHER[0][1]}</p></div>",
        page(amid=f"<div><b>Читайте также:</b><p><a href=/1>{OTHER[0][0]}</a></p><p>{OTHER[0][1]}</p></div>"),
        page(below="<p>Все материалы сайта доступны по лицензии Creative Commons Attribution 4.0.</p>"),
        page(below="<div class=partners><p>Фонд развития промышленности Удмуртии</p></div>"),
        page(above="<div>Информация о материале</div>"),
        page(above="<div>Для просмотра видео включите JavaScript</div>"),
        f"{page()}<div><p>426007, г. Ижевск, ул. Пушкинская, 214. Тел.: 00-00-00, e-mail: info@example.ru</p></div>",
        f"{page()}<div><p>12:40 <a href=/1>{OTHER[0][0]}</a></p><p>12:10 <a href=/2>{OTHER[1][0]}</a></p></div>",
        f"{page()}<div class='next-post'><h2>Томск строит</h2><p>{OTHER[0][1]}</p><p>{OTHER[1][1]}</p></div>",
        page(above="<div>Подробности</div><div>Автор: Super User</div>"),
        f"<div>Главная » 2016 » Май » 31 » {TITLE}</div>{page().replace('h1', 'div')}",
    ],
)  # fmt: skip
def test_what_stands_beside_the_text_is_no_part_of_it(body: str) -> None:
    (found,) = articles(body)
    assert (found.article.title, found.article.body) == (TITLE, BODY)
    assert found.article.published is None


def test_a_page_that_says_there_is_none_is_no_article() -> None:
    body = "<h1>Страница не найдена</h1><p>Запрошенная вами страница не существует или была удалена.</p>"
    with pytest.raises(NotAnArticle, match="вместо новости — «Страница не найдена»"):
        articles(body, "Страница не найдена — Портал")
    with pytest.raises(NotAnArticle, match="Just a moment"):
        articles(f"<h1>portal.example</h1><p>Подтвердите, что вы человек. {TEXT[0]}</p>", "Just a moment...")
    (found,) = articles(page(), TITLE)
    assert found.article.title == TITLE


@pytest.mark.parametrize(
    "title", ["Ошибка 404", "404 Not Found", "Доступ ограничен", "Проверка браузера", "Вы не робот?"]
)
def test_what_stands_in_for_an_article(title: str) -> None:
    assert is_stand_in(title, "Вернитесь на главную.")
    assert not is_stand_in(title, BODY * 3)


@pytest.mark.parametrize("title", [TITLE, "404 жителя получили квартиры", "Страница истории", "Доступ к морю открыт"])
def test_what_stands_in_for_no_article(title: str) -> None:
    assert not is_stand_in(title, "")


@pytest.mark.parametrize("head", ["<div>Ижевск Лайф</div>", '<div>☰ <a href="/">Ижевск Лайф</a></div>'])
def test_the_source_is_what_the_page_opens_with_and_its_window_s_title_names(head: str) -> None:
    (found,) = articles(f"{head}{page()}", f"{TITLE} — Ижевск Лайф")
    assert (found.article.source, found.rules["source"]) == ("Ижевск Лайф", "masthead")
    (found,) = articles(f"<div>Новости</div>{page()}", f"{TITLE} — Новости")
    assert found.article.source is None
    (found,) = articles(f"{head}{page()}", f"{TITLE} — Экономика")
    assert found.article.source is None


def test_a_clock_with_the_weather_is_the_site_s() -> None:
    (found,) = articles(f"<div>Среда, 15 марта 2023, 14:20. Ижевск −4°</div>{page('<div>13:05, вчера</div>')}")
    assert (found.article.published, found.rules["published"]) == (date(2023, 3, 14), "relative_date")


UPDATED = "15:04 31.05.2016 (обновлено: 18:20 01.06.2016)"


@pytest.mark.parametrize(
    ("body", "window", "rule"),
    [
        (page(above="<p>31.05.2016 | <a href=/e>Экономика и промышленность</a></p>"), TITLE, "date_line_under_title"),
        (f"<div>{UPDATED}</div><div>1407</div>{page()}", TITLE, "date_line_over_title"),
        (f"<div>31 мая 2016</div><div>14:05</div>{page()}", TITLE, "date_line_over_title"),
        (page(above="<p>Автор: admin от 31-05-2016, 10:21, посмотрело: 341</p>"), TITLE, "date_line_under_title"),
        (page("<p>Опубликовано вт, 31/05/2016 - 11:05 пользователем press</p>"), TITLE, "date_line_under_title"),
        (page(), f"{TITLE} - 31 Мая 2016 - Портал", "date_in_window_title"),
        (page(), f"{TITLE} — РИА «Удмуртия», 31.05.2016", "date_in_window_title"),
    ],
)  # fmt: skip
def test_the_day_of_the_article(body: str, window: str, rule: str) -> None:
    (found,) = articles(body, window)
    assert (found.article.title, found.article.body) == (TITLE, BODY)
    assert (found.article.published, found.rules["published"]) == (date(2016, 5, 31), rule)


def test_the_day_beside_a_headline_may_stand_deep() -> None:
    day = "<div><span><a href=/d><time datetime=2016-05-31T10:00>31.05</time></a></span></div>"
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    (found,) = articles(f"<article><header><h1>{TITLE}</h1>{day}</header><div><div>{text}</div></div></article>")
    assert (found.article.published, found.rules["published"]) == (date(2016, 5, 31), "time_tag")


def test_the_source_below_the_text_may_be_a_link() -> None:
    (found,) = articles(page(below="<p>Источник: <a href=//m.example>Минпром Удмуртии</a></p>"))
    assert (found.article.source, found.article.body) == ("Минпром Удмуртии", BODY)


def test_the_day_of_a_web_page_that_only_search_engines_are_told() -> None:
    told = {"@graph": [{"@type": "WebPage", "datePublished": "2016-05-31T08:00:00+03:00"}, {"@type": "Organization"}]}
    (found,) = articles(f'<script type="application/ld+json">{json.dumps(told)}</script>{page()}')
    assert (found.article.published, found.rules["published"]) == (date(2016, 5, 31), "meta_date")


def test_a_lead_between_the_headline_and_the_text_is_kept() -> None:
    lead, *others = TEXT
    text = "".join(f"<p>{each * 3}</p>" for each in others)
    body = f"<h1>{TITLE}</h1><p>{lead}</p><div><a href=/1>1</a></div><div>{text}</div>"
    assert articles(body)[0].article.body.startswith(lead)


TEASERS = "".join(f"<div class=n><a href=/{title}>{title}</a><p>{lead}</p></div>" for title, lead in OTHER)


def test_other_news_beside_a_short_article_are_not_the_page() -> None:
    own = f"<div><h1>{TITLE}</h1><div>31.05.2016</div><p>{TEXT[0]}</p></div>"
    (found,) = articles(f"{own}<div class=right>{TEASERS}</div>")
    assert (found.article.title, found.article.body) == (TITLE, TEXT[0])


def test_a_list_may_say_what_it_is_of() -> None:
    body = f"<div><h1>Инновации и технологии Урала</h1><p>{TEXT[0]}</p></div><div class=items>{TEASERS}</div>"
    found = [each.article for each in articles(body, "Инновации и технологии Урала — Портал")]
    assert [(each.title, each.body) for each in found] == OTHER


@pytest.mark.parametrize(
    "digest", [TEASERS, TEASERS.replace("<div class=n>", "").replace("</div>", ""), f"<div><div>{TEASERS}</div></div>"]
)
def test_linked_headlines_of_a_digest_stay_with_its_text(digest: str) -> None:
    body = f"<div><h1>{TITLE}</h1><div>31.05.2016</div><p>{TEXT[0]}</p>{digest}</div>"
    text = "\n".join(found.article.body for found in articles(body))
    assert all(lead in text for _, lead in OTHER)


BLOG = "".join(
    f"<article><h2><a href=/{title}>{title}</a></h2>"
    f"<div><span class=posted-on><a href=/d><time>{20 - number}.05.2016</time></a></span>"
    " автором <a href=/a>admin</a></div>"
    f"<p>{lead}</p><p><a href=/m>Читать далее «{title}»</a></p></article>"
    for number, (title, lead) in enumerate(OTHER)
)
STORIES = "".join(
    f"<div><h3><a href=/{title}>{title}</a></h3><div>Автор: admin от {20 - number}-05-2016, 10:21</div>"
    f"<div>{lead}</div>"
    "<div>Подробнее Просмотров: 12 Комментарии: 0</div><div>Категория: <a href=/e>Экономика</a></div></div>"
    for number, (title, lead) in enumerate(OTHER)
)


@pytest.mark.parametrize(
    "body", [f"<h1>Рубрика: Технологии</h1>{BLOG}", STORIES, f"<main>{BLOG}</main><div>2016</div>"]
)
def test_the_first_page_of_a_site_gives_all_it_announces(body: str) -> None:
    found = [each.article for each in articles(f"<div>{body}</div>", "Архивы Технологии - Портал")]
    assert [(each.title, each.body) for each in found] == OTHER
    assert [each.published for each in found] == [date(2016, 5, 20 - number) for number in range(len(OTHER))]


@pytest.mark.parametrize("window", ["Версия для печати", "Новости", "Microsoft Word - reliz.doc"])
def test_a_window_that_names_no_article_gives_no_title(window: str) -> None:
    body = f"<b>Удмуртский вестник</b><hr><h3>{TITLE}</h3><i>31 мая 2016 г. 10:00</i><br><br>{'<br><br>'.join(TEXT)}"
    (found,) = articles(body, window)
    assert (found.article.title, found.article.body, found.article.published) == (TITLE, BODY, date(2016, 5, 31))


@pytest.mark.parametrize(
    ("heading", "window"),
    [
        (f"<div>12.03.1999</div><h3>{TITLE}</h3><div>12.03.1999</div>", "Новости за 12.03.1999"),
        (f"<div class=news-title>{TITLE}</div><div>12.03.1999</div>", "Портал"),
        (f'<h1><a href="/">Агентство развития Удмуртии</a></h1><h2>{TITLE}</h2>', "Агентство развития Удмуртии"),
    ],
)
def test_the_heading_over_the_text_is_the_title_where_the_window_names_the_site(heading: str, window: str) -> None:
    text = "".join(f"<p>{each} {TEXT[1]}</p>" for each in TEXT)
    (found,) = articles(f"<div><a href=/about>О портале</a></div>{heading}{text}", window)
    assert (found.article.title, found.rules["title"]) == (TITLE, "heading")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<span>11:30</span><span>Экономика</span><a>Читать</a>", "11:30 Экономика Читать"),
        ("<span>тех</span><span>нопарк</span>", "технопарк"),
        ("<b>Т</b>ехнопарк «<i>Том</i>ь»", "Технопарк «Томь»"),
        ("<i>Мин</i>Пром", "МинПром"),
    ],
)
def test_what_stands_in_elements_of_its_own_is_a_word_of_its_own(markup: str, text: str) -> None:
    assert text_of(markup) == text


def test_a_text_that_only_search_engines_are_told_is_read() -> None:
    told = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(TEXT)}
    body = f'<script type="application/ld+json">{json.dumps(told)}</script><div id=app></div>'
    (found,) = articles(body)
    assert (found.article.title, found.article.body) == (TITLE, BODY)
