"""Files that are not what was written are refused by name; stored records come back singly."""

import errno
import io
import json
import pickle
import struct
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.columnar import primers
from indexer.columnar.arrays import Columns, ColumnsWriter, open_columns
from indexer.columnar.blocks import compress_records, write_blocks
from indexer.columnar.layout import MAGIC, RESTS
from indexer.columnar.stored import StoredRecords
from indexer.errors import IndexDamaged, IndexOutdated


class Kept(io.BytesIO):
    """A file whose bytes outlive its closing."""

    def close(self):
        self.data = self.getvalue()


def written(**columns):
    file = Kept()
    with ColumnsWriter(file) as writer:
        writer.facts["a"] = "ё"
        for name, column in columns.items():
            writer.add(name, column)
    return file.data


GOOD = written(days=np.arange(5, dtype=np.int32), none=np.empty(0, np.uint8), codes=np.array([1, 2], np.uint8))


def with_footer(change):
    length, _, _, _ = struct.unpack("<IIQ8s", GOOD[-24:])
    footer = json.loads(GOOD[-24 - length : -24])
    change(footer)
    text = json.dumps(footer).encode()
    head = GOOD[: -24 - length]
    return head + text + struct.pack("<IIQ8s", len(text), zlib.crc32(text), len(head) + len(text) + 24, MAGIC)


def moved(offset=16, count=5, dtype="<i4"):
    return lambda footer: footer["columns"].update(days=[dtype, offset, count, 0])


def test_a_changed_column_is_noticed_when_it_is_verified():
    Columns("x", GOOD).verify()
    for place in (16, 35, 40, 41):  # bytes of days and of codes
        changed = bytearray(GOOD)
        changed[place] ^= 4
        with pytest.raises(IndexDamaged, match=r"столбец (days|codes) изменён"):
            Columns("x", bytes(changed)).verify()


def test_columns_come_back_as_views():
    columns = Columns("x", GOOD)
    assert columns["days"].tolist() == [0, 1, 2, 3, 4]
    assert columns["days"].dtype == np.int32
    assert not columns["days"].flags.owndata
    assert columns["none"].tolist() == []
    assert columns.facts == {"a": "ё"}
    assert columns.get("нет") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        GOOD[:10],
        GOOD[:-1],
        GOOD[:60],
        GOOD + b"\0",
        b"PK" + GOOD[2:],
        GOOD[:-30] + b"?" + GOOD[-29:],
        with_footer(moved(offset=10**6)),
        with_footer(moved(offset=-8)),
        with_footer(moved(offset=17)),
        with_footer(moved(count=10**12)),
        with_footer(moved(count="5")),
        with_footer(moved(dtype="|O")),
        with_footer(lambda footer: footer.pop("columns")),
        with_footer(lambda footer: footer.update(columns=[])),
    ],
)
def test_damaged_files_are_refused(data, tmp_path):
    (tmp_path / "MAIN_1.terms").write_bytes(data)
    with pytest.raises(IndexDamaged, match=r"MAIN_1\.terms"):
        open_columns(tmp_path / "MAIN_1.terms")


def test_a_missing_file_and_a_missing_column_are_refused(tmp_path):
    with pytest.raises(IndexDamaged, match=r"MAIN_1\.docs"):
        open_columns(tmp_path / "MAIN_1.docs")
    with pytest.raises(IndexDamaged, match="нет столбца days2"):
        Columns("x", GOOD)["days2"]


def test_another_version_is_outdated():
    with pytest.raises(IndexOutdated, match="99"):
        Columns("x", GOOD[:8] + (99).to_bytes(4, "little") + GOOD[12:])


def test_a_file_not_finished_is_refused():
    file = Kept()
    with pytest.raises(KeyError), ColumnsWriter(file) as writer:
        writer.add("days", np.arange(5, dtype=np.int32))
        raise KeyError
    with pytest.raises(IndexDamaged):
        Columns("x", file.data)


@pytest.mark.parametrize("fault", [KeyError, None])
def test_a_file_is_closed_when_its_footer_cannot_be_written(fault):
    class Full:
        is_closed = False

        def write(self, data):
            if data[:8] != MAGIC:
                raise OSError(errno.ENOSPC, "full")

        def close(self):
            self.is_closed = True

    file = Full()
    with pytest.raises(fault or OSError), ColumnsWriter(file):
        if fault:
            raise fault
    assert file.is_closed


def stored(records):
    file = Kept()
    with ColumnsWriter(file) as writer:
        write_blocks(writer, compress_records(records, RESTS), RESTS)
    return StoredRecords(Columns("x", file.data), RESTS)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.binary(max_size=20), st.sampled_from([1, 1000, 5000])), max_size=30), st.data())
def test_stored_records_by_docnum_in_any_order(pieces, data):
    records = [piece * times for piece, times in pieces]
    found = stored(records)
    order = data.draw(st.permutations(range(len(records))))
    assert [found[docnum] for docnum in order] == [records[docnum] for docnum in order]
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(records), max_size=len(records))), np.bool_)
    file = Kept()
    with ColumnsWriter(file) as writer:
        write_blocks(writer, found.blocks(kept), RESTS)
    again = StoredRecords(Columns("x", file.data), RESTS)
    assert list(again) == [record for record, is_kept in zip(records, kept, strict=True) if is_kept]


def news(count, first=0):
    """Records of some length, alike in their phrases, none the same."""
    words = "завод открыли в Томске вчера новый кластер губернатор сообщил агентству о планах".split()
    chance = np.random.default_rng(first)
    return [
        f'{{"n": {first + number}, "t": "{" ".join(chance.choice(words, 40))}"}}'.encode() for number in range(count)
    ]


@pytest.fixture
def trainer(monkeypatch):
    """As in a fresh process."""
    monkeypatch.setattr(primers, "_TRAINERS", {RESTS: primers._Trainer(RESTS)})


def packed_size(blocks):
    return sum(len(block.data) for block in blocks) + sum(map(len, {block.primer for block in blocks}))


def test_a_primer_is_trained_where_there_is_enough_to_learn_from(trainer, monkeypatch):
    few, many = list(compress_records(news(100), RESTS)), list(compress_records(news(4000), RESTS))
    assert {block.primer for block in few} == {b""}
    assert len({block.primer for block in many}) == 1
    monkeypatch.setattr(primers, "SAMPLE_BYTES", 10**9)
    monkeypatch.setattr(primers, "_TRAINERS", {RESTS: primers._Trainer(RESTS)})
    assert packed_size(many) < 0.9 * packed_size(list(compress_records(news(4000), RESTS)))


def test_small_batches_teach_too(trainer):
    found = [block.primer for start in range(0, 3000, 100) for block in compress_records(news(100, start), RESTS)]
    assert (found[0], bool(found[-1])) == (b"", True)


def test_primers_are_renewed_ever_more_seldom_and_each_block_keeps_its_own(monkeypatch):
    stream = RESTS._replace(kept_bytes=256 * 1024)
    monkeypatch.setattr(primers, "SAMPLE_BYTES", 64 * 1024)
    monkeypatch.setattr(primers, "_TRAINERS", {stream: primers._Trainer(stream)})
    records = news(9000)
    blocks = [
        block for start in range(0, 9000, 100) for block in compress_records(records[start : start + 100], stream)
    ]
    kinds = {block.primer: 0 for block in blocks if block.primer}
    for block in blocks:
        if block.primer:
            kinds[block.primer] += len(block.data)
    served = list(kinds.values())
    assert len(served) > 3
    assert served[-2] > 1.2 * served[0]
    file = Kept()
    with ColumnsWriter(file) as writer:
        write_blocks(writer, pickle.loads(pickle.dumps(blocks)), RESTS)
    columns = Columns("x", file.data)
    assert len(columns["rests/primer_ends"]) == 1 + len(kinds)
    found = StoredRecords(columns, RESTS)
    assert [found[docnum] for docnum in range(0, 9000, 7)] == records[::7]
    kept = np.arange(9000) % 50 > 0
    file = Kept()
    with ColumnsWriter(file) as writer:
        write_blocks(writer, found.blocks(kept), RESTS)
    assert list(StoredRecords(Columns("x", file.data), RESTS)) == [records[docnum] for docnum in np.flatnonzero(kept)]


def test_blocks_pickled_together_carry_their_primer_once(trainer):
    blocks = list(compress_records(news(4000), RESTS))
    assert len(pickle.dumps(blocks)) < 1.3 * packed_size(blocks)


@pytest.mark.parametrize("record", [b"", b"x", b"x" * 10**6, np.random.default_rng(1).bytes(2 * 10**6)])
def test_records_that_teach_nothing_are_kept_all_the_same(trainer, record):
    records = [record] * 3
    assert list(stored(records)) == records


def test_a_damaged_primer_is_named(trainer):
    blocks = [replace(block, primer=b"?" + block.primer[1:]) for block in compress_records(news(4000), RESTS)]
    file = Kept()
    with ColumnsWriter(file) as writer:
        write_blocks(writer, blocks, RESTS)
    with pytest.raises(IndexDamaged, match="блок 0"):
        StoredRecords(Columns("x", file.data), RESTS)[0]


def test_a_damaged_block_is_named():
    file = Kept()
    with ColumnsWriter(file) as writer:
        write_blocks(writer, compress_records([b"record" * 100], RESTS), RESTS)
    data = bytearray(file.data)
    data[16:26] = bytes(10)
    with pytest.raises(IndexDamaged, match="блок 0"):
        StoredRecords(Columns("x", bytes(data)), RESTS)[0]
