"""What queries mean."""

import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from indexer.errors import QueryError
from indexer.search.limits import LONGEST_QUERY, MOST_WORDS
from indexer.search.parser import DEEPEST, parse
from indexer.search.syntax import And, InField, Not, Or, Phrase, Prefix, Published, Tree, Word, in_field, joined, show


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
    ("10 000 рублей", And((Word("10000"), Word("рублей")))),
    ("1 500 000", Word("1500000")),
    ("топ 10 000", And((Word("топ"), Word("10000")))),
    ("1 945", And(words("1 945"))),  # «1945» would be a year
    ("007 100", And(words("007 100"))),
    ("2016 100", And(words("2016 100"))),
    ("10  000", And(words("10 000"))),
    ("10 И 000", And(words("10 000"))),
    ("!10 000", And((Word("10", exact=True), Word("000")))),
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
    ("год: 2016", YEAR_2016),
    ("Дата: 2016", YEAR_2016),
    ("регион: татарстан", InField("region", Word("татарстан"))),
    ("Регион: Нижний Новгород завод", And((InField("region", phrase("Нижний Новгород")), Word("завод")))),
    ('регион: "калужская область"', InField("region", phrase("калужская область"))),
    ("C++ R&D", And(words("C++ R&D"))),
    ("время: 14:52", And(words("время 14:52"))),
    ("Казань — столица", And(words("Казань столица"))),
    ("Казань -- столица", And(words("Казань столица"))),
    ("кластер −томск", And((Word("кластер"), Not(Word("томск"))))),  # minus
    ("кластер –томск", And((Word("кластер"), Not(Word("томск"))))),  # en dash
    ("кластер--", Word("кластер--")),
    ("--кластер", Word("кластер")),
    ("!!стали", Word("стали", exact=True)),
    ("-!стали дом", And((Not(Word("стали", exact=True)), Word("дом")))),
    ("!(стали ИЛИ дома)", Or((Word("стали", True), Word("дома", True)))),
    ("кластер и не технопарк", And(words("кластер и не технопарк"))),  # small letters are words
    ("кластер или технопарк", And(words("кластер или технопарк"))),
    ("а && б || в", Or((And(words("а б")), Word("в")))),
    ("(а И б)(в ИЛИ г)", And((*words("а б"), Or(words("в г"))))),
    ("„промышленный кластер“", phrase("промышленный кластер")),
    ("‹промышленный кластер›", phrase("промышленный кластер")),
    ("'промышленный кластер'", And(words("промышленный кластер"))),
    ("«ООО «Умный дом»»", phrase("ООО Умный дом")),
    ('«промышленный "умный" кластер»', phrase("промышленный умный кластер")),
    ('"ООО «Ромашка»"', phrase("ООО Ромашка")),
    ('«промышленный кластер"', phrase("промышленный кластер")),  # quotes that do not match
    ('"промышленный кластер" ~ 5', phrase("промышленный кластер", 5)),
    ('"кластер"~5', phrase("кластер")),
    ('"промышленный кластер"~0', phrase("промышленный кластер", 1)),
    ("Артём ёлка", And(words("Артём ёлка"))),
    ("№ 5", Word("5")),
    ("№5 C# 50% 10,5", And(words("№5 C# 50% 10,5"))),
    ("e-mail@host.ru", Word("e-mail@host.ru")),
    ("http://www.aif.ru/money?x=1", Word("http://www.aif.ru/money?x=1")),
    ("т.е. E.S.T.E.R. И.о.", And(words("т.е E.S.T.E.R И.о"))),
    ("кластер, технопарк; фонд.", And(words("кластер технопарк фонд"))),
    ("кластер,технопарк/фонд;;дом", And(words("кластер технопарк фонд дом"))),
    ("кластер—технопарк…фонд+дом", And(words("кластер технопарк фонд дом"))),
    ("R&D онлайн–биржа C++", And(words("R&D онлайн–биржа C++"))),
    ("Где кластер?", And(words("Где кластер"))),
    ("😀 кластер", Word("кластер")),
    ("\u200bкластер\ufeff", Word("кластер")),
    ("\u202eкластер\u202c дом", And(words("кластер дом"))),
    ("клас\x00тер", And(words("клас тер"))),
    ("кластер\tдом\nтомск", And(words("кластер дом томск"))),
    ("заголовок:заголовок:кластер", InField("title", Word("кластер"))),
    ("заголовок:регион:рт", InField("region", Word("рт"))),
    ("регион:!нижний новгород", And((InField("region", Word("нижний", exact=True)), Word("новгород")))),
    ("заголовок:год:2016", YEAR_2016),
    ("дата:31.05.2016", Published(datetime.date(2016, 5, 31), datetime.date(2016, 5, 31))),
    ("дата:05.2016", Published(datetime.date(2016, 5, 1), datetime.date(2016, 5, 31))),
    ("год:2012-2016", Published(datetime.date(2012, 1, 1), datetime.date(2016, 12, 31))),
    ("год:2012–2016", Published(datetime.date(2012, 1, 1), datetime.date(2016, 12, 31))),
    ("год:2012…2016", Published(datetime.date(2012, 1, 1), datetime.date(2016, 12, 31))),
    ('дата:"2016-05"', Published(datetime.date(2016, 5, 1), datetime.date(2016, 5, 31))),
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
    ("регион: развития", And((Word("регион"), Word("развития"))), "после «регион:» не должно быть пробела"),
    ("год: назад", And((Word("год"), Word("назад"))), "после «год:» не должно быть пробела"),
    ("заголовок: кластер", And((Word("заголовок"), Word("кластер"))), "после «заголовок:» не должно быть пробела"),
    ("заголовк:кластер", And(words("заголовк кластер")), "поля «заголовк:» нет, есть «заголовок:»: искалось как слова"),
    ("site:example.ru кластер", And(words("site:example.ru кластер")), "поля «site:» нет"),
    ("промышленный» кластер", And(words("промышленный кластер")), "лишняя закрывающая кавычка"),
    ("кластер~2", Word("кластер"), "только после кавычек"),
    ('"умный дом"~', phrase("умный дом"), "после «~» нужно число"),
    ('"умный дом"~999', phrase("умный дом", 50), "расстояние больше 50"),
    ("*кластер", Word("кластер"), "только в конце слова"),
    ("кла*стер", Prefix("кла"), "искалось «кла*»"),
    ('"пром* кластер"', phrase("пром кластер"), "в кавычках «*» не действует"),
    ("C++*", Word("C++"), "только сразу после букв"),
    ("кластер И", Word("кластер"), "у «И» с одной стороны ничего нет"),
    ("И кластер", Word("кластер"), "у «И» с одной стороны ничего нет"),
    ("кластер ИЛИ", Word("кластер"), "у «ИЛИ» с одной стороны ничего нет"),
    ("(кластер ИЛИ) дом", And(words("кластер дом")), "у «ИЛИ» с одной стороны ничего нет"),
    ("-" * 300 + "кластер", Word("кластер"), None),
    ("заголовок:" * 30 + "кластер", InField("title", Word("кластер")), "больше 8 знаков подряд"),
]


@pytest.mark.parametrize(("query", "tree", "note"), NOTED)
def test_what_cannot_be_read_is_left_out_with_a_note(query: str, tree: object, note: str | None) -> None:
    parsed = parse(query)
    assert show(parsed.tree) == show(tree)  # type: ignore[arg-type]
    assert note is None or any(note in one for one in parsed.notes)


NOTHING = [
    "",
    "   ",
    '"',
    "()",
    "—",
    "-кластер",
    "НЕ (а б)",
    "-кластер -дом",
    "-кластер ИЛИ (-дом -томск)",
    "И ИЛИ НЕ",
    "!",
    "дата:никогда",
    "😀",
    "~5",
    "***",
    "\x00",
]


@pytest.mark.parametrize("query", NOTHING)
def test_a_query_with_nothing_to_look_for_is_an_error(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


@pytest.mark.parametrize(("query", "place"), [('   "', 3), ('  ) "', 2)])
def test_the_error_says_where_the_first_fault_is(query: str, place: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == place


def test_what_is_left_out_twice_is_noted_once() -> None:
    assert len(parse("кл* до* дом").notes) == 1


def test_brackets_one_after_another_are_not_deep() -> None:
    assert parse("(кластер ИЛИ дом) " * (DEEPEST + 1)).notes == ()


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


@settings(max_examples=500)
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
        if len(shown) <= LONGEST_QUERY and len(shown.split()) <= MOST_WORDS:
            assert parse(shown).tree == parsed.tree


WORD = st.builds(
    Word, st.sampled_from("кластер АИРР C++ R&D технопарк-мордовия и или не 2016 т.е".split()), st.booleans()
)
PHRASE_WORDS = st.lists(st.sampled_from("умный дом И НЕ заголовок".split()), min_size=2, max_size=4)
PHRASE = st.builds(
    lambda texts, exact, slop: Phrase(tuple(Word(text, exact) for text in texts), slop),
    PHRASE_WORDS,
    st.booleans(),
    st.none() | st.integers(1, 50),
)
DAYS = st.dates(datetime.date(1900, 1, 1))
DATED = st.builds(lambda days: Published(*sorted(days)), st.tuples(DAYS, DAYS)) | st.builds(Published, DAYS, st.none())
LEAF = WORD | PHRASE | DATED | st.builds(Prefix, st.sampled_from(["клас", "НЕТ", "C2H"]))


def grown(children: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    several = st.lists(children, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: joined(And, parts)),  # type: ignore[arg-type]
        several.map(lambda parts: joined(Or, parts)),  # type: ignore[arg-type]
        children.map(lambda part: part.part if isinstance(part, Not) else Not(part)),  # type: ignore[arg-type]
        st.builds(in_field, st.sampled_from(["title", "body", "source", "region"]), children),
    )


def depth(tree: object) -> int:
    inner = getattr(tree, "parts", (getattr(tree, "part", None),))
    return 1 + max(map(depth, inner)) if any(inner) else 0


@settings(max_examples=300)
@given(st.recursive(LEAF, grown, max_leaves=12))
def test_any_tree_is_printed_and_read_back(tree: Tree) -> None:
    shown = show(tree)
    assume(len(shown) <= LONGEST_QUERY and depth(tree) <= DEEPEST)
    try:
        assert parse(shown).tree == tree
    except QueryError as error:
        assert "только исключения" in str(error)


def test_random_and_spoiled_queries() -> None:
    offenders, _ = fuzz.run(3000, seed=7)
    assert offenders == []
