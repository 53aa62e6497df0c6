"""Initials, «г.», «ООО» and small words need not stand in an article; alone they are sought."""

import pytest

from indexer.search.parser import parse
from indexer.search.reading import read_as
from indexer.search.syntax import show
from indexer.text.analyzer import Analyzer

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        # initials
        ("В.В. Гагарин", "гагарин"),
        ("В.В.Гагарин", "гагарин"),
        ("В. В. Гагарин", "гагарин"),
        ("В.Гагарин", "гагарин"),
        ("Гагарин В.В.", "гагарин"),
        ("Гагарин К. Д.", "гагарин"),
        ("гагарин в.в", "гагарин"),
        ("МГТУ им. Н.Э. Баумана", "МГТУ И бауман"),
        ("завод директор Д.К. Гагарин", "завод И директор И гагарин"),
        ("Гагарин Д", "гагарин И Д"),
        ("Витамин Д", "витамин И Д"),
        ("план Б", "план И Б"),
        ("и.о. губернатора", "ио И губернатор"),
        ("В.В.", "век"),
        ("Д", "Д"),
        ("!В.В Гагарин", "!В.В И гагарин"),
        ("т.с.ж казань", "т.с.ж И казань"),
        # what a name is of
        ("г. Казань", "казань"),
        ("завод в г. казань", "завод И казань"),
        ("бюджет на 2016 г.", "бюджет И 2016"),
        ("д Казань", "казань"),
        ("Гепатит Б Казань", "гепатит И казань"),
        ("ООО «Заря»", '"заря"'),
        ("ПАО Заря", "заря"),
        ("АО ЗАРЯ", "ЗАРЯ"),
        ("ООО Alabuga", "Alabuga"),
        ("регистрация ООО", "регистрация И ООО"),
        ("ООО", "ООО"),
        ("ООО АО", "ООО И АО"),
        ("УК Заря", "УК И заря"),
        # small words
        ("кластер в Казани", "кластер И казань"),
        ("IT отрасль", "IT И отрасль"),
        ("it отрасль", "it И отрасль"),
        ("рынок IT Google", "рынок И IT И Google"),
        ("сериал Game of Thrones", "сериал И Game И Thrones"),
        ("made in Russia", "made И Russia"),
        ("на и по", "на И и И по"),
    ],
)
def test_what_is_asked_for(query: str, meant: str) -> None:
    assert show(read_as(parse(query).tree, ANALYZER)) == meant
