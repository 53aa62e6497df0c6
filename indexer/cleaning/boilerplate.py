"""Which lines of a page are not the news? rule_of("16+") == "age_mark"; None for a line of an article.

«16+», «news_header_top_970_100», «€ — 90.9329», «Метки Минпромторг РФ», «Смотрите также:» and what is below it.
What the rules know stands in two tables, each row with its witness: boilerplate.tsv (patterns of whole lines) and
menu.tsv (words of menus and share buttons).
"""

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.cleaning.date_line import date_line

LONGEST = 400  # a longer line is text, if it is no code; the limit also keeps every pattern quick
SHORTEST_CODE = 120  # what is shorter may be what an article tells of
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
    """Key words: «Теги: кластер, Мордовия», «Метки Минпромторг РФ»; but «Категория: Наука | 31.05.2016» says when."""
    return (_is_like("tags", line) or bool(_BARE_TAGS.fullmatch(line))) and date_line(line) is None


def photo_credit(line: str) -> bool:
    """Who took the picture: «Фото: пресс-служба губернатора»."""
    return _is_like("photo_credit", line)


def byline(line: str) -> bool:
    """Who wrote it: «Автор: Пресс-служба», «автором admin»."""
    return _is_like("byline", line)


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


def printing(line: str) -> bool:
    """A button below or above an article: «Версия для печати»."""
    return _is_like("printing", line)


def comment_form(line: str) -> bool:
    """A field to fill in: «Имя (обязательно)», «Текст комментария»."""
    return _is_like("comment_form", line)


def cookies(line: str) -> bool:
    """What the site leaves behind: «Мы используем файлы cookie»."""
    return _is_like("cookies", line)


def bare_link(line: str) -> bool:
    """An address alone: «https://example.ru/news/1»."""
    return _is_like("bare_link", line)


def embed_code(line: str) -> bool:
    """What is to be copied into a blog: «<div style="…"><a href="…">Открыт цех</a></div>»."""
    is_code = line.startswith("<") and line.endswith(">") and len(line) >= SHORTEST_CODE
    return is_code and "</" in line and ("href=" in line or "src=" in line)


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
    printing,
    comment_form,
    menu,
    bread_crumbs,
    counter,
    tags,
    photo_credit,
    byline,
    subscribe,
    read_full,
    see_also,
    rights,
    mistake_report,
    cookies,
    bare_link,
    embed_code,
]
OF_ANY_LENGTH = [embed_code]


def rule_of(line: str) -> str | None:
    """The name of the first rule that takes the line for boilerplate."""
    rules = RULES if len(line) <= LONGEST else OF_ANY_LENGTH
    return next((rule.__name__ for rule in rules if rule(line)), None)


def patterns() -> Iterator[tuple[str, str, str]]:
    """The rows of boilerplate.tsv: rule, pattern of a whole line, witness."""
    yield from ((rule, pattern, witness) for rule, pattern, witness in _rows("boilerplate.tsv"))


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
