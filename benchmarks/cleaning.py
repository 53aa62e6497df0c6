"""How well pages are cleaned: `python -m benchmarks.cleaning FOLDER` against texts that people have cleaned by hand.

FOLDER holds `*.html`, for some of them `gold/NAME.html.txt` (the title in its first line, the body below), and feeds
`*.xml`. Printed are the token F1 of the body beside trafilatura's own, the titles, the days, and every error; and the
same of these pages saved as text.
"""

import argparse
import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page_as_text import page_as_text
from indexer.article import Article, CleanArticle, RawPage
from indexer.cleaning.clean import NotAnArticle, clean
from indexer.sources import Parcel, Problem, SourceFile, cut, find, read
from indexer.sources.charset import decoded

_WORD = re.compile(r"\w+")
SIMILAR = 0.85  # token F1 of titles that say the same: hand-cleaned ones differ in quotes and dashes


@dataclass(frozen=True, slots=True)
class Judged:
    """One page: what was found, and how well; figures are None where there is nothing to compare with."""

    name: str
    article: Article | None
    rules: dict[str, str]
    body: float | None
    trafilatura: float | None
    title: bool | None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    pages = [judged(path) for path in sorted(folder.glob("*.html"))]
    for page in pages:
        print(line(page))
    print(summary(pages))
    print(as_text(folder))
    for path in sorted(folder.glob("*.xml")):
        print(feed_line(path))


def judged(path: Path) -> Judged:
    """A page cleaned by us and by trafilatura, beside its gold text if there is one."""
    found = articles(path)
    best = max(found, key=lambda each: len(each.article.body), default=None)
    article = best.article if best else None
    rules = best.rules if best else {}
    gold = path.parent / "gold" / f"{path.name}.txt"
    if not gold.exists():
        return Judged(path.name, article, rules, None, None, None)
    title, _, body = gold.read_text(encoding="utf-8").partition("\n")
    ours = "\n".join(each.article.body for each in found)
    return Judged(
        path.name,
        article,
        rules,
        f1(ours, body),
        f1(trafilatura_text(path), body),
        article is not None and f1(article.title, title) >= SIMILAR,
    )


def articles(path: Path) -> list[CleanArticle]:
    """All articles of a file; what cannot be read gives none."""
    found: list[CleanArticle] = []
    for page in raw_pages(path):
        try:
            found += clean(page)
        except NotAnArticle as reason:
            print(f"{path.name}: {page.url}: {reason}")
    return found


def raw_pages(path: Path) -> list[RawPage]:
    """The road of `sources`."""
    found: list[RawPage] = []
    for file in find([str(path)]):
        assert isinstance(file, SourceFile), file
        for parcel in cut(file):
            for page in read(parcel) if isinstance(parcel, Parcel) else [parcel]:
                if isinstance(page, Problem):
                    print(f"{path.name}: {page.reason}")
                else:
                    found.append(page)
    return found


def trafilatura_text(path: Path) -> str:
    """What trafilatura makes of the same page, comments aside."""
    import trafilatura  # needed by this bench and by the rare page that our rules cannot read

    return trafilatura.extract(path.read_bytes(), include_comments=False) or ""


def f1(text: str, gold: str) -> float:
    """F1 of the two bags of words, 0 to 1."""
    ours, theirs = Counter(_WORD.findall(text.lower())), Counter(_WORD.findall(gold.lower()))
    common = sum((ours & theirs).values())
    return 2 * common / max(1, sum(ours.values()) + sum(theirs.values()))


def line(page: Judged) -> str:
    """One page of the table."""
    article = page.article
    scores = f"{page.body:.3f} {page.trafilatura:.3f}" if page.body is not None else "  —     —  "
    mark = "" if page.title in (None, True) else "  ← title?"
    day: datetime.date | None = article.published if article else None
    told = f"{day or '—'!s:10} ({page.rules.get('published', '—')})"
    named = f"{article.source} | {article.title}" if article else "—"
    return f"{page.name:40} {scores}  {told:38} {named}{mark}"


def summary(pages: Sequence[Judged]) -> str:
    """The means over the pages with gold text."""
    known = [page for page in pages if page.body is not None]
    if not known:
        return "no gold texts"
    ours = sum(page.body or 0 for page in known) / len(known)
    theirs = sum(page.trafilatura or 0 for page in known) / len(known)
    titles = sum(bool(page.title) for page in known)
    return f"body F1 {ours:.3f}, trafilatura {theirs:.3f}; titles {titles} of {len(known)}"


def as_text(folder: Path) -> str:
    """How well the pages with gold text are cleaned that are saved as text, without any markup."""
    return "\n".join(
        f"{name}: {_as_text(folder, first)}"
        for name, first in (("saved as text", 0), ("copied without its window's title", 1))
    )


def _as_text(folder: Path, first: int) -> str:
    """The same of pages from a line on."""
    bodies, titles = [], 0
    for gold in sorted((folder / "gold").glob("*.txt")):
        title, _, body = gold.read_text(encoding="utf-8").partition("\n")
        text = page_as_text(decoded((folder / gold.stem).read_bytes()) or "")
        found = clean(RawPage(gold.name, "\n\n".join(text.split("\n\n")[first:])))
        bodies.append(f1("\n".join(one.article.body for one in found), body))
        titles += f1(found[0].article.title, title) >= SIMILAR
    return f"body F1 {sum(bodies) / max(1, len(bodies)):.3f}; titles {titles} of {len(bodies)}"


def feed_line(path: Path) -> str:
    """One feed: how many items, with how many days, and whether a letter was lost."""
    found = [each.article for each in articles(path)]
    days = sum(bool(article.published) for article in found)
    lost = sum(article.body.count("\ufffd") + article.title.count("\ufffd") for article in found)
    return f"{path.name:40} {len(found)} items, {days} with a day, {lost} lost letters"


if __name__ == "__main__":
    main()
