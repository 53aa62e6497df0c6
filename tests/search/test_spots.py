"""Looking only where a word may stand finds what looking everywhere finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.search import marks
from indexer.search.marks import Finder
from indexer.search.parser import parse
from indexer.search.spots import needles, stretches
from indexer.search.terms import leaves, plan
from indexer.text import lemma
from indexer.text.analyzer import Analyzer
from indexer.text.letters import form
from indexer.text.tokens import tokens

ANALYZER = Analyzer()

NEEDLES = [
    (["кластер", "кластеров", "кластера"], ("кластер",)),
    (["идти", "шел", "шла", "шли"], ("идти", "шел", "шла", "шли")),
    (["технопарк-мордовия", "технопарк"], ("технопарк",)),
    (["10,5"], ("10",)),
    (["в", "во", "вода"], ("в",)),
    ([], ()),
]


@pytest.mark.parametrize(("words", "expected"), NEEDLES)
def test_needles(words: list[str], expected: tuple[str, ...]) -> None:
    assert needles(words) == expected


SPOTS = [
    ("Новый кластер в области", ["кластер"], ["кластер"]),
    ("Подкластер и полимер", ["кластер"], []),
    ("КЛАСТЕР-парк,\nкластеры.", ["кластер"], ["КЛАСТЕР-парк,", "кластеры."]),
    ("Ёлки и палки", ["елка", "елки"], ["Ёлки"]),
    ("у за\u0301мка", ["замок", "замка"], ["за\u0301мка"]),
    ("тот кластep", ["кластер"], ["кластep"]),
    ("сайт tass.ru и Rosatom", ["кластер"], []),
    ("в Р.Ф. и т. д.", ["рф"], ["Р.Ф."]),
    ("İ", ["кластер"], ["İ"]),
    ("", ["кластер"], []),
]


@pytest.mark.parametrize(("text", "words", "expected"), SPOTS)
def test_stretches(text: str, words: list[str], expected: list[str]) -> None:
    assert [text[start:stop] for start, stop in stretches(text, needles(words))] == expected


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


@settings(max_examples=400, deadline=None)
@given(TEXT, QUERY)
def test_nothing_is_missed(text: str, query: str) -> None:
    planned = plan(parse(query).tree, ANALYZER)
    forms = {form(token.text) for token in tokens(text)}
    finder = Finder(
        leaves(planned), lambda term: [one for one in forms if term in {one.term for one in lemma.readings(one)}]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "stretches", lambda text, _: [(0, len(text))])
        patch.setattr(finder, "_reach", finder._reach and 10**9)  # and every word counted
        everywhere = finder.marks(text)
    assert [(one.start, one.stop, one.leaf) for one in finder.marks(text)] == [
        (one.start, one.stop, one.leaf) for one in everywhere
    ]
