"""A stock Whoosh searcher on our segments answers as on its own, with limit=None (its top ten err)."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import open_dir
from whoosh.writing import NO_MERGE

from indexer.columnar.codec import ColumnarCodec
from indexer.columnar.layout import LEMMAS
from indexer.columnar.reader import open_segment
from tests.columnar.conftest import facet_values

WORDS = ["завод", "завода", "кластер", "ёлка", "яма", "a", "10", "в"]
DOCUMENTS = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=8), st.integers(0, 800000), st.sampled_from(["тасс", "риа"])),
    min_size=1,
    max_size=12,
)
WORD, DAY = st.sampled_from(WORDS), st.integers(0, 10**6)
SLOW = settings(max_examples=25)


def schema():
    return fields.Schema(
        url=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
        body=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
        published=fields.NUMERIC(int, stored=True),
        source=fields.KEYWORD(stored=True),
    )


def build(codec, documents, commits=1, storage=None):
    index = (storage or RamStorage()).create_index(schema())
    size = -(-len(documents) // commits)
    for start in range(0, len(documents), size):
        writer = index.writer(codec=codec)
        for number, (words, day, source) in enumerate(documents[start : start + size], start):
            title, body = " ".join(words[::-3]), " ".join(words)
            writer.add_document(url=f"u{number}", title=title, body=body, published=day, source=source)
        writer.commit(mergetype=NO_MERGE)
    return index


def urls(index, question):
    with index.searcher() as searcher:
        return sorted(hit["url"] for hit in searcher.search(question, limit=None))


def questions(one, two, low, high):
    first, second = query.Term("body", one), query.Term("body", two)
    return [
        first,
        query.And([first, second]),
        query.Or([first, second]),
        query.And([first, query.Not(second)]),
        query.Phrase("body", [one, two]),
        query.Phrase("title", [one, two]),
        query.And([query.Term("title", one), second]),
        query.Prefix("title", one[:2]),
        query.FuzzyTerm("title", one, maxdist=1),
        query.Phrase("body", [one, two], slop=2),
        query.Prefix("body", one[:2]),
        query.FuzzyTerm("body", one, maxdist=1),
        query.Wildcard("body", one[0] + "*"),
        query.NumericRange("published", min(low, high), max(low, high)),
        query.Term("url", "u0"),
        query.Term("source", "риа"),
        query.Every(),
    ]


@SLOW
@given(DOCUMENTS, st.integers(1, 3), st.tuples(WORD, WORD, DAY, DAY))
def test_same_documents_as_whooshs_own_codec(documents, commits, asked):
    ours, stock = build(ColumnarCodec(), documents, commits), build(W3Codec(), documents, commits)
    for question in questions(*asked):
        assert urls(ours, question) == urls(stock, question), question


@SLOW
@given(DOCUMENTS)
def test_same_terms_lengths_and_stored_fields(documents):
    ours, stock = build(ColumnarCodec(), documents).reader(), build(W3Codec(), documents).reader()
    assert list(ours.all_terms()) == list(stock.all_terms())
    assert list(ours.all_stored_fields()) == list(stock.all_stored_fields())
    for number, (words, _, _) in enumerate(documents):
        assert ours.doc_field_length(number, "body") == len(words)
        assert ours.doc_field_length(number, "title") == len(words[::-3])
    assert list(ours.indexed_field_names()) == sorted(stock.indexed_field_names())
    assert list(ours.iter_postings()) == [(*posting, value or b"") for *posting, value in stock.iter_postings()]
    for field, term in stock.all_terms():
        mine, theirs = ours.term_info(field, term), stock.term_info(field, term)
        for fact in ("weight", "doc_frequency", "max_weight", "min_id", "max_id"):
            assert getattr(mine, fact)() == pytest.approx(getattr(theirs, fact)()), (term, fact)


def test_deleted_documents_are_not_found_and_vanish_when_merged(tmp_path):
    documents = [(["завод", str(number)], number, "тасс") for number in range(20)]
    build(ColumnarCodec(), documents, 2, FileStorage(tmp_path))
    index = open_dir(tmp_path)
    writer = index.writer(codec=ColumnarCodec())
    writer.delete_by_term("url", "u3")
    writer.delete_by_term("url", "u17")
    writer.commit(mergetype=NO_MERGE)
    left = sorted(f"u{number}" for number in range(20) if number not in (3, 17))
    assert urls(index, query.Term("body", "завод")) == left
    index.writer(codec=ColumnarCodec()).commit(optimize=True)
    assert urls(index, query.Term("body", "завод")) == left
    assert index.doc_count_all() == 18


def test_the_index_on_disk_is_ours_and_has_no_compound_file(tmp_path):
    build(ColumnarCodec(), [(["завод"], 1, "тасс")], 1, FileStorage(tmp_path))
    assert {path.suffix for path in tmp_path.iterdir()} >= {".docs", ".terms", ".texts"}
    assert not list(tmp_path.glob("*.seg"))
    assert urls(open_dir(tmp_path), query.Term("body", "завод")) == ["u0"]


def test_scores_follow_exact_lengths():
    documents = [(["завод"] * 3 + ["яма"] * (number * 37), 1, "тасс") for number in range(9)]
    with build(ColumnarCodec(), documents).searcher() as searcher:
        hits = [(hit["url"], hit.score) for hit in searcher.search(query.Term("body", "завод"), limit=None)]
    assert [url for url, _ in hits] == [f"u{number}" for number in range(9)]
    assert len({score for _, score in hits}) == 9


def test_character_offsets_are_refused_by_name():
    index = RamStorage().create_index(fields.Schema(body=fields.TEXT(chars=True)))
    writer = index.writer(codec=ColumnarCodec())
    writer.add_document(body="завод")
    with pytest.raises(NotImplementedError, match="Characters of body"):
        writer.commit()


def test_the_fast_road_reads_what_a_stock_writer_wrote(tmp_path):
    documents = [(["завод", "яма", "завод"], 737791, "тасс риа"), (["яма"], 5, "риа")]
    index = build(ColumnarCodec(), documents, 1, FileStorage(tmp_path))
    reader = open_segment(tmp_path, index._segments()[0].segment_id())
    assert reader.days.tolist() == [737791, 5]
    assert facet_values(reader, "source") == [["риа", "тасс"], ["риа"]]
    postings = reader.fields[LEMMAS].records.read(reader.fields[LEMMAS].names.find("завод".encode()))
    assert (postings.docnums.tolist(), postings.positions[0].tolist()) == ([0, 1], [0, 0, 2])  # title and body
    assert (reader.key(1), reader.docnum("u1"), json.loads(reader.stored(1))["body"]) == ("u1", 1, "яма")
