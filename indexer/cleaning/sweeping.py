"""Lines of a page less what is not the news: sweep(lines) keeps the article and names the rule for every other line.

>>> sweep([Line("Кластер создан."), Line("16+")])
([Line(text='Кластер создан.', gap=False, is_closed=False)], [('age_mark', '16+')])

What a line is, `boilerplate` says of it alone; here it is seen among its neighbours: headings take along the links
below them, rates of currencies the day beside them, and many short lines on end are a column of links.
"""

from collections.abc import Sequence
from itertools import pairwise

from indexer.cleaning.boilerplate import rule_of
from indexer.cleaning.page import Line
from indexer.text.legal import is_legal

COLUMN = 10  # short lines on end that make a column of links
FEW = 3  # links of other news amid an article
FEW_GAPS = 10  # lines to a blank one; of pages that were written out tag by tag nearly none has one above
HEADINGS = ("see_also_heading", "comments_heading")
CLOSING = ("printing", "comment_form", "mistake_report", "rights")  # what stands below an article, if not above it


def sweep(lines: list[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines of the article, and the others as (rule, line)."""
    rules = _with_days_of_tickers(lines, [rule_of(line.text) for line in lines])
    kept: list[Line] = []
    dropped: list[tuple[str, str]] = []
    gap = has_prose = is_closed = False
    resumes, heading = 0, ""
    for number, line in enumerate(lines):
        gap = gap or line.gap
        rule = heading if number < resumes else rules[number]
        if rule is None:
            kept.append(Line(line.text, gap and bool(kept), is_closed))
            has_prose = has_prose or (line.is_prose and line.is_sentence)
            gap = is_closed = False
            continue
        dropped.append((rule, line.text))
        is_closed = is_closed or rule in CLOSING
        # Above the article «Комментарии» or «Последние новости» is part of a menu, and the article is still to come.
        if rule in HEADINGS and number >= resumes and has_prose:
            resumes, heading = _resumption(lines, rules, number + 1, rule), rule
            gap = True
    return kept, dropped


def links(lines: Sequence[Line], start: int) -> list[int]:
    """The lines of columns of links: many short lines on end, none of them a sentence or an item of a list."""
    found: list[int] = []
    run: list[int] = []
    for number in range(start, len(lines) + 1):
        if number < len(lines) and _is_link(lines[number].text):
            run.append(number)
            continue
        # «В форуме приняли участие:» announces a list that belongs to the article.
        if len(run) >= COLUMN and not lines[run[0] - 1].text.endswith((":", ";", ",")):
            found += run
        run = []
    return found


def below(lines: Sequence[Line], lead: int) -> range:
    """The lines below what closes the article, whose text begins at `lead`; none where text goes on at once.

    Nor where two paragraphs follow each other anywhere below, but for those on the rights of the site.
    """
    texts = [_is_text(line) and not is_legal(line.text) for line in lines[lead + 1 :]]
    pairs = [lead + 1 + place for place, both in enumerate(map(all, pairwise(texts))) if both]
    for number in range(pairs[-1] + 1 if pairs else lead + 1, len(lines)):
        if lines[number].is_closed and (not lines[number].is_prose or is_legal(lines[number].text)):
            return range(number, len(lines))
    return range(0)


def _resumption(lines: list[Line], rules: list[str | None], start: int, heading: str) -> int:
    """Where the article goes on below a heading of links or comments, else where the next such heading stands.

    At two paragraphs of text in a row. Below a heading of links also at a paragraph with mostly text below it, unless
    headlines and paragraphs take turns: those announce other news. Or at short paragraphs below a few links.
    Where there are blank lines, one of them stands above a paragraph.
    """
    has_gaps = sum(line.gap for line in lines) * FEW_GAPS > len(lines)
    stop = next((number for number in range(start, len(lines)) if rules[number] in HEADINGS), len(lines))
    shown = [number for number in range(start, stop) if rules[number] in (None, *CLOSING) and not lines[number].is_date]
    is_text = [rules[number] is None and _is_text(lines[number]) for number in shown]
    is_links = heading == "see_also_heading" and not _take_turns(is_text)
    texts = sum(is_text)
    for place, number in enumerate(shown):
        if is_text[place] and (lines[number].gap or not has_gaps):
            others = len(shown) - place - texts
            if (place + 1 < len(shown) and is_text[place + 1]) or (is_links and texts > others):
                return number
        texts -= is_text[place]
    return _short_paragraphs(lines, shown, stop) if is_links else stop


def _short_paragraphs(lines: list[Line], shown: list[int], stop: int) -> int:
    """Where two paragraphs and nothing else but such stand below a few links: headlines have no full stop."""
    for links in range(1, min(FEW, len(shown) - 2) + 1):
        texts = [lines[number] for number in shown[links:]]
        if all(line.gap and line.is_prose and _is_said(line.text) for line in texts):
            return shown[links]
    return stop


def _take_turns(is_text: list[bool]) -> bool:
    """Headline, text, headline, text …: at least two of each."""
    return len(is_text) >= 4 and all(found == bool(place % 2) for place, found in enumerate(is_text))


def _with_days_of_tickers(lines: list[Line], rules: list[str | None]) -> list[str | None]:
    """The day beside the rates of currencies is today's: it goes with them."""
    for number in [number for number, rule in enumerate(rules) if rule == "ticker"]:
        for beside in (number - 1, number + 1):
            if 0 <= beside < len(lines) and rules[beside] is None and lines[beside].is_date:
                rules[beside] = "ticker"
    return rules


def _is_link(line: str) -> bool:
    return len(line) < 60 and line[-1] not in ".,;:!?" and not line[-1].isdigit()


def _is_text(line: Line) -> bool:
    return line.is_prose and len(line.text) >= 100 and line.is_sentence


def _is_said(text: str) -> bool:
    """Whether it is told in a sentence, and of the world: «Продолжение?» and «Все права защищены.» are not."""
    return text.rstrip('»")').endswith(".") and not is_legal(text)
