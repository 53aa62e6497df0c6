"""What a worker makes of a parcel: prepare(parcel, run, base) -> articles as numbers, and what could not be kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.article import CleanArticle
from indexer.building.report import Undated
from indexer.cleaning.clean import NotAnArticle, untagged
from indexer.cleaning.regions import tagged
from indexer.columnar.ragged import Column
from indexer.indexing.batch import Batch, Record, analyse, chunks_of, digest, numbered, record_of
from indexer.indexing.names import names_of
from indexer.indexing.vocabulary import read as read_forms
from indexer.later import later
from indexer.sources import Parcel, Problem, read

if TYPE_CHECKING:
    from indexer.opened.collection import Collection
    from indexer.opened.generation import Generation
else:
    Generation = later("indexer.opened.generation", "Generation")  # only an update reads one


_REHEARSED = '{"url": "1", "title": "Кластер", "text": "В Казани открыт кластер. Его строили два года."}'.encode()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one parcel gave.

    `batch` has the new and changed articles; `unchanged` are (url, docnum in the base). `replaced` are the urls that
    came again within the parcel, one for each row that was replaced. `problems` could not be kept, `undated` were kept
    without the day that their carrier tells.
    """

    batch: Batch
    unchanged: tuple[tuple[str, int], ...]
    replaced: tuple[str, ...]
    problems: tuple[Problem, ...]
    undated: Undated


def prepare(parcel: Parcel, run: str, base: Path | None) -> Prepared:
    """Read, clean and analyse one parcel; runs in a worker process, which keeps its chunks for the run."""
    problems: list[Problem] = []
    cleaned: dict[str, CleanArticle] = {}
    replaced, undated = [], Undated()
    for one in _articles(parcel, problems, undated):
        if cleaned.pop(one.article.url, None) is not None:
            replaced.append(one.article.url)
        cleaned[one.article.url] = one
    chunks = chunks_of(run)
    texts, may_name = numbered([one.article for one in cleaned.values()], chunks)
    found = _tagged(list(cleaned.values()), may_name)
    records = {one.article.url: record_of(one) for one in found}
    unchanged = _unchanged(records, opened(base, run)) if base else {}
    new = [number for number, url in enumerate(records) if url not in unchanged]
    if unchanged:
        texts = {name: column.taken(np.array(new, np.int64)) for name, column in texts.items()}
    articles = [found[number].article for number in new]
    batch = analyse(articles, [records[article.url] for article in articles], texts, chunks)
    return Prepared(batch, tuple(unchanged.items()), tuple(replaced), tuple(problems), undated)


def rehearse(is_new: bool) -> None:
    """Load whatever every parcel needs, so that workers who are forked then have it, and share its memory.

    `is_new`: no lexicon knows any words, so that they need the dictionary, too.
    """
    prepare(Parcel("", ".jsonl", 1, _REHEARSED), "", None)
    forget()
    if is_new:
        read_forms(names_of(["кластеров"]))


def forget() -> None:
    """Let go of what `prepare` keeps in this process from parcel to parcel of a run."""
    chunks_of.cache_clear()
    opened.cache_clear()


@lru_cache(maxsize=1)
def opened(base: Path, run: str) -> "Collection":
    """The generation to compare with, opened once a run: by the next one, another may lie at its place."""
    return Generation(base).collection


def _tagged(found: Sequence[CleanArticle], may_name: Column) -> list[CleanArticle]:
    """The articles with their regions, which are not sought where they cannot be."""
    pairs = zip(found, may_name.tolist(), strict=True)
    return [tagged(one) if is_likely or one.article.regions else one for one, is_likely in pairs]


def _unchanged(records: Mapping[str, Record], base: "Collection") -> dict[str, int]:
    """The urls whose records the base already holds, and their docnums there."""
    found = {}
    for url, record in records.items():
        docnum = base.docnum(url)
        if docnum is not None and base.digest(docnum) == digest(record.whole):
            found[url] = docnum
    return found


def _articles(parcel: Parcel, problems: list[Problem], undated: Undated) -> Iterator[CleanArticle]:
    for page in read(parcel):
        if isinstance(page, Problem):
            problems.append(page)
            continue
        try:
            found = untagged(page)
        except NotAnArticle as reason:
            problems.append(Problem(page.url, str(reason), "failed"))
            continue
        if page.hints.published and found[0].article.published is None:
            undated.add(len(found), f"«{page.hints.published[:40]}» ({found[0].article.url})")
        yield from found
