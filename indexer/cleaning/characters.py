"""Text without characters nobody can see: bare("a\\x00b\\r\\n") == "ab\\n". Everything else stays as it is."""

import re

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, zero-width and text-direction marks, byte order marks, halves of surrogate pairs.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# All the others, the commonest first: one possessive run over what is wanted takes half the time of a search for what
# is not, and a million rows pass here.
_WANTED = re.compile(
    "[\u0400-\u200a -~\n\t\xa0-\u03ff\u2010-\u2027\u202f-\u205f"
    "\u206a-\ud7ff\ue000-\ufefe\uff00-\ufff8\ufffc-\U0010ffff]*+"
)


def bare(text: str) -> str:
    """The text with line feeds for line ends and without invisible characters."""
    if text.isprintable():  # then nothing is unwanted: most titles, and paragraphs
        return text
    clean = _WANTED.match(text)
    if clean and clean.end() == len(text):
        return text
    return _UNWANTED.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The text on one line, single blanks between its words."""
    if text.isprintable() and "  " not in text:  # no blank is printable but " "
        return text.strip()
    return " ".join(bare(text).split())
