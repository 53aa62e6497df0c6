"""Lists of small numbers in few bytes: 3, 7, 300 -> 03 07 ff 2c 01. The forms are drawn in `layout`.

`choose_forms` and `put_packed` write many lists at once, `take_packed` reads many, `unpack` reads one, `unpack_some`
some places of one.
"""

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, count_by_run, put_runs, take_runs

BYTES, BYTES_ESCAPED, SHORTS_ESCAPED, WORDS, SHORTS = range(5)
BYTE_ESCAPE, SHORT_ESCAPE = 0xFF, 0xFFFF


def choose_forms(values: Column, counts: Column, plain_shorts: bool) -> tuple[Column, Column]:
    """The smallest form of every list (uint16), and its size in that form, in bytes.

    `values` (uint32) are those of all lists, one after another; `counts` are the lists' lengths. Without `plain_shorts`
    the form SHORTS is not used: it is the only one whose number takes a third bit.
    """
    bounds = bounds_of(counts)
    over_byte = np.flatnonzero(values >= BYTE_ESCAPE)
    over_short = over_byte[values[over_byte] >= SHORT_ESCAPE]
    byte_escapes, short_escapes = count_by_run(over_byte, bounds), count_by_run(over_short, bounds)
    as_bytes = counts + 2 * byte_escapes + 4 * short_escapes
    as_shorts = 2 * counts + 4 * short_escapes
    as_words = 4 * counts
    narrow = np.where(byte_escapes > 0, BYTES_ESCAPED, BYTES)
    medium = np.where(short_escapes > 0, SHORTS_ESCAPED, SHORTS if plain_shorts else SHORTS_ESCAPED)
    forms = np.where(as_shorts <= as_words, medium, WORDS)
    sizes = np.minimum(as_shorts, as_words)
    forms = np.where(as_bytes <= sizes, narrow, forms)
    return forms.astype(np.uint16), np.minimum(sizes, as_bytes)


def put_packed(out: Column, starts: Column, values: Column, counts: Column, forms: Column) -> None:
    """Write every list into the bytes `out` from its byte in `starts`."""
    for dtype, escape, rows in _groups(forms):
        if not len(rows):
            continue
        mine = values if len(rows) == len(forms) else values[_members(forms, counts, rows)]
        _put_escaped(out, starts[rows], mine, counts[rows], (dtype, escape))


def _put_escaped(out: Column, starts: Column, values: Column, counts: Column, form: tuple[str, int]) -> None:
    dtype, escape = form
    if not escape:
        put_runs(out, starts, counts, values.astype(dtype))
        return
    put_runs(out, starts, counts, np.minimum(values, escape).astype(dtype))
    over = np.flatnonzero(values >= escape)
    if len(over):
        rest = count_by_run(over, bounds_of(counts))
        _put_escaped(out, starts + counts * np.dtype(dtype).itemsize, values[over], rest, _WIDER[dtype])


def take_packed(source: Column, starts: Column, counts: Column, forms: Column) -> tuple[Column, Column]:
    """All lists, one after another, as uint32, and the byte where each one ends."""
    values = np.empty(int(counts.sum()), np.uint32)
    ends = np.empty(len(counts), np.int64)
    for dtype, escape, rows in _groups(forms):
        if not len(rows):
            continue
        mine, ends[rows] = _take_escaped(source, starts[rows], counts[rows], (dtype, escape))
        if len(rows) == len(forms):
            return mine, ends
        values[_members(forms, counts, rows)] = mine
    return values, ends


def _take_escaped(source: Column, starts: Column, counts: Column, form: tuple[str, int]) -> tuple[Column, Column]:
    dtype, escape = form
    values = take_runs(source, starts, counts, dtype).astype(np.uint32)
    ends = starts + counts * np.dtype(dtype).itemsize
    over = np.flatnonzero(values == escape) if escape else ()
    if len(over):
        rest = count_by_run(np.asarray(over), bounds_of(counts))
        values[over], ends = _take_escaped(source, ends, rest, _WIDER[dtype])
    return values, ends


def unpack(source: Column, start: int, count: int, form: int) -> tuple[Column, int]:
    """One list as int32 and the byte where it ends: four numpy calls at most for a list without escapes."""
    if form <= BYTES_ESCAPED:
        end = start + count
        raw = source[start:end]
        values = raw.astype(_INT)
        if form == BYTES_ESCAPED:
            over = (raw == BYTE_ESCAPE).nonzero()[0]
            values[over], end = unpack(source, end, len(over), SHORTS_ESCAPED)
        return values, end
    if form == WORDS:
        end = start + 4 * count
        return source[start:end].view(_INT).astype(_INT), end
    end = start + 2 * count
    raw = source[start:end].view(_SHORT)
    values = raw.astype(_INT)
    if form == SHORTS_ESCAPED:
        over = (raw == SHORT_ESCAPE).nonzero()[0]
        if len(over):
            values[over], end = unpack(source, end, len(over), WORDS)
    return values, end


def unpack_into(source: Column, start: int, out: Column, form: int) -> int:
    """One list into an int32 array of its length; gives the byte where it ends."""
    if form <= BYTES_ESCAPED:
        end = start + len(out)
        raw = source[start:end]
        out[:] = raw
        if form == BYTES_ESCAPED:
            over = (raw == BYTE_ESCAPE).nonzero()[0]
            out[over], end = unpack(source, end, len(over), SHORTS_ESCAPED)
    elif form == SHORTS:
        end = start + 2 * len(out)
        out[:] = source[start:end].view(_SHORT)
    else:
        out[:], end = unpack(source, start, len(out), form)
    return end


def unpack_some(source: Column, start: int, count: int, form: int, places: Column) -> Column:
    """The numbers at `places` of a list of `count`, as int32; what is between them is not unpacked."""
    dtype, escape = ("|u1", BYTE_ESCAPE) if form <= BYTES_ESCAPED else ("<u4", 0) if form == WORDS else ("<u2", 0)
    if form == SHORTS_ESCAPED:
        escape = SHORT_ESCAPE
    end = start + count * np.dtype(dtype).itemsize
    raw = source[start:end].view(dtype)
    some = raw.take(places)
    values = some.astype(_INT)
    over = (some == escape).nonzero()[0] if escape and form != BYTES else ()
    if len(over):
        escapes = (raw == escape).nonzero()[0]
        wider = SHORTS_ESCAPED if form == BYTES_ESCAPED else WORDS
        values[over] = unpack_some(source, end, len(escapes), wider, np.searchsorted(escapes, places[over]))
    return values


_INT, _SHORT = np.dtype("<i4"), np.dtype("<u2")
_WIDER = {"|u1": ("<u2", SHORT_ESCAPE), "<u2": ("<u4", 0)}


def _groups(forms: Column) -> list[tuple[str, int, Column]]:
    narrow, wide = forms <= BYTES_ESCAPED, forms == WORDS
    return [
        ("|u1", BYTE_ESCAPE, np.flatnonzero(narrow)),
        ("<u2", SHORT_ESCAPE, np.flatnonzero(~narrow & ~wide)),
        ("<u4", 0, np.flatnonzero(wide)),
    ]


def _members(forms: Column, counts: Column, rows: Column) -> Column:
    chosen = np.zeros(len(forms), np.bool_)
    chosen[rows] = True
    return np.repeat(chosen, counts)
