"""The walk from a raw page to its articles: clean(RawPage("a", "Кластер создан.")) gives one CleanArticle."""

import itertools
from collections.abc import Mapping, Sequence

from indexer.article import Article, CleanArticle, RawPage
from indexer.cleaning import listing, published, regions, source, title
from indexer.cleaning.characters import bare, one_line
from indexer.cleaning.date_line import says_when
from indexer.cleaning.headlines import cut
from indexer.cleaning.page import Found, Line, Page, first_answer, split
from indexer.cleaning.stand_in import is_stand_in
from indexer.cleaning.sweeping import below, links, sweep
from indexer.errors import SourceError
from indexer.text.dates import stated_day


class NotAnArticle(SourceError):
    """Nothing on the page can be read as news; the message says why."""


def clean(page: RawPage) -> list[CleanArticle]:
    """The articles of a page: one, or several of a page of teasers; NotAnArticle where there is none."""
    return list(map(regions.tagged, untagged(page)))


def untagged(page: RawPage) -> list[CleanArticle]:
    """The same before their regions are sought in them, for who knows that most texts name none."""
    return [_given(page)] if page.is_clean else _cleaned(page)


def _cleaned(page: RawPage) -> list[CleanArticle]:
    lines, dropped = sweep(split(bare(page.content)))
    if not any(any(map(str.isalpha, line.text)) for line in lines):
        raise NotAnArticle("на странице нет текста новости" if dropped else "страница пуста")
    dropped += page.dropped
    # An item of a feed, which comes with its title, is never a list of others.
    if not page.hints.title and (column := listing.teasers(lines)):
        rule, teasers = column
        taken = {id(line) for teaser in teasers for line in teaser.lines}
        dropped = [(rule, line.text) for line in lines if id(line) not in taken] + dropped
        return [_teaser(page, rule, number, teaser, dropped) for number, teaser in enumerate(teasers, 1)]
    menus = sum(rule == "menu" for rule, _ in dropped)
    return [_article(page, Page(page.hints, lines, menus=menus), dropped)]


def _given(page: RawPage) -> CleanArticle:
    """An article whose carrier has parted it from its page: taken as it is, but for invisible characters."""
    hints = page.hints
    body = bare(page.content)
    if not body or body.isspace():
        raise NotAnArticle("текст пуст")
    rules = {}
    day = stated_day(hints.published) if hints.published else None
    if day:
        rules["published"] = "hint"
    name = cut(one_line(hints.source)) if hints.source else None
    if name:
        rules["source"] = "hint"
    heading = cut(one_line(hints.title)) if hints.title else ""
    rules["title"] = "hint" if heading else "first_sentence"
    article = Article(
        page.url,
        heading or title.sentence_title(body.lstrip()) or cut(one_line(body)),
        body,
        day,
        name or None,
        hints.regions,
        hints.link,
    )
    return CleanArticle(article, rules)


def _teaser(
    page: RawPage, rule: str, number: int, teaser: listing.Teaser, dropped: list[tuple[str, str]]
) -> CleanArticle:
    """One teaser of a list; what was dropped from the page is told with the first."""
    rules = {"listing": rule, "title": rule if teaser.title else "first_sentence"}
    if teaser.day:
        rules["published"] = rule
    body = _body(teaser.body, {}) or teaser.title or ""
    heading = cut(one_line(teaser.title)) if teaser.title else title.sentence_title(body)
    own = tuple((rule, line.text) for line in teaser.lines if line not in teaser.body)
    article = Article(f"{page.url}#{number}", heading, body, teaser.day, link=page.hints.link)
    return CleanArticle(article, rules, own + tuple(dropped) if number == 1 else own)


def _article(raw: RawPage, page: Page, dropped: list[tuple[str, str]]) -> CleanArticle:
    rules: dict[str, str] = {}
    answers: dict[str, Found] = {}
    gone: dict[int, str] = {}
    for question, asked in (("title", title.RULES), ("published", published.RULES), ("source", source.RULES)):
        if (answer := first_answer(asked, page)) is None:
            continue
        rules[question], answers[question] = answer
        gone |= dict.fromkeys(answers[question].lines, rules[question])
        if question == "title" and answers[question].lines:
            page = page.with_title(answers[question].lines[0])
    gone = _around(page) | _again(page, answers) | gone
    body = _body(page.lines, gone) or _body(page.lines, {})
    dropped = [(gone[number], page.lines[number].text) for number in sorted(gone)] + dropped
    for words in (str(answers["title"].answer) if "title" in answers else "", *page.told("title", "window_title")):
        if is_stand_in(words, body):
            raise NotAnArticle(f"вместо новости — «{words}»")
    found = {question: answer.answer for question, answer in answers.items()}
    article = Article(
        raw.url,
        found.get("title", ""),
        body,
        found.get("published"),
        found.get("source"),
        raw.hints.regions,
        raw.hints.link,
    )
    return CleanArticle(article, rules, tuple(dropped))


def _around(page: Page) -> dict[int, str]:
    """The lines above the title, those that only say when, and columns of links and all else below the text."""
    gone = dict.fromkeys(range(page.title), "above_title")
    if page.title >= 0:
        under = range(page.title + 1, min(page.lead, page.title + 1 + published.NEAR))
        at_end = itertools.takewhile(
            lambda number: says_when(page.lines[number].text), range(len(page.lines) - 1, page.lead, -1)
        )
        saying = [number for number in under if says_when(page.lines[number].text)]
        gone |= dict.fromkeys([*saying, *at_end], "line_that_says_when")
        gone |= dict.fromkeys(below(page.lines, page.lead), "below_article")
    return gone | dict.fromkeys(links(page.lines, page.lead), "column_of_links")


def _again(page: Page, answers: Mapping[str, Found]) -> dict[int, str]:
    """Lines that say the title once more, or nothing but who published it."""
    rules = {"title": "title_again", "source": "source_again"}
    names = {str(answers[question].answer): rule for question, rule in rules.items() if question in answers}
    return {number: names[line.text] for number, line in enumerate(page.lines) if line.text in names}


def _body(lines: Sequence[Line], gone: dict[int, str]) -> str:
    """The lines that stay, paragraphs apart by a blank line where they were."""
    parts: list[str] = []
    for number, line in enumerate(lines):
        if number not in gone:
            parts.append("\n" + line.text if line.gap and parts else line.text)
    return "\n".join(parts)
