"""One published generation, opened: its segments, its lexicon, its analyzer and its stored articles.

Opening maps files and reads their footers; nothing of their size is copied. Safe to share between threads.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from indexer.article import Article
from indexer.columnar.reader import open_segment
from indexer.errors import IndexDamaged
from indexer.generations.lease import Lease
from indexer.later import later
from indexer.opened.abbreviations import read_abbreviations
from indexer.opened.collection import Collection
from indexer.opened.contents import read_contents
from indexer.opened.facet_values import FacetValues
from indexer.opened.lexicon import Lexicon
from indexer.opened.met import WORDS_REMEMBERED, MetWords
from indexer.opened.months import Months
from indexer.opened.shelved import ShelvedArticle
from indexer.opened.stories import read_stories
from indexer.text.analyzer import Analyzer

if TYPE_CHECKING:
    from indexer.opened.words import Words
else:
    Words = later("indexer.opened.words", "Words")


class Generation:
    """What a search needs of one generation folder.

    Some of it is opened when first asked for: who holds a generation holds its lease, and with it the files.
    """

    def __init__(self, folder: Path, lease: Lease | None = None) -> None:
        self.folder = folder
        self._lease = lease
        self.contents = contents = read_contents(folder)
        self.built = datetime.datetime.fromtimestamp(contents.built)
        self.collection = Collection(
            [open_segment(folder, segment.name, segment.deleted) for segment in contents.segments]
        )
        self.stories = read_stories(folder)
        self.lexicon = Lexicon(folder)
        self.analyzer = Analyzer(self.lexicon.readings, long_forms=partial(read_abbreviations, folder))
        self.facets = FacetValues(self.collection.segments, self.analyzer)
        self.met = MetWords(self.collection, self.lexicon, self.analyzer)
        self.is_doubted = lru_cache(maxsize=WORDS_REMEMBERED)(self.met.is_doubted)

    @cached_property
    def words(self) -> "Words":
        """Words with their counts, opened when first asked for: a search that finds what it seeks needs them not."""
        return Words(self.folder)

    def record(self, docnum: int) -> dict[str, Any]:
        """The stored record of a document."""
        return self.records_of([docnum])[0]

    def records_of(self, docnums: Sequence[int]) -> list[dict[str, Any]]:
        """The stored records of documents."""
        return self._loaded(docnums, self.collection.records)

    def article(self, docnum: int) -> Article:
        """The article of a document, its body not yet read."""
        return self.articles([docnum])[0]

    def articles(self, docnums: Sequence[int]) -> list[Article]:
        """The articles of documents, their bodies not yet read."""
        heads = self._loaded(docnums, self.collection.heads)
        return [ShelvedArticle(head, partial(self._body, docnum)) for docnum, head in zip(docnums, heads, strict=True)]

    def _body(self, docnum: int) -> str:
        return str(self.record(docnum)["body"])

    def _loaded(self, docnums: Sequence[int], read: Callable[[Sequence[int]], bytes]) -> list[dict[str, Any]]:
        """Records that are read and parsed together; IndexDamaged names the one that cannot be."""
        try:
            records: list[dict[str, Any]] = orjson.loads(read(docnums))
            if len(records) == len(docnums):
                return records
            fault = None
        except ValueError as error:
            fault = error
        if len(docnums) > 1:
            return [self._loaded([docnum], read)[0] for docnum in docnums]
        raise IndexDamaged(
            f"в указателе {self.folder.name} запись {docnums[0]} не читается: постройте его заново (innopoisk rebuild)"
        ) from fault

    def records(self) -> Iterator[dict[str, Any]]:
        """All stored records, in the order of indexing."""
        return map(self.record, self.collection.docnums().tolist())

    @cached_property
    def months(self) -> Months:
        """When the documents were published."""
        return Months(self.collection.days)
