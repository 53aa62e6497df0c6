"""Three hundred hostile documents, made by rules: DOCUMENTS, each with what must become of it.

    Document("encodings-007", ".html", page.encode("koi8-r"), kept=1)

What is kept must be found by `FINDS`; what is not has a reason in Russian. A document's key stands in its url.
"""

import gzip
import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from itertools import count, product
from pathlib import Path

LEAD = "В Саранске открыт технопарк, в нём работают тридцать компаний республики. "
TEXT = LEAD + "Глава региона Владимир Волков назвал его лучшим в стране. " * 3
TITLE = "Открыт технопарк"
FINDS = "технопарки"  # another form of a word of every text
MEGABYTE = 2**20
Content = bytes | Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its content, or how it is made; the articles it gives (None: one or none), what the reason says."""

    key: str
    suffix: str
    content: Content
    kept: int | None = 1
    reason: str = ""

    def make(self, folder: Path) -> None:
        """Put it into a folder."""
        path = folder / (self.key + self.suffix)
        if callable(self.content):
            self.content(path)
        else:
            path.write_bytes(self.content)


@dataclass(frozen=True, slots=True)
class Story:
    """What the article in a document says."""

    key: str
    title: str = TITLE
    text: str = TEXT
    more: str = ""  # elements beside them

    def plain(self) -> str:
        """As a text file: the title, an empty line, the text."""
        return f"{self.title}\n\n{self.text}\n"

    def page(self, head: str = "") -> str:
        """As a web page."""
        return (
            f"<html><head>{head}<title>{self.title}</title></head><body><h1>{self.title}</h1>"
            f"<p>{self.text}</p>{self.more}</body></html>"
        )

    def feed(self, before: str = "") -> str:
        """As a feed of one item."""
        return (
            f"{before}<rss version='2.0'><channel><title>Портал</title><item><title>{self.title}</title>"
            f"<link>https://a.example/{self.key}</link><description>{self.text}</description>{self.more}</item>"
            "</channel></rss>"
        )

    def row(self, **more: object) -> str:
        """As a row of JSON Lines."""
        return json.dumps({"url": self.key, "title": self.title, "text": self.text} | more, ensure_ascii=False) + "\n"

    def file(self, suffix: str, content: Content | str, kept: int | None = 1, reason: str = "") -> Document:
        """A document of that content; text in UTF-8, lone surrogates as they come."""
        encoded = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        return Document(self.key, suffix, encoded, kept, reason)

    def shaped(self, suffix: str, kept: int | None = 1, reason: str = "") -> Document:
        """A document of the story itself."""
        return self.file(suffix, SHAPES[suffix](self), kept, reason)


SHAPES: dict[str, Callable[[Story], str]] = {
    ".txt": Story.plain,
    ".html": Story.page,
    ".rss": Story.feed,
    ".jsonl": Story.row,
}
New = Callable[..., Story]  # a story with a key of its own


# In whatever encoding, declared or not, or declared as another

CODECS = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8", "cp1251": "windows-1251", "koi8-r": "koi8-r", "cp866": "ibm866",
    "iso8859-5": "iso-8859-5", "mac-cyrillic": "x-mac-cyrillic", "utf-16": "utf-16", "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
}  # fmt: skip


def encodings(new: New) -> Iterator[Document]:
    """Declared or not, or declared as another; cut in the middle of a letter."""
    for codec, name in CODECS.items():
        other = "koi8-r" if "utf" in name else "utf-8"
        yield (story := new()).file(".txt", story.plain().encode(codec))
        yield (story := new()).file(".html", story.page().encode(codec))
        yield (story := new()).file(".html", story.page(f"<meta charset={name}>").encode(codec))
        yield (story := new()).file(".html", story.page(f"<meta charset={other}>").encode(codec))
        yield (story := new()).file(".rss", story.feed(f"<?xml version='1.0' encoding='{name}'?>").encode(codec))
        yield (story := new()).file(".jsonl", story.row().encode(codec))
    for shape, cut in product((".txt", ".html"), (1, 3)):
        yield (story := new()).file(shape, SHAPES[shape](story).encode()[:-cut])


# Characters that no news needs

STRANGE = {
    "nul": "\0", "escape": "\x1b[2J", "c1": "\x9b31m", "delete": "\x7f", "surrogate": "\ud83d",
    "no character": "\ufffe", "private": "\ue000", "zero width": "\u200b", "joiner": "\u200d", "mark": "\ufeff",
    "soft hyphen": "\xad", "accents": "\u0301" * 1000, "right to left": "\u202e", "isolate": "\u2067",
    "line": "\u2028", "tag": "\U000e0041",
}  # fmt: skip
REFUSED = {("nul", ".html"): (0, "двоичный файл"), ("surrogate", ".jsonl"): (0, "не UTF-8")}


def characters(new: New) -> Iterator[Document]:
    """In the title, around the text and inside a word."""
    for (name, strange), shape in product(STRANGE.items(), SHAPES):
        kept, reason = REFUSED.get((name, shape), (1, ""))
        story = new(f"{strange}{TITLE}{strange}", f"{strange}{TEXT}{strange} В Том{strange}ске.")
        yield story.shaped(shape, kept, reason)


# Latin letters that look Russian, and back

TWINS = dict(zip("аеорсухкАВЕКМНОРСТХ", "aeopcyxkABEKMHOPCTX", strict=True))
BACK = {latin: russian for russian, latin in TWINS.items()}
LOOKALIKES = ("Саранске", "технопарк", "компаний", "республики", "Волков", "РОСНАНО", "СОЛНЦЕ", "экосистема")
LATIN = ("COVID", "NASA", "Microsoft", "PEX", "Xerox", "OPEC", "macOS", "CEO")


def twins(new: New) -> Iterator[Document]:
    """One letter of a word, or all that there are."""
    for word, shape, most in product(LOOKALIKES, (".txt", ".jsonl"), (1, len(TWINS))):
        chosen = [letter for letter in word if letter in TWINS][:most]
        false = "".join(TWINS[letter] if letter in chosen else letter for letter in word)
        yield new(text=f"{TEXT} Здесь {false}.").shaped(shape)
    for word in LATIN:
        yield new(text=f"{TEXT} Здесь {''.join(BACK.get(one, one) for one in word)}.").shaped(".txt")


# Too much of something

TOO_LONG = "10 МБ .*--max-item"


def sizes(new: New) -> Iterator[Document]:
    """Nothing, too much, one word of a million letters, nested and repeated without end."""
    for shape, content in product((".txt", ".html", ".rss", ".jsonl"), (b"", b"\xef\xbb\xbf", b"\n\n")):
        yield new().file(shape, content, 0, "файл пуст|нет ни одной записи|не лента|страница пуста|нет текста")
    for shape in (".txt", ".html"):
        yield new().file(shape, b"x" * (10 * MEGABYTE + 1), 0, TOO_LONG)
        for more in ("ы" * MEGABYTE, "слово " * 100_000, "\n" * MEGABYTE):
            yield new(text=TEXT + more).shaped(shape)
        yield new("Открыт технопарк " * 5000).shaped(shape)
    yield (story := new()).file(".jsonl", story.row(more="x" * (11 * MEGABYTE)) + story.row(), 1, TOO_LONG)
    yield (story := new()).file(".jsonl", story.row(published=["2016"]), 0, "published не строка")
    yield (story := new()).file(".jsonl", story.row(source=["a"]), 0, "source не строка")
    for more in (
        {f"k{number}": number for number in range(20_000)},
        {"regions": ["Томская область"] * 5000, "source": "И" * 100_000},
        {"published": "9" * 100_000},
        {"published": -1},
        {"title": None, "published": None, "source": None, "regions": None},
        {"regions": []},
    ):
        yield (story := new()).file(".jsonl", story.row(**more))
    yield (story := new()).file(".jsonl", "[" * 100_000 + "\n" + story.row(), 1, "глубокая вложенность")
    yield (story := new()).file(".jsonl", story.row() * 1000, 1, "тот же url")
    for tag in ("div", "b", "table><tr><td", "ul><li", "font", "blockquote", "form", "svg", "object", "a href=x"):
        yield new(more=f"<{tag}>" * 20_000).shaped(".html", None, "теги вложены")
    yield new(more="<a>" * 20_000 + "</a>" * 20_000).shaped(".rss", 0, "теги вложены")


# Bombs


def _laughs() -> str:
    entities = "".join(f"<!ENTITY a{number + 1} '{f'&a{number};' * 10}'>" for number in range(9))
    return f"<!DOCTYPE rss [<!ENTITY a0 'ха'>{entities}]>"


DOCTYPES = (
    _laughs(),
    f"<!DOCTYPE rss [<!ENTITY a9 '{'ха' * 50_000}'>]>",
    "<!DOCTYPE rss [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE rss [<!ENTITY a9 SYSTEM 'http://127.0.0.1:9/x'>]>",
    "<!DOCTYPE rss [<!ENTITY a9 SYSTEM 'file:///dev/zero'>]>",
    "<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://a.example/x.dtd'> %x;]>",
    "<!DOCTYPE rss SYSTEM 'http://a.example/rss.dtd' [<!ENTITY a9 'х'>]>",
)


def bombs(new: New) -> Iterator[Document]:
    """Entities that grow or read files, archives that grow or are none."""
    for doctype in DOCTYPES:
        yield (story := new(text=TEXT + "&a9;" * 200)).file(".rss", story.feed(doctype), None, "сущности")
        yield (story := new(more="<p>&a9;</p>")).file(".html", doctype.replace("rss", "html") + story.page())
    for shape, filling in product(SHAPES, (b"\0", b"<p>", b" ")):
        yield new().file(f"{shape}.gz", _zipped(filling), 0, "10 МБ|двоичный|нет текста|не лента|файл пуст|не JSON")
    for shape in SHAPES:
        yield new().file(f"{shape}.gz", b"\x1f\x8b" + random.Random(1).randbytes(500), 0, "gzip")
        story = new(text=TEXT + random.Random(1).randbytes(9000).hex())
        yield story.file(f"{shape}.gz", gzip.compress(SHAPES[shape](story).encode())[:-2000], None, "обрывается")


@cache
def _zipped(filling: bytes) -> bytes:
    return gzip.compress(filling * (20 * MEGABYTE // len(filling)), 1)


# What a browser, a template, a spreadsheet or a shell would run

SCRIPTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", '"><script>alert(1)</script>',
    "javascript:alert(1)", "<iframe src=javascript:alert(1)>", "</title><script>alert(1)</script>", "{{7*7}}",
    "{0.__class__}", "%(x)s", "=cmd|' /C calc'!A0", "$(touch /tmp/x)", "'; DROP TABLE articles; --", "../../etc/passwd",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<!--<script>-->", "]]><script>alert(1)</script>",
)  # fmt: skip


def scripts(new: New) -> Iterator[Document]:
    """In the title, the text and wherever else an article has something to say."""
    for script in SCRIPTS:
        safe, evil = escape(script), {"source": script, "regions": [script], "published": script, script: script}
        yield new(f"{TITLE} {script}", f"{TEXT} {script}").shaped(".txt")
        yield new(f"{TITLE} {safe}", f"{TEXT} {safe}", script).shaped(".html")
        yield new(f"{TITLE} {safe}", f"{TEXT} {safe}").shaped(".rss")
        yield (story := new(f"{TITLE} {script}", f"{TEXT} {script}")).file(".jsonl", story.row(**evil))


# Files that are none


def files(new: New) -> Iterator[Document]:
    """Pipes, devices, links that lead nowhere, folders, and what only bears the name."""
    for suffix in SHAPES:
        yield new().file(suffix, os.mkfifo, 0, "канал")
        yield new().file(suffix, lambda path: path.symlink_to(path), 0, "по кругу")
        yield new().file(suffix, lambda path: path.symlink_to("/dev/zero"), 0, "канал, сокет или устройство")
        yield new().file(suffix, lambda path: path.symlink_to(path.with_name("нет")), 0, "нет")
        yield (story := new()).file(suffix, partial(_named, story, "строка\n\x1b[2J"))
        yield (story := new()).file(suffix, partial(_named, story, "\udcff\udcfe"))
        yield new().file(suffix, random.Random(2).randbytes(5000), 0, "двоичный файл")
    for suffix in (".docx", ".pdf", ".zip", ".png", ".exe", "", ".txt.bak", ".html.gz.gz"):
        yield new().file(suffix, b"PK\x03\x04", 0, "не читаются|нет расширения")


def _named(story: Story, name: str, path: Path) -> None:
    """A file whose name goes on as no name should."""
    path.with_name(f"{path.stem}{name}{path.suffix}").write_text(SHAPES[path.suffix](story), encoding="utf-8")


FAMILIES = {family.__name__: family for family in (encodings, characters, twins, sizes, bombs, scripts, files)}


def documents(family: str) -> list[Document]:
    """All of a family, with keys of their own: «sizes-003»."""
    numbers = count()

    def new(title: str = TITLE, text: str = TEXT, more: str = "") -> Story:
        return Story(f"{family}-{next(numbers):03}", title, text, more)

    return list(FAMILIES[family](new))
