"""Hostile documents: none stops a run, each is kept or refused with a reason in Russian, and nothing else is lost."""

import gzip
import json
import os
import re
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import indexer

LEAD = "В Саранске открыт технопарк, в нём работают тридцать компаний республики."
TITLE = "Открыт технопарк"
ROW = {"url": "a", "title": TITLE, "text": LEAD}
Make = Callable[[Path], object]


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>"


def rss(*items: str, before: str = "") -> str:
    return f"{before}<rss version='2.0'><channel><title>Портал</title>{''.join(items)}</channel></rss>"


def item(title: str = TITLE, text: str = LEAD, link: str = "https://a.example/1") -> str:
    return f"<item><title>{title}</title><link>{link}</link><description>{text}</description></item>"


def row(**more: object) -> str:
    return json.dumps(ROW | more, ensure_ascii=False) + "\n"


LAUGHS = "<!DOCTYPE rss [<!ENTITY a0 'ха'>" + "".join(
    f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9)
) + "]>"  # fmt: skip
FILE_ENTITY = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
PARAMETER = "<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://a.example/x.dtd'> %x;]>"
P = f"<p>{LEAD}</p>"
AUTHOR = f"</description><author>{'1' * 100_000}</author><description>"
TITLES = "".join(f"<meta property='og:title' content='{TITLE} {n}'>" for n in range(3000))

# Name, content (or how the file is made), how many articles are kept, what the reason says ("" where there is none).
CONTENT: list[tuple[str, bytes | str | Make, int, str]] = [
    ("utf-8 with a mark.txt", f"\ufeff{LEAD}", 1, ""),
    ("windows-1251.txt", LEAD.encode("cp1251"), 1, ""),
    ("koi8-r.txt", LEAD.encode("koi8-r"), 1, ""),
    ("cp866.txt", LEAD.encode("cp866"), 1, ""),
    ("utf-16.txt", LEAD.encode("utf-16"), 1, ""),
    ("utf-16 without a mark.txt", LEAD.encode("utf-16-be"), 1, ""),
    ("mixed.txt", LEAD.encode() + b"\n" + LEAD.encode("cp1251") + b"\n" + LEAD.encode(), 1, ""),
    ("cut inside a letter.txt", LEAD.encode()[:-2], 1, ""),
    ("declared utf-8, is windows-1251.html", page(P, "<meta charset=utf-8>").encode("cp1251"), 1, ""),
    ("declared windows-1251, is utf-8.html", page(P, "<meta charset=windows-1251>"), 1, ""),
    ("declared nonsense.html", page(P, "<meta charset=martian>").encode("koi8-r"), 1, ""),
    ("mixed.html", page(P).encode() + LEAD.encode("cp1251"), 1, ""),
    ("declared utf-8, is windows-1251.xml", rss(item(), before="<?xml encoding='utf-8'?>").encode("cp1251"), 1, ""),
    ("declared koi8-r, is utf-8.xml", rss(item(), before="<?xml version='1.0' encoding='koi8-r'?>"), 1, ""),
    ("nuls.txt", LEAD * 10 + "\0" * 2, 1, ""),
    ("nuls only.txt", bytes(5000), 0, "двоичный файл"),
    ("random.txt", os.urandom(5000), 0, "двоичный файл"),
    ("random.html", os.urandom(5000), 0, "двоичный файл"),
    ("random.rss", os.urandom(5000), 0, "двоичный файл"),
    ("random.jsonl", os.urandom(5000), 0, "двоичный файл"),
    ("nuls.html", page(P).replace("тридцать", "три\0дцать"), 1, ""),
    ("controls.html", page(P + "\x01\x02\x1b[31m\x7f\x9b"), 1, ""),
    ("bidi.txt", f"\u202e{TITLE}\u202c\n\n\u2066{LEAD}\u2069", 1, ""),
    ("an author of one long word.rss", rss(item(text=LEAD + AUTHOR)), 1, ""),
    ("bidi title.rss", rss(item(title=f"\u202e{TITLE}\u2067")), 1, ""),
    ("a flood of accents.txt", LEAD + "а" + "\u0301" * 10_000, 1, ""),
    ("one long word.txt", "ы" * 1_000_000, 1, ""),
    ("empty.txt", b"", 0, "файл пуст"),
    ("empty.html", b"", 0, "файл пуст"),
    ("empty.xml", b"", 0, "файл пуст"),
    ("tags only.html", "<html><body><div></div></body></html>", 0, "нет текста|страница пуста"),
    ("too large.txt", b"x" * (10 * 2**20 + 1), 0, "больше 10 МБ .*--max-item"),
    ("too large.html", b"<p>" * (4 * 2**20), 0, "больше 10 МБ .*--max-item"),
    ("a line of 50 MB.jsonl", b'{"text": "' + b"x" * (50 * 2**20) + b'"}\n' + row().encode(), 1,
     "строка 1: длиннее 10 МБ .*--max-item"),
    ("an item of 12 MB.rss", rss(item(text="x" * (12 * 2**20)), item()), 1, "запись 1: длиннее 10 МБ .*--max-item"),
    ("no end to an item.rss", "<rss><channel><item>" + "x" * (12 * 2**20), 0, "запись 1: длиннее 10 МБ"),
    ("nested divs.html", "<div>" * 100_000 + LEAD, 0, "теги вложены слишком глубоко"),
    ("nested tables.html", "<table><tr><td>" * 100_000 + LEAD, 0, "теги вложены слишком глубоко"),
    ("nested fonts.html", "<p>" + "<font>" * 100_000 + LEAD * 5, 1, ""),
    ("nested tags.rss", rss("<item>" + "<a>" * 100_000 + "</a>" * 100_000 + "</item>", item()), 1, "1: теги вложены"),
    ("nested tags in the head.rss", "<rss>" + "<a>" * 100_000 + item(), 0, "теги вложены|не читается"),
    ("many attributes.html", page(f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>{LEAD}"), 1, ""),
    ("all unclosed.html", f"<title>{TITLE}<h1>{TITLE}<p>{LEAD}<div><b><table><td><!-- ", 0, "нет текста|не HTML"),
    ("billion laughs.xml", rss(item(text="&a9;"), before=LAUGHS), 0, "сущности"),
    ("billion laughs, no items.xml", LAUGHS + "<rss><channel>&a9;</channel></rss>", 0, "сущности"),
    ("billion laughs.html", LAUGHS.replace("rss", "html") + page(P + "<p>&a9;</p>"), 1, ""),
    ("an external entity.rss", rss(item(text="&x;"), before=FILE_ENTITY), 0, "сущности"),
    ("a parameter entity.atom", rss(item(), before=PARAMETER), 0, "сущности"),
    ("a plain entity.rss", rss(item(text=f"{LEAD}&nbsp;"), before="<!DOCTYPE rss [<!ENTITY nbsp '\xa0'>]>"), 1, ""),
    ("half a character.rss", rss(item(text="&#xD800;"), item(link="https://a.example/2")), 1, "запись 1: не читается"),
    ("an empty feed.rss", rss(), 0, "нет ни одной записи"),
    ("cut in the middle.rss", rss(item(), item(link="https://a.example/2"))[:-150], 1, "лента обрывается"),
    ("a broken item.rss", rss(item(), "<item></b></i><title>&&&</item>", item(link="https://a.example/2")), 2, ""),
    ("html in titles.rss", rss(item(title="&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;Цех&lt;/b&gt;")), 1, ""),
    ("html in titles.html", page(P).replace(TITLE, "<b onclick=x>Открыт</b> &lt;script&gt;технопарк"), 1, ""),
    ("deep JSON-LD.html", page(P, f"<script type='application/ld+json'>{'[' * 100_000}</script>"), 1, ""),
    ("small words before an abbreviation.jsonl", row(text=f"Ив {'и ' * 70}аб (ИИИИИИИИБ)"), 1, ""),
    ("letters of other alphabets.jsonl", row(text="éКазань " * 50_000), 1, ""),
    ("one adjective after another.jsonl", row(text="татарский и " * 20_000), 1, ""),
    ("an endless url.jsonl", row(url="u" * 1_000_000) + row(), 1, "строка 1: url длиннее 2000 знаков"),
    ("an endless id.jsonl", row(id="u" * 1_000_000) + row(), 1, "строка 1: id длиннее 2000 знаков"),
    ("an endless link.jsonl", row(id=1, url="https://a.example/" + "u" * 1_000_000), 1, ""),
    ("an endless link.rss", rss(item(link="https://a.example/" + "u" * 1_000_000)), 1, ""),
    ("regions by the thousand.jsonl", row(regions=[f"Область {number}" for number in range(50_000)]), 1, ""),
    ("underscores.jsonl", row(text=LEAD + "_" * 1_000_000), 1, ""),
    ("comments without end.rss", rss("<!--" * 100_000, item()), 0, "не читается"),
    ("comments without end in the head.rss", rss(item(), before="<!--" * 100_000), 0, "не лента"),
    ("a name without end.rss", "<rss><" + "x:" * 100_000 + item(), 1, "обрывается"),
    ("headlines by the thousand.html", page(P, f"<h1>{TITLE}</h1>" * 10_000), 1, ""),
    ("titles by the thousand.html", page(P * 3000, TITLES), 1, ""),
    ("a site map.xml", "<urlset><url><loc>https://a.example/</loc></url></urlset>", 0, "не лента"),
    ("lone surrogates.jsonl", r'{"url": "s\ud800", "title": "\udc00", "text": "\ud83d В Саранске технопарк."}', 1, ""),
    ("deep JSON.jsonl", "[" * 100_000 + "\n" + row(), 1, "слишком глубокая вложенность"),
    ("an end of zeros.jsonl", row() + "\0" * 4096, 1, "строка 2: не JSON"),
    ("half a row.jsonl", row() + '{"url": "b", "te', 1, "не JSON"),
    ("a gzip bomb.txt.gz", gzip.compress(bytes(100 * 2**20), 1), 0, "больше 10 МБ|двоичный"),
    ("a gzip bomb.html.gz", gzip.compress(b"<p>" * (20 * 2**20), 1), 0, "больше 10 МБ"),
    ("a gzip bomb.rss.gz", gzip.compress(b"<rss><item>" + b" " * (60 * 2**20), 1), 0, "10 МБ"),
    ("cut.jsonl.gz", gzip.compress(row().encode() + os.urandom(9000).hex().encode())[:-2000], 1, "обрывается|не JSON"),
    ("cut.html.gz", gzip.compress(page(P + os.urandom(3000).hex()).encode())[:-900], 0, "обрывается"),
    ("no gzip.rss.gz", b"not gzip", 0, "gzip повреждён"),
    ("a pipe.html", lambda path: os.mkfifo(path), 0, "канал"),
    ("a loop.html", lambda path: path.symlink_to(path), 0, "по кругу"),
    ("a link to nothing.rss", lambda path: path.symlink_to(path.with_name("нет")), 0, "нет"),
    ("a folder.html", lambda path: path.mkdir(), 0, "нет ни одного файла"),
    ("a document.docx", b"PK\x03\x04", 0, "файлы .docx не читаются"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "kept", "reason"), CONTENT, ids=[each[0] for each in CONTENT])
def test_a_hostile_document_is_kept_or_refused_and_nothing_else_is_lost(
    tmp_path: Path, name: str, content: bytes | str | Make, kept: int, reason: str
) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / name
    good.write_text(row(url="good", text="В Томске работает кластер."), encoding="utf-8")
    if callable(content):
        content(bad)
    else:
        bad.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    started = time.process_time()
    report = indexer.rebuild([str(good), str(bad)], str(tmp_path / "index"), workers=1)
    is_bomb = re.match("nested|billion|deep|.* entity", name)
    assert time.process_time() - started < (4 if is_bomb else 20)
    assert report.found == report.indexed + report.skipped + report.failed
    assert report.indexed == 1 + kept
    told = "; ".join(problem.reason for problem in report.problems)
    assert re.search(reason, told) if reason else not told or kept > 1
    assert all(re.search("[а-яё]", problem.reason) for problem in report.problems)
    with indexer.open_engine(tmp_path / "index") as engine:
        assert engine.search("кластеры Томска").total == 1
        assert engine.stats().documents == report.indexed
        assert all(len(repr(replace(article, body=""))) < 10_000 for article in engine.articles())


def test_at_least_sixty() -> None:
    assert len(CONTENT) >= 60


def test_all_of_them_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Together, with sockets, loops of folders and two workers: every good one is found, every bad one counted."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, content, _, _ in CONTENT:
        if callable(content):
            content(folder / name)
        else:
            (folder / name).write_bytes(
                content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
            )
    for number in range(30):
        (folder / f"good {number}.jsonl").write_text(
            row(url=f"good {number}", text="В Томске работает кластер."), "utf-8"
        )
    (folder / "around").symlink_to(folder)
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)  # a socket has a short name
        server.bind("s.html")
        report = indexer.rebuild([str(folder)], str(tmp_path / "index"), workers=2)
    assert report.found == report.indexed + report.skipped + report.failed
    with indexer.open_engine(tmp_path / "index") as engine:
        assert engine.search("кластеры Томска").total == 30
        assert engine.stats().documents == report.indexed
