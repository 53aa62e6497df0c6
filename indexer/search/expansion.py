"""What else a query asks for besides its words: АИРР is also «Ассоциация инновационных регионов России», and back.

>>> known = LongForms({"РР": [LongForm("регионы России", "регионов России")]})
>>> notes(Word("РР"), Analyzer(long_forms=lambda: known))
('РР: ищется и «регионы России» (только сокращение: !РР)',)

What the articles themselves explain is known, and the abbreviations of regions (КЧР, СПб). An abbreviation that
stands for several things stands for itself, and the note lists them; `!АИРР` asks for these letters alone.
"""

import datetime
import re
from collections.abc import Iterator, Sequence

from indexer.places.region_short import in_full as region_in_full
from indexer.search.reading import meaningful
from indexer.search.syntax import And, InField, Not, Or, Phrase, Tree, Word
from indexer.search.when import published_in
from indexer.text.analyzer import Analyzer
from indexer.text.letters import fold_yo, form
from indexer.text.long_forms import LongForm, LongForms
from indexer.text.stopwords import is_stopword
from indexer.text.wording import day_in_words

LETTERS = 6  # of an abbreviation; longer ones are words, as «минпромторг» is
MOST_LISTED = 4  # long forms of one abbreviation in a note

_DECLINED = re.compile(r"([А-ЯЁ]{2,6})(?:а|у|е|ы|и|ой|ом|ем|ов|ев|ам|ами|ах)")
_MODEL = re.compile(r"([^\W\d_]+)(-?)([1-9]\d*)")  # «0» at the end is a slip for «о»
_THOUSANDS = re.compile(r"[1-9]\d{4,8}")
_FIGURES = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{1,2}-\d{1,2}")


def in_full(word: Word, analyzer: Analyzer) -> tuple[str, ...]:
    """What a word of the query is short for, as texts have it; nothing where that is no one thing."""
    letters = _letters(word)
    if found := _long_forms(word, analyzer):
        return (*letters, found[0].written) if len(found) == 1 else letters
    if letters:
        return letters
    if model := _model(word):
        return (model,)
    if not word.exact and _THOUSANDS.fullmatch(word.text):
        return (f"{int(word.text):,}".replace(",", " "),)  # «10 000» for «10000»
    if day := _day(word):
        return day_in_words(day), f"{day:%d.%m.%Y}"
    names = [one.written for one in _region(word)]
    return tuple(name for name in names if not any(other in name for other in names if other != name))


def abbreviations(parts: Sequence[Tree], analyzer: Analyzer) -> dict[Word, str]:
    """The words that side by side are a long form, each with the abbreviation that may stand in its place."""
    found: dict[Word, str] = {}
    for words in _neighbours(parts):
        for run, abbreviation in analyzer.long_forms.runs(tuple(word.text for word in words)):
            found.update(dict.fromkeys(words[run.start : run.stop], abbreviation))
    return found


def _abbreviation(words: Sequence[Word], analyzer: Analyzer) -> str | None:
    """What stands for a phrase elsewhere; quotes ask for the words as they stand there."""
    is_exact = any(word.exact for word in words)
    return None if is_exact or len(words) < 2 else analyzer.long_forms.abbreviation([word.text for word in words])


def notes(tree: Tree, analyzer: Analyzer) -> tuple[str, ...]:
    """Russian sentences that say what is searched for besides the words, each once."""
    return tuple(dict.fromkeys(_notes(tree, analyzer)))


def _notes(tree: Tree, analyzer: Analyzer) -> Iterator[str]:
    match tree:
        case Word():
            yield from _note(tree.text, _long_forms(tree, analyzer) or _region(tree)[:1])
            if day := _day(tree):
                yield f"ищется и «{day_in_words(day)}» (только цифрами: !{tree.text})"
        case Phrase(words, None):
            if short := _abbreviation(words, analyzer):
                yield f"без кавычек найдётся и сокращение: {short}"
        case InField("title" | "body", part) | Not(part):
            yield from _notes(part, analyzer)
        case And(parts):
            for short in dict.fromkeys(abbreviations(parts, analyzer).values()):
                yield f"ищется и сокращение: {short} (без него — в кавычках)"
            for part in meaningful(parts):
                yield from _notes(part, analyzer)
        case Or(parts):
            for part in parts:
                yield from _notes(part, analyzer)


def _note(short: str, found: Sequence[LongForm]) -> Iterator[str]:
    name = short.upper() if short.islower() and len(short) <= LETTERS else short
    if len(found) == 1:
        yield f"{name}: ищется и «{found[0].shown}» (только сокращение: !{name})"
    elif found:
        listed = "; ".join(one.shown for one in found[:MOST_LISTED]) + ("; …" if len(found) > MOST_LISTED else "")
        yield f"{name} может значить: {listed}. Ищется само сокращение; полное название можно добавить через ИЛИ"


def _long_forms(word: Word, analyzer: Analyzer) -> tuple[LongForm, ...]:
    """Small letters, if few, are an abbreviation only where they are no word of the dictionary: «ПО», but not «по»."""
    known: LongForms = analyzer.long_forms
    if word.exact or is_stopword(fold_yo(word.text.lower())):
        return ()
    found = known.of("".join(_letters(word)) or word.text) or _of_its_lemma(word.text, analyzer)
    if found and len(word.text) <= LETTERS and not word.text.isupper() and analyzer.is_ordinary(word.text):
        return ()
    return found


def _of_its_lemma(text: str, analyzer: Analyzer) -> tuple[LongForm, ...]:
    """«нацпроекты» are several нацпроект; what is shorter is letters, which have no cases."""
    if len(text) <= LETTERS or "-" in text:
        return ()
    terms = (reading.term for reading in analyzer.readings(form(text)))
    return next((found for term in terms if len(term) > LETTERS and (found := analyzer.long_forms.of(term))), ())


def _letters(word: Word) -> tuple[str, ...]:
    """The abbreviation that is declined: «НИОКРа», «ОЭЗы»."""
    declined = None if word.exact else _DECLINED.fullmatch(word.text)
    return (declined[1],) if declined else ()


def _region(word: Word) -> tuple[LongForm, ...]:
    """What the abbreviation of a region stands for, each name in the nominative."""
    return () if word.exact else tuple(LongForm(name, name) for name in region_in_full(word.text))


def _model(word: Word) -> str | None:
    """«G-20» for «G20», «Су57» for «Су-57»: a name and its number are written either way."""
    parts = None if word.exact else _MODEL.fullmatch(word.text)
    return f"{parts[1]}{'' if parts[2] else '-'}{parts[3]}" if parts else None


def _day(word: Word) -> datetime.date | None:
    """The day that «26.07.2018» is, which other texts call «26 июля 2018»."""
    if word.exact or not _FIGURES.fullmatch(word.text):
        return None
    period = published_in(word.text)
    return period.since if period and period.since == period.until else None


def _neighbours(parts: Sequence[Tree]) -> Iterator[list[Word]]:
    """Words side by side, without anything between."""
    run: list[Word] = []
    for part in parts:
        if isinstance(part, Word) and not part.exact:
            run.append(part)
            continue
        yield run
        run = []
    yield run
