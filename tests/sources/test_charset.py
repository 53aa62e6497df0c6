"""Which charset a text is in."""

import os

import pytest

from indexer.sources.charset import charset_of

PROSE = [
    "В Саранске начал работу технопарк, резидентами которого стали тридцать компаний.",
    "Губернатор области рассказал журналистам о планах развития промышленного кластера.",
    "Учёные Томска создали новый материал для аккумуляторов электромобилей.",
    "Министерство поддержит проекты малых предприятий на 150 млн рублей — № 5 в списке.",
    "«Мы рассчитываем на рост производства», – отметил директор завода Пётр Щукин.",
    "Ежегодный форум пройдёт в Иннополисе; приедут гости из Чехии, Японии и Эстонии.",
    "Съезд фермеров объявил об объединении: хозяйства будут вместе сушить зерно.",
    "ПРЕЗИДЕНТ ТАТАРСТАНА ПРЕДЛОЖИЛ ОБСУДИТЬ СОТРУДНИЧЕСТВО С КЛАСТЕРОМ PEGAS",
    "Компания LLC Optics (Perm) экспортирует волокно в Германию, Францию и Китай",
]


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("charset", ["utf-8", "cp1251", "koi8-r", "cp866", "utf-16-le", "utf-16-be"])
def test_prose_is_recognised(text: str, charset: str) -> None:
    data = text.encode(charset, "replace")
    found = charset_of(data)
    assert found
    assert data.decode(found) == data.decode(charset)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b"", "utf-8"),
        (b"plain ascii", "utf-8"),
        ("\ufeffтекст".encode("utf-16-le"), "utf-16"),
        ("\ufeffтекст".encode("utf-16-be"), "utf-16"),
        ("\ufeffтекст".encode(), "utf-8-sig"),
        ("plain ascii".encode("utf-16-le"), "utf-16-le"),
        ("кластер в Томске".encode()[:-1], "utf-8"),
        ("кластер ".encode() * 5 + b"\xff" + " в Томске".encode(), "utf-8"),
        ("кластер".encode() + bytes(100), "utf-8"),  # lost its end with the power
        (b"GIF89a\x01\x02\x03" + bytes(100), None),
        (bytes(100), None),
        (os.urandom(4096), None),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff,\x00\x00", None),
    ],
)
def test_marks_damage_and_binaries(data: bytes, charset: str | None) -> None:
    assert charset_of(data) == charset


@pytest.mark.parametrize("name", ["idna", "punycode", "raw_unicode_escape", "hex", "utf-7", "martian"])
def test_a_page_may_declare_any_codec_of_python(name: str) -> None:
    page = f"<meta charset={name}>".encode() + b"plain ascii " * 6000 + PROSE[0].encode("cp1251") * 20
    assert charset_of(page) == "cp1251"
