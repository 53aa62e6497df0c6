"""RSS and Atom: which items are read, under which addresses, and what becomes of a feed that is broken."""

import gzip
import os
import time
from datetime import date
from pathlib import Path

import pytest

from indexer.article import RawPage
from indexer.cleaning.clean import clean
from indexer.sources import LONGEST, MEGABYTE, Parcel, Problem, SourceFile, cut, find, read

LEAD = "В Саранске открыт технопарк, в нём работают тридцать компаний."
FULL = f"{LEAD} Здание построено за два года, сообщили в правительстве республики."
ITEM = (
    "<item><title>Открыт технопарк {n}</title><link>https://a.example/{n}</link>"
    "<pubDate>Wed, 21 Mar 2018 23:27:32 +0300</pubDate><description>" + LEAD + "</description></item>"
)
HEAD = '<?xml version="1.0" encoding="{charset}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yandex="http://news.yandex.ru"><channel><title>Портал Мордовии</title><link>https://a.example/</link>'  # noqa: E501
TAIL = "</channel></rss>"


def feed(*items: str, charset: str = "utf-8") -> str:
    return HEAD.format(charset=charset) + "".join(items) + TAIL


def items(count: int) -> list[str]:
    return [ITEM.format(n=number) for number in range(count)]


def read_all(path: Path, content: bytes | str, longest: int = LONGEST) -> tuple[list[RawPage], list[str]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (file,) = find([str(path)])
    assert isinstance(file, SourceFile)
    found: list[RawPage | Problem] = []
    for parcel in cut(file, longest):
        found += [parcel] if isinstance(parcel, Problem) else read(parcel)
    pages = [each for each in found if isinstance(each, RawPage)]
    return pages, [each.reason for each in found if isinstance(each, Problem)]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "cp866", "utf-16"])
@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.xml.gz"])
def test_each_item_is_an_article_under_its_link(tmp_path: Path, charset: str, name: str) -> None:
    content = feed(*items(3), charset=charset).encode(charset)
    pages, reasons = read_all(tmp_path / name, gzip.compress(content) if name.endswith("gz") else content)
    assert reasons == []
    (article,) = (each.article for each in clean(pages[1]))
    assert [page.url for page in pages] == [f"https://a.example/{number}" for number in range(3)]
    assert (article.title, article.body, article.source) == ("Открыт технопарк 1", LEAD, "Портал Мордовии")
    assert article.published == date(2018, 3, 21)


def test_an_atom_feed(tmp_path: Path) -> None:
    entry = (
        '<entry><title type="html">&lt;b&gt;Открыт&lt;/b&gt; цех</title><link href="/1"/><id>tag:1</id>'
        f'<updated>2016-05-31T10:00:00Z</updated><content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry>'
    )
    content = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>П</title><link href="https://a.example/"/>{entry}</feed>'
    )
    pages, reasons = read_all(tmp_path / "a.atom", content)
    (article,) = (each.article for each in clean(pages[0]))
    assert reasons == []
    assert (article.url, article.title, article.body) == ("https://a.example/1", "Открыт цех", LEAD)
    assert article.published == date(2016, 5, 31)


@pytest.mark.parametrize(
    "full",
    [
        f"<content:encoded><![CDATA[<p>{FULL}</p><script>alert(1)</script>]]></content:encoded>",
        f"<yandex:full-text>{FULL}</yandex:full-text>",
    ],
    ids=["content", "yandex"],
)
def test_the_full_text_is_taken_where_there_is_one(tmp_path: Path, full: str) -> None:
    pages, _ = read_all(tmp_path / "a.rss", feed(items(1)[0].replace("</item>", f"{full}</item>")))
    assert [each.article.body for each in clean(pages[0])] == [FULL]


def test_an_item_without_a_text_is_its_title(tmp_path: Path) -> None:
    pages, _ = read_all(tmp_path / "a.rss", feed("<item><title>Открыт технопарк</title></item>"))
    (article,) = (each.article for each in clean(pages[0]))
    assert (article.title, article.body) == ("Открыт технопарк", "Открыт технопарк")
    assert article.url.endswith("a.rss#1")


def test_items_that_share_an_address_keep_apart(tmp_path: Path) -> None:
    same = [item.replace("https://a.example/1", "https://a.example/0") for item in items(2)]
    pages, _ = read_all(
        tmp_path / "a.rss", feed(*same, "<item><title>Т</title><link>javascript:alert(1)</link></item>")
    )
    assert [page.url.rpartition("a.rss")[2] for page in pages] == ["#1", "#2", "#3"]
    assert pages[0].hints.link == "https://a.example/0"


@pytest.mark.parametrize("cut_off", [10, 150, 420])
def test_a_feed_that_breaks_off_keeps_its_whole_items(tmp_path: Path, cut_off: int) -> None:
    content = feed(*items(5))
    pages, reasons = read_all(tmp_path / "a.rss", content[: -len(TAIL) - cut_off])
    assert len(pages) == 5 - 1 - (cut_off > len(items(1)[0]))
    assert reasons == ["лента обрывается: прочитаны только целые записи"]


def test_a_broken_item_harms_no_other(tmp_path: Path) -> None:
    pages, reasons = read_all(tmp_path / "a.rss", feed(items(1)[0], "<item><b><i></item>", *items(3)[1:]))
    assert [page.url for page in pages][:1] == ["https://a.example/0"]
    assert {"https://a.example/1", "https://a.example/2"} <= {page.url for page in pages}
    assert len(pages) + len(reasons) == 4


def test_a_long_item_is_left_out_and_the_others_are_kept(tmp_path: Path) -> None:
    long = ITEM.format(n=9).replace(LEAD, LEAD * 20_000)
    pages, reasons = read_all(tmp_path / "a.rss", feed(items(1)[0], long, *items(3)[1:]), longest=2**20)
    assert [page.url[-1] for page in pages] == ["0", "1", "2"]
    assert reasons == ["запись 2: длиннее 1 МБ (предел задаёт --max-item)"]


def test_a_large_feed_is_read_in_parcels(tmp_path: Path) -> None:
    many = [ITEM.format(n=number).replace(LEAD, f"{LEAD} {os.urandom(2000).hex()}") for number in range(600)]
    (tmp_path / "a.rss").write_text(feed(*many), encoding="utf-8")
    (file,) = find([str(tmp_path / "a.rss")])
    assert isinstance(file, SourceFile)
    parcels = list(cut(file))
    assert len(parcels) > 1
    pages = [page for parcel in parcels if not isinstance(parcel, Problem) for page in read(parcel)]
    assert [page.url for page in pages if isinstance(page, RawPage)] == [f"https://a.example/{n}" for n in range(600)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (feed(), "в ленте нет ни одной записи"),
        ("", "файл пуст"),
        ('<?xml version="1.0"?><urlset><url><loc>a</loc></url></urlset>', "это XML, но не лента RSS или Atom"),
        ("<order><item>1</item></order>", "это XML, но не лента RSS или Atom"),
        ("Просто текст", "это не XML"),
    ],
)
def test_what_is_no_feed_is_skipped_with_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    assert read_all(tmp_path / "a.xml", content) == ([], [reason])


def test_a_page_under_the_name_of_a_feed_is_read_as_a_page(tmp_path: Path) -> None:
    pages, reasons = read_all(
        tmp_path / "a.xml", f"<!DOCTYPE html><html><body><h1>Открыт технопарк</h1><p>{FULL}</p></body></html>"
    )
    assert reasons == []
    assert FULL in pages[0].content


def test_items_are_numbered_as_they_stand(tmp_path: Path) -> None:
    """Beside a name in the archive for an item without a link, what is left out counts, too."""
    long = "<item><title>Долго</title><description>" + "я" * 2**20 + "</description></item>"
    deep = "<item><title>Глубоко</title>" + "<b>" * 3000 + "</b>" * 3000 + "</item>"
    good = "<item><title>Открыт цех {}</title><description>В Саранске открыт цех.</description></item>"
    items = (good.format(1), long, good.format(3), deep, good.format(5))
    path = tmp_path / "a.xml"
    path.write_text(f"<rss><channel><title>Л</title>{''.join(items)}</channel></rss>", encoding="utf-8")
    (file,) = find([str(path)])
    assert isinstance(file, SourceFile)
    found = [one for piece in cut(file, MEGABYTE) for one in (read(piece) if isinstance(piece, Parcel) else [piece])]
    names = [one.url.rpartition("#")[2] if isinstance(one, RawPage) else one.reason for one in found]
    assert sorted(names) == [
        "1",
        "3",
        "5",
        "запись 2: длиннее 1 МБ (предел задаёт --max-item)",
        "запись 4: теги вложены слишком глубоко",
    ]


def test_of_a_site_that_wordpress_exported_only_what_was_published_is_read(tmp_path: Path) -> None:
    kinds = [
        ("post", "publish"),
        ("attachment", "inherit"),
        ("post", "draft"),
        ("wp_navigation", "publish"),
        ("новость", ""),
    ]
    posts = [
        ITEM.format(n=number).replace(
            "</item>", f"<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status></item>"
        )
        for number, (kind, status) in enumerate(kinds)
    ]
    content = feed(*posts).replace("<rss ", '<rss xmlns:wp="http://wordpress.org/export/1.2/" ')
    pages, reasons = read_all(tmp_path / "a.xml", content)
    assert [page.url[-1] for page in pages] == ["0", "4"]
    assert reasons == [
        "запись 2: в выгрузке WordPress это не статья, а attachment",
        "запись 3: в выгрузке WordPress она не опубликована: draft",
        "запись 4: в выгрузке WordPress это не статья, а wp_navigation",
    ]


def test_a_long_head_is_not_gone_through_for_every_item(tmp_path: Path) -> None:
    tags = "".join(f"<wp:tag><wp:term_id>{number}</wp:term_id></wp:tag>\n" for number in range(20_000))
    content = feed(tags, *items(500), "<item><title>R&D; x < y</title></item>")
    started = time.process_time()
    pages, reasons = read_all(tmp_path / "a.xml", content)
    assert (len(pages), reasons) == (501, [])
    assert {page.hints.source for page in pages} == {"Портал Мордовии"}
    assert time.process_time() - started < 10
