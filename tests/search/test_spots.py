"""Looking only where a word may stand finds what looking everywhere finds."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.search.marks import Finder, Spellings
from indexer.search.parser import parse
from indexer.search.spots import Sought, Spots
from indexer.search.terms import leaves, plan
from indexer.text import lemma
from indexer.text.analyzer import Analyzer, exact_term
from indexer.text.letters import form
from indexer.text.tokens import tokens

ANALYZER = Analyzer()

SPOTS = [
    ("Новый кластер в области", ["кластер"], ["кластер"], []),
    ("Подкластер и полимер", ["кластер"], [], []),
    ("«Кластер», классы; (класть)", ["кластер"], ["кластер", "классы"], ["(класть)"]),
    ("Классный кластер", ["класс"], ["классный", "кластер"], []),
    ("КЛАСТЕР-парк,\nкластеры.", ["кластер"], ["кластеры"], ["КЛАСТЕР-парк,"]),
    ("Ёлки и палки, ель", ["елка", "елки"], ["елки"], []),
    ("у за\u0301мка", ["замок", "замка"], [], ["за\u0301мка"]),
    ("тот клаcтep", ["кластер"], [], ["клаcтep"]),
    ("сайт tass.ru и Rosatom", ["кластер"], [], []),
    ("сайт tass.ru и Rosatom", ["tass", "rosatom"], ["rosatom"], ["tass.ru"]),
    ("в Р.Ф. и т. д. А.С. Ким", ["рф"], [], ["Р.Ф."]),
    ("РФ — рф, рфа, р ф", ["рф"], ["рф", "рф"], []),
    ("год 2016, 20160, 201", ["2016"], ["2016", "20160"], []),
    ("C++ и с", ["c++"], [], ["C++"]),
    ("İ", ["кластер"], [], ["İ"]),
    ("кластер 😀 кластер", ["кластер"], ["кластер", "кластер"], ["😀"]),
    ("—…— и _", ["_"], [], ["—…— и _"]),
    ("", ["кластер"], [], []),
]


@pytest.mark.parametrize(("text", "words", "plain", "unclear"), SPOTS)
def test_where_words_may_stand(text: str, words: list[str], plain: list[str], unclear: list[str]) -> None:
    found = Sought(words).look([text])
    assert [found.folded[start:stop] for start, stop in found.words] == plain
    assert [found.text[start:stop] for start, stop in found.unclear] == unclear


PREFIXES = [
    ("кла", "класс, кладь и Клавиши-нет", ["класс", "кладь"], ["Клавиши-нет"]),
    ("класт", "класс, кластер", ["класс", "кластер"], []),
    ("ит-п", "ит-парк, ит, итог", ["ит", "итог"], ["ит-парк,"]),
]


@pytest.mark.parametrize(("prefix", "text", "plain", "unclear"), PREFIXES)
def test_where_beginnings_may_stand(prefix: str, text: str, plain: list[str], unclear: list[str]) -> None:
    found = Sought([], [prefix]).look([text])
    assert [found.folded[start:stop] for start, stop in found.words] == plain
    assert [found.text[start:stop] for start, stop in found.unclear] == unclear


def test_every_text_begins_at_its_base() -> None:
    texts = ["Новый кластер", "", "😀 кластер", "кластер\n\nкластер "]
    found = Sought(["кластер"]).look(texts)
    assert [found.text[base : base + len(text)] for base, text in zip(found.bases, texts, strict=False)] == texts
    assert len(found.words) == 4


@pytest.mark.parametrize(
    ("texts", "most", "counts"),
    [
        (["дом дом дом", "дом"], 2, [2, 1]),
        (["дом", "дом, дом", "", "кров дом"], 1, [1, 1, 0, 1]),
        (["дом дом дом", ""], 3, [3, 0]),
        ([], 1, []),
    ],
)
def test_of_each_text_the_first_places_are_looked_at(texts: list[str], most: int, counts: list[int]) -> None:
    finder = Finder(leaves(plan(parse("дом").tree, ANALYZER)), lambda _: ["дом"])
    marks = finder.marks_in(texts, most)
    assert [len(one) for one in marks] == counts
    assert marks == [one[:count] for one, count in zip(finder.marks_in(texts), counts, strict=True)]


PIECES = st.sampled_from(
    "кластер Кластеров КЛАСТЕР кластep клас\u00adтер кла\u0301стера подкластер елка Ёлку ёлки-палки дом дома дом2 2дом "
    "ОЭЗ О.Э.З. оэз 10.5 10,5 технопарк-мордовия технопарк–мордовия Технопарк_дом д’артаньян д'Артаньян стали сталь "
    "a@дом.ru http://дом.рф/кластер C++дом й и\u0306 ac-дк ас-дк Ⅻ ﬁ ² и в".split()
)
JOINERS = st.sampled_from([" ", " ", " ", "\n", "\xa0", ", ", ". ", "", "-", ".", "/", "_", "«", "\u200b"])
TEXT = st.lists(st.tuples(PIECES, JOINERS), max_size=25).map(lambda pairs: "".join(map("".join, pairs)))
QUERY = st.one_of(
    PIECES,
    st.builds("{} {}".format, PIECES, PIECES),
    st.builds('"{} {}"'.format, PIECES, PIECES),
    st.builds('"{} {} {}"'.format, PIECES, PIECES, PIECES),
    st.builds('"{} {}"~{}'.format, PIECES, PIECES, st.integers(1, 6)),
    st.sampled_from(["клас*", "дом*", "!дома", "технопарк-м*"]),
)


class Everywhere:
    """Looks at every chunk of a text."""

    def look(self, texts: Sequence[str], _most: int | None = None) -> Spots:
        (text,) = texts
        return Spots(f"\n{text}\n", [1, len(text) + 2], "", [], [(1, len(text) + 1)])


def spellings_in(text: str) -> Spellings:
    """The forms of this very text, as an index would know them."""
    forms = {form(token.text) for token in tokens(text)}
    return lambda term: {exact_term(one) for one in forms if term in {each.term for each in lemma.readings(one)}}


@settings(max_examples=400)
@given(TEXT, QUERY)
def test_nothing_is_missed(text: str, query: str) -> None:
    planned = plan(parse(query).tree, ANALYZER)
    finder = Finder(leaves(planned), spellings_in(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "_sought", Everywhere())
        patch.setattr(finder, "_reach", finder._reach and 10**9)  # and every word counted
        everywhere = finder.marks(text)
    assert finder.marks(text) == everywhere


@settings(max_examples=100)
@given(st.lists(TEXT, max_size=5), QUERY)
def test_many_texts_are_looked_through_as_each_of_them(texts: list[str], query: str) -> None:
    finder = Finder(leaves(plan(parse(query).tree, ANALYZER)), spellings_in(" ".join(texts)))
    assert finder.marks_in(texts) == [finder.marks(text) for text in texts]
