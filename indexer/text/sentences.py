"""Where do sentences begin and end? list(sentences("Да. Нет.")) == [(0, 3), (4, 8)].

Every dot, question or exclamation mark, and ellipsis that is not plainly an end is a question put to RULES: the first
rule with an opinion says JOIN (the sentence goes on) or SPLIT. A new case is one small function and one line in the
list.
"""

import re
from collections.abc import Iterator
from typing import Final

from indexer.text.abbreviations import ABBREVIATIONS, AFTER_FIGURE, LEADING, TRAILING

JOIN: Final = True
SPLIT: Final = False

# What is looked for ahead is always there: a run of a million dots must be met once, not at each of its dots.
_MARK = re.compile(r"([.!?…]+[»\"”“’')\]]*)(?=(\s*+)(.{0,4}))", re.DOTALL)
_OPENERS = "«\"„“”'‘([{"
_DASHES = "—–-−"
_LONGEST_WORD = 24  # characters looked at before a mark


class Mark:
    """What stands around a possible end: in «18 тыс. специалистов» sign ".", word "тыс", right "с"."""

    __slots__ = ("is_glued", "is_opening", "right", "sign", "start", "text", "word")

    def __init__(self, text: str, sentence: int, match: re.Match[str]) -> None:
        self.text = text
        self.sign, blank, self.right = match.groups()
        self.start = match.start()
        before = text[max(sentence, self.start - _LONGEST_WORD) : self.start].split()
        self.word = before[-1].lstrip(_OPENERS) if before and not text[self.start - 1].isspace() else ""
        self.is_opening = len(before) == 1 and self.start - sentence < _LONGEST_WORD
        self.is_glued = not blank and self.right != ""

    @property
    def is_after_figure(self) -> bool:
        """Whether a figure or a Roman number stands before the word: «2016 г», «2016г», «XX в»."""
        start = self.start - len(self.word)
        before = self.word if self.word[:1].isdigit() else self.text[max(0, start - 8) : start].rstrip()
        return before[-1:].isdigit() or self.word[:1].isdigit() or before[-1:] in ("X", "I", "V")


def end_of_text(mark: Mark) -> bool | None:
    """Nothing follows."""
    return None if mark.right else SPLIT


def glued_sentences(mark: Mark) -> bool | None:
    """«…совещание завершилось.Участники…»: the blank between two sentences was lost."""
    if not (mark.is_glued and mark.word.isalpha() and mark.word.islower() and len(mark.word) > 3):
        return None
    is_sentence = "А" <= mark.right[0] <= "Я" and "а" <= mark.right[1:2] <= "я" and mark.word not in LEADING
    return SPLIT if is_sentence else None


def no_blank_right(mark: Mark) -> bool | None:
    """«1.5», «т.е», «innokam.pro», «E.S.T.E.R»."""
    return JOIN if mark.is_glued else None


def small_letter_right(mark: Mark) -> bool | None:
    """«18 тыс. специалистов», «Ура!» — сказал он», «и… замолчал»."""
    right = mark.right.lstrip(_DASHES + _OPENERS + " \xa0")
    return JOIN if right[:1].islower() else None


def punctuation_right(mark: Mark) -> bool | None:
    """«и др. , а также»: no sentence begins with a comma."""
    return JOIN if mark.right[0] in ",;:)]}»%/" else None


def not_a_dot(mark: Mark) -> bool | None:
    """«Приедете? Да!», «Может быть… Нет», «важно.» Он»: more than a single dot ends a sentence."""
    return SPLIT if mark.sign != "." else None


def initials(mark: Mark) -> bool | None:
    """«А. Лодыгин», «А.Н. Лодыгин», «Ю.-П. Юханссон»."""
    last = mark.word.rpartition(".")[2].lstrip("-")
    return JOIN if len(last) == 1 and last.isupper() and mark.right[0].isupper() else None


def after_figure(mark: Mark) -> bool | None:
    """«в 2016 г. Компания» ends where «в г. Казань» does not; «2016 г. 5 мая» does not end either."""
    if mark.word.lstrip("0123456789-–").lower() not in AFTER_FIGURE:
        return None
    return JOIN if not mark.is_after_figure or mark.right[0].isdigit() else SPLIT


def leading_abbreviation(mark: Mark) -> bool | None:
    """«ул. Ленина», «им. Лихачёва», «И.о. Председателя»."""
    return JOIN if mark.word.lower() in LEADING else None


def trailing_abbreviation(mark: Mark) -> bool | None:
    """«100 руб. 50 коп.»: on before a figure, ended before a capital letter."""
    if mark.word.lstrip("0123456789").lower() not in TRAILING:
        return None
    return JOIN if mark.right[0].isdigit() else SPLIT


def list_number(mark: Mark) -> bool | None:
    """«1. Создать кластер»: the sentence would be its number alone."""
    return JOIN if mark.is_opening and mark.word.replace(".", "").isdigit() else None


def anything_else(mark: Mark) -> bool | None:
    """«Кластер создан. Он работает»."""
    return SPLIT


RULES = [
    end_of_text,
    glued_sentences,
    no_blank_right,
    small_letter_right,
    punctuation_right,
    not_a_dot,
    initials,
    after_figure,
    leading_abbreviation,
    trailing_abbreviation,
    list_number,
    anything_else,
]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The (start, stop) of every sentence, without the white space around it; a line end always ends one."""
    offset = 0
    for paragraph in text.split("\n"):
        start = len(paragraph) - len(paragraph.lstrip())
        yield from ((offset + first, offset + last) for first, last in sentences_from(paragraph, start))
        offset += len(paragraph) + 1


def sentences_from(paragraph: str, start: int) -> Iterator[tuple[int, int]]:
    """The (start, stop) of the sentences of one line from the one on that begins at `start`."""
    for match in _MARK.finditer(paragraph, start):
        if is_plain(paragraph, start, match) or is_end(Mark(paragraph, start, match)):
            yield start, match.end(1)
            start = match.end(2)
    stop = len(paragraph.rstrip())
    if start < stop:
        yield start, stop


def plain_beginning(paragraph: str, place: int) -> int:
    """Where the last sentence before `place` begins that plainly does, as `is_plain` tells; 0 where none does."""
    stop = paragraph.rfind(". ", 0, place)
    while stop >= 0:
        word = paragraph[paragraph.rfind(" ", 0, stop) + 1 : stop]
        if paragraph[stop + 2 : stop + 3].isupper() and is_plain_word(word):
            return stop + 2
        stop = paragraph.rfind(". ", 0, stop)
    return 0


def is_plain(text: str, sentence: int, match: re.Match[str]) -> bool:
    """«Кластер создан. Он работает.»: nine ends of ten, seen at a glance; the rules would say the same."""
    sign, blank, right = match.groups()
    if not right:
        return True
    if sign != "." or not blank or not right[:1].isupper():
        return False
    stop = match.start()
    word = text[text.rfind(" ", sentence, stop) + 1 or sentence : stop]
    return is_plain_word(word)


def is_plain_word(word: str) -> bool:
    """Whether a dot after this word says nothing of the word."""
    return len(word) > 1 and word.isalpha() and word.islower() and word not in ABBREVIATIONS


def is_end(mark: Mark) -> bool:
    """What the first rule with an opinion says."""
    for rule in RULES:
        opinion = rule(mark)
        if opinion is not None:
            return opinion is SPLIT
    return False
