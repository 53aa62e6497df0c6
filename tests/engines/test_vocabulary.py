"""Forms are numbered as they are met, and read in sorted runs; what they mean stands in the order of their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.vocabulary import Vocabulary, read
from indexer.text.analyzer import exact_term
from indexer.text.lemma import readings

FORMS = st.lists(st.lists(st.sampled_from(["ёлка", "елка", "АИРР", "аирр", "стали", "кластер", "2016"])), max_size=5)


@given(FORMS)
def test_tables_know_every_form_by_its_number(batches: list[list[str]]) -> None:
    vocabulary = Vocabulary()
    numbers: dict[str, int] = {}
    for forms in batches:
        numbers |= zip(forms, vocabulary.number(forms).tolist(), strict=True)
        unread = vocabulary.unread()
        assert list(unread) == sorted(unread)
        vocabulary.learn(unread.values(), read(unread))
    tables = vocabulary.tables()
    assert {form: number for number, form in enumerate(tables.forms)} == numbers
    assert sorted(tables.sorted_runs.tolist()) == sorted(numbers.values())
    for form, number in numbers.items():
        assert tables.exacts[tables.exact_of_form[number]] == exact_term(form)
        first, last = tables.reading_starts[number : number + 2]
        terms = [tables.terms[term] for term in tables.reading_terms[first:last]]
        assert terms == [reading.term for reading in readings(form)]


def test_each_form_waits_once_to_be_read() -> None:
    vocabulary = Vocabulary()
    vocabulary.number(["стали", "кластер", "стали"])
    assert list(vocabulary.unread()) == ["кластер", "стали"]
    vocabulary.number(["стали", "АИРР"])
    assert list(vocabulary.unread()) == ["АИРР"]
    assert not vocabulary.waiting
