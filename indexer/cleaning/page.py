"""What the rules look at: the lines of a page, and the place of its title once that is known.

>>> [line.text for line in split("Главная\\n\\n Кластер создан. ")]
['Главная', 'Кластер создан.']
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from indexer.article import Hints
from indexer.cleaning.date_line import date_line

_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[»\")]?[.!?…]+[»\")]?\s+[«\"(]?[А-ЯЁA-Z]")
_STEP = re.compile(r"\s(?://|::|[»›>|])\s")
_LONGEST_STEP = 60  # characters between two signs of a way to a page
_LONG = 220  # characters; no headline is longer
MENUS = 2  # lines of menus that no article has
NO_PROSE = 100  # characters of a run of prose that a line costs which is none
_WRAPPED = 40  # characters; a shorter line is not wrapped, but ends


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, stripped; `gap` is true where a blank line stood above it.

    `is_closed` tells that a line stood above it which stands below articles: «Версия для печати».
    """

    text: str
    gap: bool = False
    is_closed: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph of text: a full stop at its end, or two sentences, or great length.

        The way to a page does not, though it may end in «г.»: «Портал // Новости в мире // Среда, 4 января 2012 г.».
        """
        text = self.text.rstrip('»"”)')
        if len(self.text) < 40 or _is_path(self.text):
            return False
        return text.endswith((".", ";", ":")) or len(text) > _LONG or bool(_TWO_SENTENCES.search(text))

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does; several headlines on one line do not."""
        return self.text.rstrip('»")').endswith((".", "!", "?"))

    @property
    def is_date(self) -> bool:
        """Whether it only says when: «31 Мая 2016», «22.06.2010, 17:11 | Новости»."""
        return date_line(self.text) is not None


@dataclass(frozen=True, slots=True)
class Page:
    """What boilerplate left of a page, less so many lines of `menus`.

    `title` is the line of its title, -1 where the title is no line of its own.
    """

    hints: Hints
    lines: Sequence[Line]
    title: int = -1
    menus: int = 0

    @property
    def lead(self) -> int:
        """The first line of prose below the title, or the number of lines."""
        for number in range(self.title + 1, len(self.lines)):
            if self.lines[number].is_prose:
                return number
        return len(self.lines)

    @property
    def run(self) -> int:
        """Where the longest run of prose begins, or the number of lines; what stands between its paragraphs costs.

        The first paragraph of a page may be an announcement amid its menus, which `lead` takes for the text.
        """
        longest = length = 0
        begins = found = len(self.lines)
        for number, line in enumerate(self.lines):
            if line.is_prose and line.is_sentence:
                begins = begins if length > 0 else number
                length = max(length, 0) + len(line.text)
                if length > longest:
                    longest, found = length, begins
            else:
                length -= NO_PROSE
        return found

    @property
    def is_copied(self) -> bool:
        """Whether it was saved or copied as text with all that stood around the article."""
        return self.menus >= MENUS

    def told(self, question: str, by: str) -> Iterator[str]:
        """What the marks of a web page answer to a question, in its own words."""
        return (each.words for each in self.hints.told if (each.question, each.by) == (question, by))

    def with_title(self, line: int) -> "Page":
        """The same page, its title known."""
        return replace(self, title=line)


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's answer, None where the rule knows that there is none; `lines` are no longer part of the body."""

    answer: Any
    lines: tuple[int, ...] = ()


Rule = Callable[[Page], Found | None]


def split(text: str) -> list[Line]:
    """The lines that are not blank; a paragraph wrapped at the margin, as in letters, is one line again."""
    lines: list[list[str]] = []
    gaps = []
    gap = False
    for line in text.split("\n"):
        visible = line.strip().strip("|").strip()  # the edges of a table that was made text
        if not visible:
            gap = True
            continue
        if lines and not gap and _is_wrapped(lines[-1][-1], visible):
            lines[-1].append(visible)
        else:
            lines.append([visible])
            gaps.append(gap)
        gap = False
    return [Line(" ".join(parts), gap) for parts, gap in zip(lines, gaps, strict=True)]


def first_answer(rules: Sequence[Rule], page: Page) -> tuple[str, Found] | None:
    """The first rule with an answer, by name, and the answer."""
    for rule in rules:
        if found := rule(page):
            return rule.__name__, found
    return None


def _is_path(text: str) -> bool:
    """«Портал // Новости в мире // Среда, 4 января 2012 г.»."""
    steps = _STEP.split(text) if len(text) <= 6 * _LONGEST_STEP else ()
    return len(steps) > 2 and max(map(len, steps)) <= _LONGEST_STEP


def _is_wrapped(line: str, below: str) -> bool:
    """«…спад ввоза подержанных автомобилей / после вступившего с 1 января требования…»."""
    return len(line) >= _WRAPPED and below[0].islower() and (line[-1].isalnum() or line[-1] in ',—–-»")')
