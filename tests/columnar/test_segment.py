"""A segment gives back what a brute-force inverted index holds; a merged one what a rebuilt one would."""

import pickle
import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, open_dir

from indexer.columnar import merge as merging
from indexer.columnar import postings, primers, record_reader, stored
from indexer.columnar.arrays import open_columns
from indexer.columnar.exact import whoosh_number
from indexer.columnar.inversion import invert, occurrences
from indexer.columnar.layout import LEMMAS
from indexer.columnar.merge import merge
from indexer.columnar.offsets import Offsets, pack_offsets, read_offsets
from indexer.columnar.reader import open_segment
from indexer.columnar.record_reader import RecordReader
from indexer.columnar.records import pack_records
from indexer.errors import IndexDamaged
from tests.columnar.conftest import COLLECTION, document, facet_values, postings_of, read_back, write

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_holds(reader, documents, urls):
    assert read_back(reader) == postings_of(documents)
    assert reader.doc_count == len(documents)
    for name in ("title", "body"):
        assert reader.lengths(name).tolist() == [len(document[name]) for document in documents]
        assert reader.total_length(name) == sum(len(document[name]) for document in documents)
    assert reader.days.tolist() == [document["day"] for document in documents]
    assert facet_values(reader, "source") == [
        [document["source"]] if document["source"] else [] for document in documents
    ]
    assert facet_values(reader, "region") == [document["regions"] for document in documents]
    for docnum, url in enumerate(urls):
        assert (reader.key(docnum), reader.docnum(url)) == (url, docnum)
        assert reader.stored(docnum) == b'{"url": "%s"}' % url.encode()
    for other in ("нет такого", "\ud800", ""):
        assert reader.docnum(other) is None


def cells_of_terms(documents):
    return [cell for found in postings_of(documents).values() for cell, _, _ in found]


@SLOW
@given(COLLECTION)
def test_what_is_written_is_read(scratch, documents):
    directory = scratch()
    write(directory, "MAIN_1", documents)
    reader = open_segment(directory, "MAIN_1")
    assert_holds(reader, documents, [f"u{number}" for number in range(len(documents))])
    tables = reader.fields[LEMMAS].records.tables()
    assert [cell for table in tables for cell in table.docnums.tolist()] == cells_of_terms(documents)


def test_the_postings_of_all_terms_are_read_in_runs_of_neighbours(scratch, monkeypatch):
    directory = scratch()
    documents = [document(["яма", {"завод": 40}] * 3, ["ёлка"], day=1, gap=300)] * 5
    write(directory, "MAIN_1", documents)
    records = open_segment(directory, "MAIN_1").fields[LEMMAS].records
    for most, runs in ((1 << 20, 1), (1, 3)):
        monkeypatch.setattr(record_reader, "RUN_BYTES", most)
        tables = list(records.tables())
        assert len(tables) == runs
        assert [cell for table in tables for cell in table.docnums.tolist()] == cells_of_terms(documents)


@SLOW
@given(COLLECTION, st.data())
def test_positions_of_some_documents(scratch, documents, data):
    directory = scratch()
    write(directory, "MAIN_1", documents)
    reader = open_segment(directory, "MAIN_1")
    for row, found in enumerate(postings_of(documents).values()):
        wanted = data.draw(st.lists(st.sampled_from(range(len(found))), unique=True).map(sorted))
        expected = [found[place][2] for place in wanted]
        postings = reader.fields[LEMMAS].records.read(row)
        for _ in range(2):  # the second time all have been unpacked
            flat, counts = postings.positions_of(np.array(wanted, np.int64))
            assert counts.tolist() == list(map(len, expected))
            assert flat.tolist() == [position for positions in expected for position in positions]
            assert len(postings.positions[0]) == sum(len(positions) for _, _, positions in found)
        assert (postings.docnums.dtype, postings.weights.dtype) == (np.int32, np.float32)


def test_a_field_without_positions_says_so(scratch):
    directory = scratch()
    write(directory, "MAIN_1", [document([], source="риа")])
    with pytest.raises(ValueError, match="no positions"):
        open_segment(directory, "MAIN_1").fields["source"].records.read(0).positions_of(np.array([0]))


def test_a_field_packed_in_pieces_is_the_same(scratch, monkeypatch):
    monkeypatch.setattr(postings, "_PIECE", 3)
    directory = scratch()
    documents = [document(["яма", {"завод": 40}] * 3, ["яма"], day=1, gap=300)] * 5
    write(directory, "MAIN_1", documents)
    assert read_back(open_segment(directory, "MAIN_1")) == postings_of(documents)


@SLOW
@given(st.lists(COLLECTION, min_size=1, max_size=4), st.integers(1, 9), st.data())
def test_merging_is_rebuilding_without_the_deleted(scratch, collections, run_names, data):
    directory, readers, left, urls, number = scratch(), [], [], [], 0
    for place, documents in enumerate(collections):
        names = [f"u{number + step}" for step in range(len(documents))]
        number += len(documents)
        write(directory, f"MAIN_{place}", documents, names)
        deleted = data.draw(st.sets(st.sampled_from(range(len(documents))))) if documents else set()
        readers.append(open_segment(directory, f"MAIN_{place}", deleted))
        left += [document for docnum, document in enumerate(documents) if docnum not in deleted]
        urls += [name for docnum, name in enumerate(names) if docnum not in deleted]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "RUN_NAMES", run_names)
        segment = merge(readers, directory, "MAIN_m")
    assert segment.doc_count_all() == len(left)
    assert_holds(open_segment(directory, "MAIN_m"), left, urls)


def test_documents_of_a_segment_that_knows_no_regions_have_none_when_it_is_merged(scratch):
    directory = scratch()
    write(directory, "MAIN_1", [document([], regions=["Томск", "Казань"])])
    write(directory, "MAIN_2", [document([])], facets=["source"])
    merge([open_segment(directory, name) for name in ("MAIN_1", "MAIN_2")], directory, "MAIN_3")
    facet = open_segment(directory, "MAIN_3").facet("region")
    assert (facet.codes.tolist(), facet.starts.tolist()) == ([0, 1], [0, 2, 2])


def test_merging_in_many_small_runs_is_the_same(scratch, monkeypatch):
    monkeypatch.setattr(merging, "RUN_BYTES", 16)
    directory = scratch()
    documents = [document(["яма", {"завод": 40}] * 3, ["яма"], day=1, gap=300)] * 5
    write(directory, "MAIN_1", documents)
    merge([open_segment(directory, "MAIN_1")] * 2, directory, "MAIN_2")
    assert read_back(open_segment(directory, "MAIN_2")) == postings_of(documents * 2)


def test_a_merge_takes_few_bytes_an_article(scratch, monkeypatch):
    """Lists of all urls and of where they stand took more than 500."""
    monkeypatch.setattr(merging, "RUN_NAMES", 500)
    directory, count = scratch(), 10_000
    documents = [document([])] * count
    for number in (0, 1):
        urls = [f"https://example.ru/news/of-an-ordinary-length-{2 * place + number:06}" for place in range(count)]
        write(directory, f"MAIN_{number}", documents, urls)
    readers = [open_segment(directory, f"MAIN_{number}") for number in (0, 1)]
    tracemalloc.start()
    try:
        merge(readers, directory, "MAIN_2")
        assert tracemalloc.get_traced_memory()[1] < 150 * 2 * count
    finally:
        tracemalloc.stop()
    merged = open_segment(directory, "MAIN_2")
    assert [merged.docnum(f"https://example.ru/news/of-an-ordinary-length-{n:06}") for n in (0, 1, 7)] == [
        0,
        count,
        count + 3,
    ]


def test_occurrences_in_any_order_are_inverted_up_to_the_widest_numbers():
    term_ids = np.repeat(np.arange(300), 3)[::-1].astype(np.int32)
    docnums = np.tile([2**31 - 1, 7, 7], 300).astype(np.int32)
    positions = np.tile([2**31 - 1, 5, 4], 300).astype(np.int32)
    [(rows, table)] = invert(occurrences(term_ids, docnums, positions))
    assert rows.tolist() == list(range(300))
    assert table.doc_freqs.tolist() == [2] * 300
    assert table.docnums.tolist() == [7, 2**31 - 1] * 300
    assert table.positions.tolist() == [4, 5, 2**31 - 1] * 300
    records, offsets = pack_records(table)
    again = RecordReader(records, Offsets(*pack_offsets(np.diff(offsets))), has_positions=True).read_range(range(300))
    assert again.positions.tolist() == table.positions.tolist()


def test_terms_beyond_16_bits_come_in_runs():
    term_ids = np.array([70_000, 3, 131_072, 70_000, 3], np.int32)
    found = [(rows.tolist(), table) for rows, table in invert(occurrences(term_ids, np.array([0, 0, 1, 2, 2])))]
    assert [rows for rows, _ in found] == [[3], [70_000], [131_072]]
    assert [table.docnums.tolist() for _, table in found] == [[0, 2], [0, 2], [1]]


def test_deletions_are_a_mask(scratch):
    directory = scratch()
    write(directory, "MAIN_1", [document([])] * 4)
    reader = open_segment(directory, "MAIN_1", {2, 0})
    assert reader.deleted.tolist() == [0, 2]
    assert reader.is_alive().tolist() == [False, True, False, True]


def test_whoosh_opens_a_segment_written_by_the_fast_road(scratch):
    directory = scratch()
    days = [737791, 737800, 0]
    documents = [document(["завод", "яма"], ["яма", "сталь"], day=day, source="риа", regions=["Уфа"]) for day in days]
    segment = write(directory, "MAIN_1", documents)
    schema = Schema(
        url=ID(stored=True, unique=True),
        title=TEXT(),
        body=TEXT(),
        published=whoosh_number(),
        source=KEYWORD(),
        region=KEYWORD(),
    )
    TOC(schema, [segment], 1).write(FileStorage(directory), "MAIN")
    with open_dir(directory).searcher() as searcher:
        for question, expected in [
            (query.Term("body", "завод"), ["u0", "u1", "u2"]),
            (query.Phrase("body", ["завод", "яма"]), ["u0", "u1", "u2"]),
            (query.Phrase("body", ["яма", "завод"]), []),
            (query.Term("title", "завод"), []),
            (query.Phrase("title", ["яма", "сталь"]), ["u0", "u1", "u2"]),
            (query.Prefix("title", "ст"), ["u0", "u1", "u2"]),
            (query.Prefix("body", "ст"), []),
            (query.NumericRange("published", 737795, 740000), ["u1"]),
            (query.NumericRange("published", None, 740000), ["u0", "u1"]),
            (query.Term("url", "u2"), ["u2"]),
            (query.And([query.Term("source", "риа"), query.Term("region", "Уфа")]), ["u0", "u1", "u2"]),
        ]:
            assert sorted(hit["url"] for hit in searcher.search(question, limit=None)) == expected, question


def test_the_worked_example_of_layout(scratch):
    bodies = [["сталь", "и", "сталь"], ["и"], ["сталь"]]
    documents = [document(body) for body in bodies]
    directory = scratch()
    write(directory, "MAIN_1", documents)
    columns = open_columns(directory / "MAIN_1.terms")
    assert columns["lemmas/heads"].tolist() == [0]
    assert columns["lemmas/names"].tobytes().hex(" ") == "00 02 d0 b8 00 0a d1 81 d1 82 d0 b0 d0 bb d1 8c"
    first, second, end = read_offsets(columns, "lemmas/records").between(range(2)).tolist()
    records = columns["lemmas/records"].tobytes()
    assert records[first:second].hex(" ") == "01 80 02 00 01 01 00"
    assert records[second:end].hex(" ") == "21 80 02 00 02 01 00 00 02 00"


def test_whooshs_table_of_contents_pickles_plain_data_only(scratch):
    segment = write(scratch(), "MAIN_1", [])
    segment.delete_document(3)
    again = pickle.loads(pickle.dumps(segment))
    assert vars(again) == {"indexname": "MAIN", "segid": "1", "compound": False, "_doc_count": 0, "_deleted": {3}}


def test_threads_share_a_reader(scratch):
    directory = scratch()
    documents = [document(["яма"] * 5)] * 3000
    write(directory, "MAIN_1", documents)
    reader = open_segment(directory, "MAIN_1")
    wrong = []

    def ask(seed):
        for docnum in np.random.default_rng(seed).integers(0, 3000, 200).tolist():
            if (
                reader.stored(docnum) != b'{"url": "u%d"}' % docnum
                or reader.fields[LEMMAS].records.read(0).positions[1][-1] != 15000
            ):
                wrong.append(docnum)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_threads_share_what_unpacks_their_records(scratch, monkeypatch):
    """Each thread its own would take a server's 24 threads a hundred megabytes."""
    directory, made = scratch(), []
    write(directory, "MAIN_1", [document([])] * 9)
    reader = open_segment(directory, "MAIN_1")
    monkeypatch.setattr(stored, "decompressor", lambda primer: made.append(primer) or primers.decompressor(primer))
    threads = [threading.Thread(target=reader.stored, args=(docnum,)) for docnum in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2  # one for heads, one for the rest


def test_files_of_another_part_or_segment_are_refused(scratch):
    directory = scratch()
    empty = document([])
    write(directory, "MAIN_1", [empty] * 2)
    write(directory, "MAIN_2", [empty] * 3)
    (directory / "MAIN_2.texts").replace(directory / "MAIN_1.texts")
    with pytest.raises(IndexDamaged, match=r"MAIN_1\.texts"):
        open_segment(directory, "MAIN_1")
    (directory / "MAIN_2.docs").replace(directory / "MAIN_1.terms")
    with pytest.raises(IndexDamaged, match=r"MAIN_1\.terms"):
        open_segment(directory, "MAIN_1")


def test_of_a_key_given_twice_the_later_document_counts(scratch):
    directory = scratch()
    write(directory, "MAIN_1", [document([])] * 2, ["u", "u"])
    reader = open_segment(directory, "MAIN_1")
    assert reader.docnum("u") == 1
    assert [reader.key(0), reader.key(1)] == ["u", "u"]
