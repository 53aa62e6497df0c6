"""Forms are numbered as they are met, and read once; what they mean stands in their order."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.indexing.names import names_of
from indexer.indexing.vocabulary import Vocabulary, read
from indexer.text.analyzer import exact_term
from indexer.text.lemma import readings

FORMS = st.lists(st.lists(st.sampled_from(["ёлка", "елка", "АИРР", "аирр", "стали", "кластер", "2016", "ΌΣΟΣ", "İ"])))


@given(FORMS)
def test_tables_know_every_form(batches: list[list[str]]) -> None:
    vocabulary = Vocabulary()
    for batch in batches:
        vocabulary.number(names_of(batch))
        numbers, unread = vocabulary.unread()
        vocabulary.learn(numbers[::-1], read(names_of(unread.listed()[::-1])))
    tables = vocabulary.tables()
    forms, exacts, terms = (names.listed() for names in (tables.forms, tables.exacts, tables.terms))
    assert forms == sorted({form for batch in batches for form in batch})
    assert exacts == sorted(set(map(exact_term, forms)))
    assert terms == sorted({reading.term for form in forms for reading in readings(form)})
    for row, form in enumerate(forms):
        assert exacts[tables.exact_of_form[row]] == exact_term(form)
        first, last = tables.reading_starts[row : row + 2]
        found = zip(tables.reading_terms[first:last].tolist(), tables.weights[first:last].tolist(), strict=True)
        assert [(terms[term], weight) for term, weight in found] == list(readings(form))


def test_each_form_waits_once_to_be_read() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.number(names_of(["стали", "кластер", "стали"])).tolist() == [0, 1, 0]
    numbers, unread = vocabulary.unread()
    assert (numbers.tolist(), unread.listed()) == ([1, 0], ["кластер", "стали"])
    vocabulary.number(names_of(["стали", "АИРР"]))
    assert vocabulary.waiting == 1
    numbers, unread = vocabulary.unread()
    assert (numbers.tolist(), unread.listed()) == ([2], ["АИРР"])
    assert not vocabulary.waiting
