"""Which letters are these bytes? charset_of("кластеры".encode("cp1251")) == "cp1251"; None for what is no text.

What a page declares of its charset is believed only where the bytes bear it out: pages are saved, recoded and glued
together by programs that do not look at what stands in them.
"""

import codecs
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from indexer.sources.parcels import Problem

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# And how much more one is expected, in the unit of _russian.
EIGHT_BIT = {"cp1251": 2.0, "koi8-r": 0.0, "cp866": 0.0, "iso8859-5": -1.0, "mac-cyrillic": -1.0}
SAMPLE = 2**16  # letters beyond this many bytes would not change the answer
HEAD = 4096  # bytes in which a page declares its charset
POOR = 3.0  # a mean of _russian below which the letters are hardly Russian: prose has 3.8 to 4.1
BETTER = 0.1  # how much a mean must be greater for us to contradict what the page declares
# Codecs of Python that were asked already, or are no charsets of pages: «idna» raises whatever comes.
NOT_DECLARED = ("utf", "unicode", "raw", "idna", "punycode")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)

# How often a letter is met in Russian text, per thousand (National Corpus of the Russian Language).
LETTERS = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
PER_THOUSAND = "110 84 80 74 67 63 55 47 45 44 35 32 30 28 26 20 19 17 17 16 16 14 12 10 9 7 6 5 4 3 3 0.4 0.4".split()
FREQUENCY = dict(zip(LETTERS, map(float, PER_THOUSAND), strict=True))
PUNCTUATION = "«»—–…№“”„’\xa0•°§©"
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


def charset_of(data: bytes) -> str | None:
    """The codec of a text, or of its beginning; None where the bytes are no text at all.

    Asked in this order: byte order mark; UTF-16 without one; UTF-8, also slightly damaged; what the text declares,
    where it gives Russian letters; old eight-bit Russian charsets, told apart by how common their letters are;
    charset-normalizer, where none of these gives Russian.
    """
    for bom, name in BOMS.items():
        if data.startswith(bom):
            return name
    if wide := _utf16(data[:SAMPLE]):
        return wide
    if _is_binary(data):
        return None
    if _is_utf8(data):
        return "utf-8"
    sample = data[:SAMPLE]
    best = max(EIGHT_BIT, key=lambda name: EIGHT_BIT[name] + _russian(sample.decode(name, "replace")))
    mean = _mean(sample.decode(best, "replace"))
    declared = _declared(data)
    if declared and _mean(sample.decode(declared, "replace")) > mean - BETTER:
        return declared
    return best if mean > POOR else _guessed(sample, best, mean)


def decoded(data: bytes) -> str | None:
    """The text of the bytes, None where they are none; lines of a UTF-8 text that are in another charset are mended.

    >>> decoded("кластер\\n".encode() * 9 + "технопарк".encode("cp1251")).endswith("технопарк")
    True
    """
    charset = charset_of(data)
    if charset != "utf-8":
        return charset and data.decode(charset, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "\n".join(map(_mended, data.split(b"\n")))


def in_utf8(source: str, blocks: Iterable[bytes | Problem]) -> Iterator[bytes | Problem]:
    """The blocks of a file in UTF-8; the first of them tells the charset, and whether it is text at all."""
    decoder: codecs.IncrementalDecoder | None = None
    is_first = True
    for block in blocks:
        if is_first and isinstance(block, bytes):
            is_first = False
            charset = charset_of(block)
            if charset is None:
                yield Problem(source, "это двоичный файл, а не текст")
                return
            if charset != "utf-8":
                decoder = codecs.getincrementaldecoder(charset)("replace")
        yield decoder.decode(block).encode() if decoder and isinstance(block, bytes) else block


def _mended(line: bytes) -> str:
    """A line of a text whose other lines are in UTF-8."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("utf-8" if _is_utf8(line) else charset_of(line) or "utf-8", "replace")


def _declared(data: bytes) -> str | None:
    """The charset that the head of a page declares, if there is such a one and the bytes are fit for it."""
    found = _DECLARED.search(data[:HEAD])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else None
        if name is None or name.startswith(NOT_DECLARED):
            return None
        data[:SAMPLE].decode(name)
    except (LookupError, ValueError, TypeError):
        return None
    return name


def _guessed(sample: bytes, best: str, mean: float) -> str:
    """What charset-normalizer takes the text for, if that looks more like Russian, or there is next to no Russian."""
    from charset_normalizer import from_bytes  # only here: one text in thousands comes so far

    guess = from_bytes(sample[:HEAD]).best()
    if guess is None:
        return best
    return guess.encoding if _mean(sample.decode(guess.encoding, "replace")) > mean else best


def _utf16(sample: bytes) -> str | None:
    """UTF-16 by its high bytes: nearly all are 00 (Latin, blanks), 04 (Cyrillic) or 20, 21 (dashes, №)."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    for name, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        expected = sum(map(high.count, (0x00, 0x04, 0x20, 0x21)))
        if expected >= 0.9 * pairs and high.count(0) and not low.count(0) > 0.05 * pairs:
            return name
    return None


def _is_binary(data: bytes) -> bool:
    """More than one byte in a hundred is a control character: text has none, compressed data one in ten.

    Zeros at the end do not count where anything is before them: a file has them that lost its end with the power.
    """
    data = data.rstrip(b"\0") or data
    return len(data) - len(data.translate(None, CONTROLS)) > len(data) / 100


def _is_utf8(data: bytes) -> bool:
    """UTF-8, if need be with some broken characters; eight-bit Russian read as UTF-8 breaks at nearly every letter."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)  # not final: the data may end inside a character
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        whole = len(text) - broken - len(text.encode("ascii", "ignore"))
        return whole > 2 * broken or broken < len(data) / 100
    return True


def _russian(text: str) -> float:
    """How Russian a text looks: the log-frequencies of its letters, small or capital, and a fine for other signs."""
    score = 0.0
    for character, count in Counter(text).items():
        if character < "\x80":
            continue
        frequency = FREQUENCY.get(character.lower())
        if frequency is not None:
            score += count * math.log(frequency)
        else:
            score += count * (1.0 if character in PUNCTUATION else -5.0)
    return score


def _mean(text: str) -> float:
    """The same for one sign that is no ASCII: Russian prose has about 4, whatever its length."""
    count = len(text) - len(text.encode("ascii", "ignore"))
    return _russian(text) / count if count else 0.0
