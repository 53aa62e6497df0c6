"""A stream of bytes in UTF-8, whatever charset it was in: in_utf8("a.jsonl", [b"\\xea\\xeb…"]) gives "кл…" in UTF-8."""

import codecs
from collections.abc import Iterable, Iterator

from indexer.sources.charset import charset_of
from indexer.sources.parcels import Problem


def in_utf8(source: str, blocks: Iterable[bytes | Problem]) -> Iterator[bytes | Problem]:
    """The blocks recoded; the first of them tells the charset, and whether it is text at all."""
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
