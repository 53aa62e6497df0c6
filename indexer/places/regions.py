"""Which federal subjects does a text name, and by which of their towns?

>>> [(one.place, one.subject) for one in mentions("Татарстанский резидент строит завод в Обнинске.")]
[('Республика Татарстан', 'Республика Татарстан'), ('Обнинск', 'Калужская область')]

The words of a text are compared with the forms of all names (`gazetteer`) at once; only around those that meet one is
the text looked at. What else a name may be — Владимир, Орёл, Ростовский, «Кировский завод» — is told by `signs`, what
only bears one («Эхо Москвы») by `namesakes`, and where Москва is the government by `powers`. Where one name has several
places (Железногорск, Алтай), the one whose region the text names elsewhere is meant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from indexer.places.gazetteer import Kind, Sense, patterns, words
from indexer.places.meanings import Candidate, meanings
from indexer.places.namesakes import denials, has_namesake_sign, is_namesake
from indexer.places.place import CODE, place_at
from indexer.places.powers import powers
from indexer.places.signs import is_given_name

# A text is first looked through as bytes, one for a character: encoded, all but Russian letters blanked and split in
# half the time that a regular expression takes to find its words, and nine texts of ten name few places or none.
_LETTERS = frozenset("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_RUSSIAN = frozenset("".join(_LETTERS).encode(CODE))
_ONLY_LETTERS = bytes(byte if byte in _RUSSIAN or byte == ord("\n") else ord(" ") for byte in range(256))
_OPENING = (" ", "\n", "", "(", "\xa0")
_PLAIN = re.compile(r"[ ,.)\n;:?!\xa0]|$")  # nothing that makes it a part of another name
_BETWEEN = re.compile(r"[ \xa0\-‐‑(]*")
_SEAT = "Москва"  # another word for the government


class Mention(NamedTuple):
    """A place named at text[start:stop]; `place` is the subject itself, or a town in it."""

    start: int
    stop: int
    place: str
    subject: str
    kind: Kind


def mentions(text: str) -> list[Mention]:
    """The places of Russia that a text names, in order."""
    found = _letters(text)
    hits = list(compress(count(), map(_known().__contains__, found)))
    if not hits:
        return []
    candidates = list(_candidates(text, found, hits))
    named = {one.sure[0].subject for one in candidates if _is_certain(one) and not _has_namesakes(one)}
    return _weighed(
        text,
        [
            Mention(one.start, one.stop, sense.place, sense.subject, sense.kind)
            for one in candidates
            if (sense := _meant(one, named) if one.possible or len(one.sure) > 1 else one.sure[0])
        ],
    )


def may_name(texts: Sequence[str]) -> list[bool]:
    """Which texts, each of one line, hold a word of some name; where none is, there are no mentions.

    A word in capitals is taken as `cleaning.regions` takes the titles that are.
    """
    joined = "\n".join(texts)
    as_written, as_title = (
        one.encode(CODE, "replace").translate(_ONLY_LETTERS).split(b"\n") for one in (joined, joined.title())
    )
    known = _known().keys()
    return [
        not (known.isdisjoint(one.split()) and known.isdisjoint(other.split()))
        for one, other, _ in zip(as_written, as_title, texts, strict=False)
    ]


@cache
def _known() -> dict[bytes, str]:
    """The first words of names, coded -> as they are."""
    spelled = list(words())
    return dict(zip("\n".join(spelled).encode(CODE).split(b"\n"), spelled, strict=True))


def _letters(text: str) -> list[bytes]:
    """The Russian words of a text."""
    return text.encode(CODE, "replace").translate(_ONLY_LETTERS).split()


def _weighed(text: str, found: list[Mention]) -> list[Mention]:
    """Without what the text itself takes back, and with governments told from towns."""
    places = {one.place for one in found}
    for denial in denials(places):
        if denial.sign.search(text):
            found = [one for one in found if one.place != denial.place or not _is_named(text, one, denial.name)]
    if _SEAT not in places:
        return found
    seats = [number for number, one in enumerate(found) if one.place == _SEAT and one.kind is Kind.NAME]
    for number in powers(text, [(found[each].start, found[each].stop) for each in seats]):
        found[seats[number]] = found[seats[number]]._replace(kind=Kind.POWER)
    return found


def _is_named(text: str, mention: Mention, name: str) -> bool:
    """Whether the mention is by a form of this name, or by any where none is given."""
    return text.startswith(name, mention.start)


def _is_certain(candidate: Candidate) -> bool:
    """Whether it can mean only one region."""
    sure = candidate.sure
    return len(sure) == 1 or (len(sure) > 1 and len({sense.subject for sense in sure}) == 1)


def _has_namesakes(candidate: Candidate) -> bool:
    """«Смоленский район» is there in Алтайский край, too."""
    return bool(candidate.possible) and candidate.sure[0].kind is Kind.DISTRICT


def _meant(candidate: Candidate, named: set[str]) -> Sense | None:
    """What the candidate means in a text that names these regions."""
    if not _is_certain(candidate):
        return _fitting(candidate, named)
    own = candidate.sure[0]
    return (_has_namesakes(candidate) and own.subject not in named and _fitting(candidate, named)) or own


def _fitting(candidate: Candidate, named: set[str]) -> Sense | None:
    """The sense whose region is named elsewhere."""
    fitting = [sense for sense in (*candidate.sure, *candidate.possible) if sense.subject in named]
    return fitting[0] if len({sense.subject for sense in fitting}) == 1 else None


def _candidates(text: str, found: list[bytes], hits: Iterable[int]) -> Iterator[Candidate]:
    """What may be meant by the words at `hits`."""
    cursor = free = 0
    for number in hits:
        if number < free:
            continue
        word = _known()[found[number]]
        if (start := _find(text, word, cursor)) < 0:
            continue
        cursor = start + len(word)
        if text[start - 1 : start].isalpha() or text[cursor : cursor + 1].isalpha():
            continue  # beside a letter that is not Russian: «éКазань»
        if is_given_name(word) and text[cursor + 1 : cursor + 2].isupper():
            continue  # «Владимир Путин», the most frequent of all that could be places
        for pattern in patterns(word):
            stop = _match(text, cursor, pattern.rest) if pattern.rest else cursor
            if stop is None:
                continue
            behind = number + 1 + len(pattern.rest)
            is_alone = not has_namesake_sign(found, number, behind)
            if pattern.is_plain and is_alone and _PLAIN.match(text, stop) and text[start - 1 : start] in _OPENING:
                candidate = Candidate(start, stop, pattern.senses, ())
            else:
                place = place_at(text, found, (start, stop), (number, behind))
                if not is_alone and is_namesake(place):
                    continue
                candidate = meanings(place, pattern)
            if candidate.sure or candidate.possible:
                yield candidate
                cursor = candidate.stop
                free = behind + len(
                    _letters(text[stop:cursor])
                )  # «Республики» of «Чеченской Республики» begins no name
                break


def _find(text: str, word: str, cursor: int) -> int:
    """Where the word stands at or behind the cursor, as `_letters` parts words; -1 where it does not."""
    start = text.find(word, cursor)
    while start >= 0:
        stop = start + len(word)
        if text[start - 1 : start] not in _LETTERS and text[stop : stop + 1] not in _LETTERS:
            return start
        start = text.find(word, stop)
    return -1


def _match(text: str, stop: int, rest: tuple[str, ...]) -> int | None:
    """Where a name ends whose other words are `rest`; None where they do not follow."""
    for word in rest:
        stop = _BETWEEN.match(text, stop).end()  # type: ignore[union-attr]  # it matches nothing, too
        if not text.startswith(word, stop):
            return None
        stop += len(word)
        if text[stop : stop + 1].isalpha():
            return None
    return stop
