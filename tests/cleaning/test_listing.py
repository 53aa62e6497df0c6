"""Which pages are columns of teasers."""

import pytest

from indexer.article import RawPage
from indexer.cleaning.clean import clean

TEASERS = [
    "В Перми откроют центр лазерных технологий. Его резидентами станут двенадцать предприятий края",
    "Томские учёные испытали двигатель для малых спутников, сообщили в университете",
    "На заводе в Ульяновске запустили линию по выпуску композитов для авиации",
    "Правительство Якутии поддержит стартапы. Гранты получат тридцать команд из районов республики",
    "Кластер станкостроения Липецкой области объединил двадцать компаний и три колледжа",
    "Инвестор вложит два миллиарда рублей в биотехнологический парк под Пущино",
]
ARTICLE = [
    "В Перми открыт центр лазерных технологий, в нём работают двенадцать предприятий края.",
    "Центр построен за два года, его площадь составила пять тысяч квадратных метров.",
    "Губернатор поблагодарил строителей и отметил, что работа будет продолжена.",
    "В следующем году в центре откроют лабораторию и учебный класс для школьников.",
    "Всего в Пермском крае работают семь таких центров, ещё два строятся.",
]


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
@pytest.mark.parametrize("heading", ["", "Новости\n", "Все новости\n\n", "Новости кластеров\n"])
def test_a_column_is_split(separator: str, heading: str) -> None:
    found = clean(RawPage("page.txt", heading + separator.join(TEASERS)))
    assert [each.article.body for each in found] == TEASERS
    assert [each.article.url for each in found] == [f"page.txt#{number}" for number in range(1, 7)]
    assert found[0].article.title == "В Перми откроют центр лазерных технологий"
    assert {each.rules["listing"] for each in found} == {"independent_teasers"}


WHOLE = {
    "every paragraph a sentence": ARTICLE,
    "headline over an article": ["В Перми открыт центр лазерных технологий", "", *ARTICLE],
    "subheadings": ["Центр лазеров", *ARTICLE[:2], "Планы на будущее", *ARTICLE[2:4], "Другие центры края", ARTICLE[4]],
    "last full stop lost": [*ARTICLE[:-1], ARTICLE[-1][:-1]],
    "interview": [
        "— Когда откроется центр лазерных технологий и кто станет его первыми резидентами?",
        "— Центр откроется в сентябре, первыми резидентами станут двенадцать предприятий",
        "— Какую поддержку они получат от правительства края в первые три года?",
        "— Льготную аренду, налоговые вычеты и помощь в выходе на рынки других стран.",
        "— Сколько рабочих мест будет создано в центре через пять лет?",
        "— Мы рассчитываем на тысячу мест, большую часть из них займут выпускники вузов.",
    ],
    "participants": [
        "В форуме приняли участие руководители предприятий и вузов Пермского края:",
        "Иван Петров, директор Пермского завода лазерных приборов и оптических систем",
        "Анна Сидорова, ректор Пермского университета, доктор технических наук",
        "Пётр Иванов, глава Пермской торгово-промышленной палаты, депутат собрания",
        "Олег Смирнов, руководитель Пермского центра поддержки предпринимательства",
        "Мария Попова, начальник отдела Пермского агентства инвестиций и развития",
    ],
    "agenda": ["Повестка заседания:", *(teaser + ";" for teaser in TEASERS[1:])],
    "one subject without full stops": [
        "Центр «Фотоника» открыт в Перми, в нём работают двенадцать предприятий края",
        "Резиденты «Фотоники» получат льготную аренду и налоговые вычеты на три года",
        "Строил «Фотонику» трест из Ижевска, работы заняли два года и один месяц",
        "В следующем году «Фотоника» примет первых школьников в учебный класс",
        "Всего в «Фотонике» будет создана тысяча рабочих мест, рассказали в центре",
    ],
    "wrapped at the margin": " ".join(ARTICLE).replace("предприятий", "предприятий\n").split("\n"),
    "three teasers": TEASERS[:3],
    "short lines": ["Пермь", "Томск", "Ульяновск", "Якутск", "Липецк", "Пущино"],
}


@pytest.mark.parametrize("lines", WHOLE.values(), ids=WHOLE)
def test_an_article_is_never_split(lines: list[str]) -> None:
    assert len(clean(RawPage("page.txt", "\n".join(lines)))) == 1


TITLES = [
    "В Перми откроют центр лазерных технологий",
    "Томичи испытали двигатель для спутников",
    "Ульяновский завод запустил линию композитов",
    "Якутия поддержит новые стартапы",
]
LEADS = [
    "Резидентами пермского центра станут двенадцать предприятий, лазерную лабораторию построят к осени.",
    "Испытания двигателя прошли в вакуумной камере Томского университета, тяга оказалась выше расчётной.",
    "Композиты нужны Ульяновску для крыла нового самолёта, линию собрали за восемь месяцев.",
    "Гранты получат тридцать команд из якутских улусов, стартапы отберут к ноябрю.",
]
DAYS = ["31.05.2016", "30.05.2016", "30.05.2016", "28.05.2016"]
BLOCKS = {
    "title, day, lead": "{title}\n{day}\n{lead}",
    "title, day, lead, apart": "{title}\n\n{day}\n\n{lead}",
    "day, title, lead": "{day}\n{title}\n{lead}",
    "day beside title": "{day} {title}\n{lead}",
    "day and time": "{day}, 10:30\n{title}\n{lead}",
    "no leads": "{day}\n{title}",
}


@pytest.mark.parametrize("shape", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("heading", ["", "Новости\n", "Новости кластеров\n"])
def test_blocks_with_days_are_articles_of_their_own(shape: str, heading: str) -> None:
    blocks = [
        shape.format(title=title, lead=lead, day=day) for title, lead, day in zip(TITLES, LEADS, DAYS, strict=True)
    ]
    found = [each.article for each in clean(RawPage("page.txt", heading + "\n\n".join(blocks)))]
    assert [article.title for article in found] == TITLES
    assert [f"{article.published:%d.%m.%Y}" for article in found] == DAYS
    assert [article.body for article in found] == (LEADS if "{lead}" in shape else TITLES)
    assert [article.url for article in found] == [f"page.txt#{number}" for number in range(1, 5)]


def test_blocks_with_days_of_no_year_are_split_and_their_days_unknown() -> None:
    blocks = [
        f"25 июня, 10:3{number}\n{title}\n{lead}"
        for number, (title, lead) in enumerate(zip(TITLES, LEADS, strict=True))
    ]
    found = [each.article for each in clean(RawPage("page.txt", "\n\n".join(blocks)))]
    assert [(article.title, article.published) for article in found] == [(title, None) for title in TITLES]


def test_headlines_that_their_leads_say_again_are_articles_of_their_own() -> None:
    page = "\n\n".join(f"{title}\n{lead}" for title, lead in zip(TITLES, LEADS, strict=True))
    assert [each.article.title for each in clean(RawPage("page.txt", page))] == TITLES


@pytest.mark.parametrize("form", ["{title}\n{lead}", "{title}\n\n{lead}", "{title}\n{lead} Удастся ли это"])
@pytest.mark.parametrize("heading", ["", "Новости\n\n", "Новости кластеров\n\n"])
def test_headlines_with_leads_of_any_ending_are_articles_of_their_own(form: str, heading: str) -> None:
    page = "\n\n".join(form.format(title=title, lead=lead) for title, lead in zip(TITLES, LEADS, strict=True))
    assert [each.article.title for each in clean(RawPage("page.txt", heading + page))] == TITLES


def test_questions_and_answers_are_one_article() -> None:
    questions = [
        "Когда откроют центр лазеров",
        "Кто строит центр лазеров",
        "Кого примет центр",
        "Сколько таких центров",
    ]
    page = "\n\n".join(f"{question}?\n{answer}" for question, answer in zip(questions, ARTICLE, strict=False))
    assert len(clean(RawPage("page.txt", page))) == 1


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_a_column_of_whole_sentences_is_split(separator: str) -> None:
    sentences = [teaser + "." for teaser in TEASERS]
    found = clean(RawPage("page.txt", "Новости\n" + separator.join(sentences)))
    assert [each.article.body for each in found] == sentences
    assert {each.rules["listing"] for each in found} == {"unrelated_paragraphs"}


ARTICLES_WITH_DAYS = {
    "chronicle": [
        "История центра лазерных технологий",
        *("12 мая 2014", "Начало стройки центра", ARTICLE[1]),
        *("3 июня 2015", "Монтаж лазерных установок", ARTICLE[0]),
        *("31 мая 2016", "Открытие центра для предприятий", ARTICLE[2]),
    ],
    "article above other news": [
        "В Перми открыт центр лазерных технологий",
        "31.05.2016",
        *ARTICLE,
        *("Томичи испытали двигатель для спутников", "30.05.2016"),
        *("Якутия поддержит новые стартапы", "29.05.2016"),
    ],
    "subheadings that are sentences": [
        "В Перми открыт центр лазерных технологий",
        *("Центр построили за два года работы", ARTICLE[1]),
        *("Губернатор обещал продолжить работу центра", ARTICLE[2]),
        *("В центре откроют лабораторию и класс", ARTICLE[3]),
        *("Всего в Пермском крае семь центров", ARTICLE[4]),
    ],
}


@pytest.mark.parametrize("lines", ARTICLES_WITH_DAYS.values(), ids=ARTICLES_WITH_DAYS)
def test_an_article_with_days_or_subheadings_is_never_split(lines: list[str]) -> None:
    assert len(clean(RawPage("page.txt", "\n\n".join(lines)))) == 1
