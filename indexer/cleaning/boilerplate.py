"""Which lines of a page are not the news? sweep(lines) keeps the article and names the rule for every other line.

«16+», «news_header_top_970_100», «€ — 90.9329», «Метки Минпромторг РФ», «Смотрите также:» and what is below it.
What the rules know stands in two tables, each row with its witness: boilerplate.tsv (patterns of whole lines) and
menu.tsv (words of menus and share buttons).
"""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indexer.cleaning.page import Line

COLUMN = 10  # short lines on end that make a column of links
HEADINGS = ("see_also_heading", "comments_heading")
LONGEST = 400  # a longer line is text; the limit also keeps every pattern quick
_PIECE = re.compile(r"[|•·/>»→,;]+|\s{2,}")
_RATE = re.compile(r"([€$£¥₽]|\b(?:USD|EUR|CNY)\b)[^\w\n]{0,6}\d+[.,]\d{2,4}(?!\s?(?:млн|млрд|тыс|трлн))")
_BARE_TAGS = re.compile(r"(?:Метки|Теги|Тэги|Ключевые слова)\s+[A-ZА-ЯЁ0-9#«].*[^.!?…:;]")


def ornament(line: str) -> bool:
    """Neither a letter nor a figure: «* * *»."""
    return not any(map(str.isalnum, line))


def advertising_slot(line: str) -> bool:
    """The name of a place for advertising: «news_header_top_970_100»."""
    return _is_like("advertising_slot", line)


def age_mark(line: str) -> bool:
    """For whom it is fit: «16+»."""
    return _is_like("age_mark", line)


def ticker(line: str) -> bool:
    """Rates of two currencies, with whatever stands beside: «28 Января 2026г, Среда€ — 90.9329, $ — 76.5519»."""
    return _is_like("ticker", line) or (not line.endswith(".") and len(set(_RATE.findall(line))) > 1)


def menu(line: str) -> bool:
    """Nothing but words of menus and share buttons: «Главная | Новости | Контакты», «Вконтакте Facebook»."""
    small = line.lower().strip(" :.…«»>→←|•·*-–—")
    if small in _menu():
        return True
    pieces = [piece.strip(" :.…*") for piece in _PIECE.split(small) if piece.strip(" :.…*")]
    if len(pieces) < 2:
        pieces = small.split()
    return len(pieces) > 1 and all(piece in _menu() for piece in pieces)


def bread_crumbs(line: str) -> bool:
    """The way to the page: «Главная > Новости > Технопарк в Ижевске»."""
    return _is_like("bread_crumbs", line)


def counter(line: str) -> bool:
    """How often it was read: «Просмотров: 123», «Комментарии: 5»."""
    return _is_like("counter", line)


def tags(line: str) -> bool:
    """Key words: «Теги: кластер, Мордовия», «Метки Минпромторг РФ», «#кластер #Саранск»."""
    return _is_like("tags", line) or bool(_BARE_TAGS.fullmatch(line))


def photo_credit(line: str) -> bool:
    """Who took the picture: «Фото: пресс-служба губернатора»."""
    return _is_like("photo_credit", line)


def subscribe(line: str) -> bool:
    """An invitation: «Подписывайтесь на наш канал в Telegram», «Скачать приложение»."""
    return _is_like("subscribe", line)


def read_full(line: str) -> bool:
    """The way to the whole text: «С полным текстом материала можно ознакомиться на портале»."""
    return _is_like("read_full", line)


def see_also(line: str) -> bool:
    """A link to other news: «Читайте также: В Саранске открыт технопарк»."""
    return _is_like("see_also", line)


def rights(line: str) -> bool:
    """Who owns it: «© 2016 Портал», «При использовании материалов ссылка обязательна»."""
    return _is_like("rights", line)


def mistake_report(line: str) -> bool:
    """What to do about a misprint: «Нашли ошибку? Выделите её и нажмите Ctrl+Enter»."""
    return _is_like("mistake_report", line)


def cookies(line: str) -> bool:
    """What the site leaves behind: «Мы используем файлы cookie»."""
    return _is_like("cookies", line)


def bare_link(line: str) -> bool:
    """An address alone: «https://example.ru/news/1»."""
    return _is_like("bare_link", line)


def see_also_heading(line: str) -> bool:
    """The heading of other news, dropped with the block of links below it: «Смотрите также:»."""
    return _is_like("see_also_heading", line)


def comments_heading(line: str) -> bool:
    """The heading of what readers say, dropped with all below it: «Комментарии»."""
    return _is_like("comments_heading", line)


RULES: list[Callable[[str], bool]] = [
    see_also_heading,
    comments_heading,
    ornament,
    advertising_slot,
    age_mark,
    ticker,
    menu,
    bread_crumbs,
    counter,
    tags,
    photo_credit,
    subscribe,
    read_full,
    see_also,
    rights,
    mistake_report,
    cookies,
    bare_link,
]


def sweep(lines: list[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines of the article, and the others as (rule, line)."""
    rules = _with_days_of_tickers(lines, [rule_of(line.text) for line in lines])
    kept: list[Line] = []
    dropped: list[tuple[str, str]] = []
    gap = has_prose = False
    resumes, heading = 0, ""
    for number, line in enumerate(lines):
        gap = gap or line.gap
        rule = heading if number < resumes else rules[number]
        if rule is None:
            kept.append(Line(line.text, gap and bool(kept)))
            has_prose = has_prose or line.is_prose
            gap = False
            continue
        dropped.append((rule, line.text))
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


def rule_of(line: str) -> str | None:
    """The name of the first rule that takes the line for boilerplate."""
    if len(line) > LONGEST:
        return None
    return next((rule.__name__ for rule in RULES if rule(line)), None)


def patterns() -> Iterator[tuple[str, str, str]]:
    """The rows of boilerplate.tsv: rule, pattern of a whole line, witness."""
    yield from ((rule, pattern, witness) for rule, pattern, witness in _rows("boilerplate.tsv"))


def _resumption(lines: list[Line], rules: list[str | None], start: int, heading: str) -> int:
    """Where the article goes on below a heading of links or comments, else where the next such heading stands.

    At two paragraphs of text in a row. Below a heading of links also at a paragraph with mostly text below it, unless
    headlines and paragraphs take turns: those announce other news.
    """
    stop = next((number for number in range(start, len(lines)) if rules[number] in HEADINGS), len(lines))
    shown = [number for number in range(start, stop) if rules[number] is None and not lines[number].is_date]
    is_text = [_is_text(lines[number]) for number in shown]
    is_links = heading == "see_also_heading" and not _take_turns(is_text)
    texts = sum(is_text)
    for place, number in enumerate(shown):
        if is_text[place] and lines[number].gap:
            others = len(shown) - place - texts
            if (place + 1 < len(shown) and is_text[place + 1]) or (is_links and texts > others):
                return number
        texts -= is_text[place]
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
    return line.is_prose and len(line.text) >= 100 and line.text.rstrip('»")').endswith((".", "!", "?"))


def _is_like(rule: str, line: str) -> bool:
    return bool(_compiled()[rule].fullmatch(line))


@functools.cache
def _compiled() -> dict[str, re.Pattern[str]]:
    alternatives: dict[str, list[str]] = {}
    for rule, pattern, _ in patterns():
        alternatives.setdefault(rule, []).append(pattern)
    return {rule: re.compile("|".join(each), re.IGNORECASE) for rule, each in alternatives.items()}


@functools.cache
def _menu() -> frozenset[str]:
    return frozenset(words for words, _ in _rows("menu.tsv"))


def _rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [row.split("\t") for row in text.splitlines()[1:]]
