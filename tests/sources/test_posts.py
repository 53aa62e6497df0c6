"""Channels of Telegram, exported or saved from the web: every message is an article."""

from datetime import date

import pytest

from indexer.article import Article, RawPage
from indexer.cleaning.clean import clean
from indexer.sources import Parcel
from indexer.sources.html import read

TITLE = "В Ижевске заработал технопарк"
LEAD = "Технопарк открыли на месте бывшего завода, в нём будут работать сорок компаний Удмуртии."
NEXT = "В Перми выпустили сотый станок по заказу авиационного завода."

EXPORT = f"""<html><head><title>Exported Data</title></head><body><div class="page_header">
<div class="text bold">Технологии</div></div><div class="history"><div class="message service" id="message-1">
<div class="body details">31 May</div></div>
<div class="message default clearfix" id="message7"><div class="body"><div class="pull_right date details"
title="31.05.2022 10:00:12 UTC+03:00">10:00</div><div class="from_name"> Технологии </div>
<div class="text"><strong>{TITLE}</strong><br><br>{LEAD}</div></div></div>
<div class="message default clearfix joined" id="message8"><div class="body"><div class="pull_right date details"
title="01.06.2022 09:15:40">09:15</div><div class="text">{NEXT}</div></div></div>
<div class="message default" id="message9"><div class="body"><div class="date" title="01.06.2022 09:16:00">09:16</div>
<div class="media_wrap">Фото</div></div></div></div></body></html>"""

WEB = "".join(
    f"""<div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message"
data-post="tech/{number}">
<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name"><span>Технологии</span></a></div>
<div class="tgme_widget_message_text js-message_text">{text}</div><div class="tgme_widget_message_footer">1.2K
<a class="tgme_widget_message_date"><time datetime="{day}T09:00:00+00:00">09:00</time></a></div></div></div>"""
    for number, text, day in ((7, f"<b>{TITLE}</b><br/><br/>{LEAD}", "2022-05-31"), (8, NEXT, "2022-06-01"))
)


def articles(markup: str) -> list[Article]:
    pages = read(Parcel("a.html", ".html", 1, markup.encode()))
    return [each.article for page in pages if isinstance(page, RawPage) for each in clean(page)]


@pytest.mark.parametrize(("markup", "place"), [(EXPORT, "message"), (f"<html><body>{WEB}</body></html>", "tech/")])
def test_every_message_with_a_text_is_an_article(markup: str, place: str) -> None:
    found = articles(markup)
    assert [(each.title, each.body) for each in found] == [(TITLE, LEAD), (NEXT[:-1], NEXT)]
    assert [(each.url, each.published, each.source) for each in found] == [
        (f"a.html#{place}7", date(2022, 5, 31), "Технологии"),
        (f"a.html#{place}8", date(2022, 6, 1), "Технологии"),
    ]


def test_what_readers_say_on_a_page_makes_it_no_channel() -> None:
    said = (
        f'<div class="message" id="message-7"><time datetime="2022-05-31">вчера</time><p class="text">{NEXT}</p></div>'
    )
    body = f"<div><h1>{TITLE}</h1><p>{LEAD}</p><p>{LEAD}</p><p>{LEAD}</p></div>{said}"
    (found,) = articles(f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>")
    assert (found.title, found.url) == (TITLE, "a.html")
