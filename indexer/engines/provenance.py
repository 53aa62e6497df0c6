"""Where what is known of an article comes from: which rule decided what, what was dropped, whose reprint it is.

lines_of(generation, docnum)   ->   ["Статья: Стыкуемся кластерами", "  дата: 31 мая 2016 — правило …", …]
"""

import datetime
from collections.abc import Iterator
from itertools import islice
from typing import Any

from indexer.cleaning.described import described, described_dropping
from indexer.opened.generation import Generation
from indexer.opened.shelved import article_of
from indexer.text.wording import ARTICLES, counted, day_in_words

QUESTIONS = {"title": "заголовок", "published": "дата", "source": "источник", "regions": "регионы"}
UNKNOWN = {"published": "неизвестна", "source": "неизвестен", "regions": "не определены"}
LINES = ("строка", "строки", "строк")
MOST_MEMBERS = 20  # of a story
LONGEST_LINE = 160  # characters of a dropped line


def lines_of(generation: Generation, docnum: int) -> Iterator[str]:
    """Lines for people."""
    record = generation.record(docnum)
    yield f"Статья: {record['title']}"
    yield f"  адрес: {record['url']}"
    yield from _of_rules(record)
    yield from _of_dropped(record.get("dropped", ()))
    yield from _of_story(generation, docnum)


def _of_rules(record: dict[str, Any]) -> Iterator[str]:
    rules = record.get("rules", {})
    for question, name in QUESTIONS.items():
        answer, rule = _shown(record.get(question)), rules.get(question)
        if rule:
            yield f"  {name}: {answer or UNKNOWN[question]} — правило {_named(rule, described(question, rule))}"
        elif answer:
            yield f"  {name}: {answer} — из источника, без правил"
        else:
            yield f"  {name}: {UNKNOWN[question]} — ни одно правило не нашло"
    if rule := rules.get("listing"):
        yield f"  список: одна из новостей общей страницы — правило {_named(rule, described('listing', rule))}"


def _named(rule: str, description: str) -> str:
    example = description.replace(": «", ", например: «", 1)  # or it would be taken for words of this article
    return f"{rule}, {example}" if description else rule


def _shown(answer: Any) -> str:
    if isinstance(answer, list):
        return ", ".join(answer)
    try:
        return day_in_words(datetime.date.fromisoformat(answer))
    except (TypeError, ValueError):
        return answer or ""


def _of_dropped(dropped: list[tuple[str, str]]) -> Iterator[str]:
    if not dropped:
        yield "Из текста ничего не отброшено."
        return
    yield f"Из текста {'отброшена' if len(dropped) == 1 else 'отброшено'} {counted(len(dropped), *LINES)}:"
    by_rule: dict[str, list[str]] = {}
    for rule, line in dropped:
        by_rule.setdefault(rule, []).append(line)
    for rule, lines in by_rule.items():
        yield f"  правило {_named(rule, described_dropping(rule))}"
        yield from (f"    {line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + '…'}" for line in lines)


def _of_story(generation: Generation, docnum: int) -> Iterator[str]:
    members = generation.stories.members(docnum).tolist()
    if not members:
        yield "Сюжет: перепечаток нет."
        return
    yield f"Сюжет: {counted(len(members), *ARTICLES)}, по времени выхода:"
    for member in islice(members, MOST_MEMBERS):
        article = article_of(generation.record(member))
        day = day_in_words(article.published) if article.published else "без даты"
        about = ", ".join(filter(None, (day, article.source)))
        yield f"  {'→' if member == docnum else ' '} {article.url} — {about}: {article.title}"
    if len(members) > MOST_MEMBERS:
        yield f"    … и ещё {counted(len(members) - MOST_MEMBERS, *ARTICLES)}"
