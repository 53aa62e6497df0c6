"""What queries mean."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.search.parser import DEEPEST, LONGEST_QUERY, MOST_WORDS, parse
from indexer.search.syntax import And, InField, Not, Or, Phrase, Prefix, Published, Word, show


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word) for word in text.split())


def phrase(text: str, slop: int | None = None) -> Phrase:
    return Phrase(words(text), slop)


YEAR_2016 = Published(datetime.date(2016, 1, 1), datetime.date(2016, 12, 31))

READ = [
    ("кластер", Word("кластер")),
    ("кластер татарстан", And(words("кластер татарстан"))),
    ("кластер И татарстан", And(words("кластер татарстан"))),
    ("кластер AND татарстан", And(words("кластер татарстан"))),
    ("кластер ИЛИ технопарк", Or(words("кластер технопарк"))),
    ("кластер OR технопарк", Or(words("кластер технопарк"))),
    ("кластер | технопарк", Or(words("кластер технопарк"))),
    ("кластер|технопарк", Or(words("кластер технопарк"))),
    ("а И б ИЛИ в", Or((And(words("а б")), Word("в")))),
    ("(б ИЛИ в) И а", And((Or(words("б в")), Word("а")))),
    ("кластер НЕ томск", And((Word("кластер"), Not(Word("томск"))))),
    ("кластер NOT томск", And((Word("кластер"), Not(Word("томск"))))),
    ("кластер -томск", And((Word("кластер"), Not(Word("томск"))))),
    ("кластер -(томск омск)", And((Word("кластер"), Not(And(words("томск омск")))))),
    ("кластер НЕ НЕ томск", And(words("кластер томск"))),
    ("технопарк-мордовия", Word("технопарк-мордовия")),
    ("5 - 3", And(words("5 3"))),
    ("+кластер +томск", And(words("кластер томск"))),
    ('"промышленный кластер"', phrase("промышленный кластер")),
    ("«промышленный кластер»", phrase("промышленный кластер")),
    ("“промышленный кластер”", phrase("промышленный кластер")),
    ('"кластер регион"~5', phrase("кластер регион", 5)),
    ('ООО"Ромашка"', And((Word("ООО"), phrase("Ромашка")))),
    ("!стали", Word("стали", exact=True)),
    ('!"точная фраза"', Phrase((Word("точная", True), Word("фраза", True)))),
    ("кластер*", Prefix("кластер")),
    ("заголовок:кластер", InField("title", Word("кластер"))),
    ('title:"умный дом"', InField("title", phrase("умный дом"))),
    ("заголовок:(а ИЛИ б)", InField("title", Or(words("а б")))),
    ("-заголовок:кластер дом", And((Not(InField("title", Word("кластер"))), Word("дом")))),
    ("источник:татар-информ", InField("source", Word("татар-информ"))),
    ("регион:рт", InField("region", Word("рт"))),
    ("кластер год:2016", And((Word("кластер"), YEAR_2016))),
    ("дата:2016", YEAR_2016),
    ("дата:2016-02", Published(datetime.date(2016, 2, 1), datetime.date(2016, 2, 29))),
    ("дата:2012..2016", Published(datetime.date(2012, 1, 1), datetime.date(2016, 12, 31))),
    ("date:..2016", Published(None, datetime.date(2016, 12, 31))),
    ("дата:2012..", Published(datetime.date(2012, 1, 1), None)),
    ("C++ R&D", And(words("C++ R&D"))),
    ("время: 14:52", And(words("время: 14:52"))),
    ("Казань — столица", And(words("Казань столица"))),
]


@pytest.mark.parametrize(("query", "tree"), READ)
def test_a_query_is_read_as(query: str, tree: object) -> None:
    parsed = parse(query)
    assert parsed.tree == tree
    assert parsed.notes == ()


NOTED = [
    ('кластер "промышленный', And((Word("кластер"), phrase("промышленный"))), "не закрыта кавычка"),
    ("(кластер", Word("кластер"), "не закрыта скобка"),
    ("кластер)", Word("кластер"), "лишняя закрывающая скобка"),
    ("кластер НЕ", Word("кластер"), "после «НЕ» ничего нет"),
    ("кл*", Word("кл"), "не меньше 3 букв"),
    ("кластер дата:вчера", Word("кластер"), "дата «вчера» не понята"),
    ("кластер дата:2016..2012", Word("кластер"), "дата «2016..2012» не понята"),
    ("заголовок: кластер", And((Word("заголовок:"), Word("кластер"))), None),
]


@pytest.mark.parametrize(("query", "tree", "note"), NOTED)
def test_what_cannot_be_read_is_left_out_with_a_note(query: str, tree: object, note: str | None) -> None:
    parsed = parse(query)
    assert show(parsed.tree) == show(tree)  # type: ignore[arg-type]
    assert note is None or any(note in one for one in parsed.notes)


@pytest.mark.parametrize("query", ["", "   ", '"', "()", "—", "-кластер", "НЕ (а б)", "И ИЛИ НЕ", "!", "дата:никогда"])
def test_a_query_with_nothing_to_look_for_is_an_error(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


def test_the_error_says_where() -> None:
    with pytest.raises(QueryError) as caught:
        parse('   "')
    assert caught.value.position == 3


@pytest.mark.parametrize("length", [LONGEST_QUERY - 1, LONGEST_QUERY, LONGEST_QUERY + 1])
def test_length_is_limited_with_a_note(length: int) -> None:
    parsed = parse("а" * length)
    assert bool(parsed.notes) == (length > LONGEST_QUERY)


@pytest.mark.parametrize("count", [MOST_WORDS - 1, MOST_WORDS, MOST_WORDS + 1])
def test_words_are_limited_with_a_note(count: int) -> None:
    parsed = parse(" ".join(f"а{number}" for number in range(count)))
    assert bool(parsed.notes) == (count > MOST_WORDS)
    assert isinstance(parsed.tree, And)
    assert len(parsed.tree.parts) == min(count, MOST_WORDS)


@pytest.mark.parametrize("depth", [DEEPEST - 1, DEEPEST, DEEPEST + 1])
def test_nesting_is_limited_with_a_note(depth: int) -> None:
    query = "".join(f"(а{number} ИЛИ (б{number} И " for number in range(depth // 2)) + "(" * (depth % 2) + "в"
    parsed = parse(query + ")" * query.count("("))
    assert bool(parsed.notes) == (depth > DEEPEST)


QUERY_LETTERS = 'абв АВ"«»()|-+!*~:.5ИНЕЛи'


@settings(max_examples=2000, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.text(alphabet=QUERY_LETTERS, max_size=60),
        st.lists(st.sampled_from(["И", "ИЛИ", "НЕ", "(", ")", '"', "-", "!", "кластер", "дом*", "год:2016", "~5"])).map(
            " ".join
        ),
    )
)
def test_any_text_is_read_or_refused(query: str) -> None:
    try:
        parsed = parse(query)
    except QueryError as error:
        assert 0 <= error.position <= len(query)
    else:
        shown = show(parsed.tree)
        if len(shown) <= LONGEST_QUERY and not parsed.notes:
            assert parse(shown).tree == parsed.tree
