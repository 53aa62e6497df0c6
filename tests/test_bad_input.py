"""What goes wrong outside: each fault is one Russian sentence and an exit code, and nothing is lost."""

import gzip
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import indexer

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("innopoisk")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ROW = {"url": "a", "text": "В Саранске открыт технопарк."}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def lines(*rows: dict[str, object] | str) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def said_once(done: "subprocess.CompletedProcess[str]") -> str:
    """The one sentence on standard error; nothing else was said."""
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert re.search(r"[а-яё]{3}", done.stderr), done.stderr
    assert not re.search(r"Traceback|Errno|Error|Exception|error", done.stderr)
    return done.stderr.rstrip("\n")


# Sources that cannot be read, beside one that can: (name, content, found, indexed, skipped, failed, what is said)

SOURCES: list[tuple[str, bytes | None, tuple[int, int, int], str]] = [
    ("нет.txt", None, (0, 0, 1), "нет.txt: файла или папки нет"),
    ("нет/", None, (0, 0, 1), "нет: файла или папки нет"),
    ("empty.txt", b"", (0, 1, 0), "empty.txt: файл пуст"),
    ("empty.jsonl", b"", (0, 1, 0), "empty.jsonl: файл пуст"),
    ("blank.jsonl", b" \n\n", (0, 1, 0), "blank.jsonl: файл пуст"),
    ("empty.txt.gz", gzip.compress(b""), (0, 1, 0), "empty.txt.gz: файл пуст"),
    ("picture.txt", PNG, (0, 0, 1), "picture.txt: это двоичный файл, а не текст"),
    ("picture.jsonl", PNG, (0, 0, 1), "picture.jsonl: это двоичный файл, а не текст"),
    ("picture.png", PNG, (0, 1, 0), "picture.png: файлы .png не читаются, нужны"),
    ("report.docx", b"PK", (0, 1, 0), "report.docx: файлы .docx не читаются (сохраните текст как .txt), нужны"),
    ("noname", b"text", (0, 1, 0), "noname: у файла нет расширения, нужны"),
    ("broken.txt.gz", b"not gzip", (0, 0, 1), "broken.txt.gz: архив gzip повреждён"),
    ("two.jsonl", lines({"id": 2, "text": "Б"}, '{"id": 3, "te', {"id": 4, "text": "Г"}).encode(), (2, 0, 1),
     "two.jsonl: строка 2: не JSON: разбор прервался на знаке 11"),
    ("bare.jsonl", lines({"id": 2, "text": "Б"}, {"id": 3}).encode(), (1, 0, 1), "bare.jsonl: строка 2: нет text"),
    ("void.jsonl", lines({"id": 2, "text": "  "}).encode(), (0, 0, 1), "void.jsonl: строка 1: text пуст"),
    ("unnamed.jsonl", lines({"text": "Б"}).encode(), (0, 0, 1), "unnamed.jsonl: строка 1: нет url"),
    ("again.jsonl", lines({"url": "б", "text": "Б"}, {"url": "б", "text": "В"}).encode(), (1, 1, 0),
     "б: тот же url встретился снова: оставлена последняя запись"),
    ("menu.txt", b"16+\n", (0, 0, 1), "menu.txt: на странице нет текста новости"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "counts", "said"), SOURCES, ids=[source[0] for source in SOURCES])
def test_a_source_that_cannot_be_read_is_told_and_the_rest_is_kept(
    tmp_path: Path, name: str, content: bytes | None, counts: tuple[int, int, int], said: str
) -> None:
    """In this process, for speed; the command prints what the report says, as the next tests show."""
    good, bad = tmp_path / "good.jsonl", tmp_path / name
    good.write_text(lines(ROW), encoding="utf-8")
    if content is not None:
        bad.write_bytes(content)
    report = indexer.rebuild([str(good), str(bad)], str(tmp_path / "index"), workers=1)
    assert report.found == report.indexed + report.skipped + report.failed
    assert (report.indexed - 1, report.skipped, report.failed) == counts
    (problem,) = report.problems
    assert f"{problem.source}: {problem.reason}".removeprefix(f"{tmp_path.as_posix()}/").startswith(said)
    with indexer.open_engine(tmp_path / "index") as engine:
        assert engine.search("технопарки").total == 1
        assert engine.stats().documents == report.indexed


def test_some_skipped_is_exit_code_3(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(ROW, "{", {"url": "b"}), encoding="utf-8")
    (tmp_path / "b.docx").touch()
    done = innopoisk("rebuild", tmp_path, tmp_path / "нет", index=tmp_path / "index")
    assert (done.returncode, done.stdout) == (3, "")
    told = done.stderr.replace(f"{tmp_path.as_posix()}/", "").splitlines()
    assert [line.split(", нужны")[0] for line in told[:-1]] == [
        "нет: файла или папки нет",
        "a.jsonl: строка 2: не JSON: разбор прервался на знаке 2",
        "a.jsonl: строка 3: нет text",
        "b.docx: файлы .docx не читаются (сохраните текст как .txt)",
        "найдено 5 = в указателе 1 + пропущено 1 + не прочитано 3",
    ]


def test_many_problems_are_counted_and_all_are_in_json(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(ROW, *(["{"] * 50)), encoding="utf-8")
    (tmp_path / "b.jsonl").touch()
    asked = ("rebuild", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "--workers", "1")
    told = innopoisk(*asked, index=tmp_path / "index").stderr.splitlines()
    rows = [line.partition(": ")[2].partition(":")[0] for line in told if ": строка" in line]
    assert rows == [f"строка {number}" for number in range(2, 7)]
    assert f"{(tmp_path / 'b.jsonl').as_posix()}: файл пуст" in told  # is not hidden by the others
    assert told[6] == "… и ещё 45, все — с --json"
    done = innopoisk(*asked, "--json", index=tmp_path / "index")
    assert len(json.loads(done.stdout)["problems"]) == 51


def test_pictures_beside_pages_are_one_line_and_come_last(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(ROW), encoding="utf-8")
    for name in ("a.gif", *(f"{number}.png" for number in range(30)), "y.html", "z.html"):
        (tmp_path / name).touch()
    (tmp_path / "z.jsonl").write_text("{", encoding="utf-8")
    told = innopoisk("rebuild", tmp_path, index=tmp_path / "index").stderr.splitlines()
    assert [line.removeprefix(f"{tmp_path.as_posix()}/").split(", нужны")[0] for line in told[:-2]] == [
        "z.jsonl: строка 1: не JSON: разбор прервался на знаке 2",
        "0.png и ещё 29: файлы .png не читаются",
        "a.gif: файлы .gif не читаются",
        "y.html и ещё 1: файл пуст",
    ]


@pytest.mark.parametrize("content", [None, "{\n"], ids=["missing", "broken"])
def test_nothing_to_publish_is_exit_code_4_and_the_old_index_serves(
    innopoisk: Run, tmp_path: Path, content: str | None
) -> None:
    index, source = tmp_path / "index", tmp_path / "a.jsonl"
    source.write_text(lines(ROW), encoding="utf-8")
    indexer.rebuild([str(source)], str(index), workers=1)
    source.unlink() if content is None else source.write_text(content, encoding="utf-8")
    done = innopoisk("rebuild", source, index=index)
    assert done.returncode == 4
    assert said_once(done).startswith("ни одной статьи не удалось прочитать, первая причина — ")
    assert_serves(index, "gen-0001")


def test_a_folder_without_files_is_told(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = innopoisk("rebuild", tmp_path / "empty", index=tmp_path / "index")
    assert done.returncode == 4
    assert said_once(done).endswith("empty: в папке нет ни одного файла")


# Where the index should be

NO_INDEX = {
    "absent": lambda place: None,
    "empty folder": lambda place: place.mkdir(),
    "a file": lambda place: place.write_text("кластер", encoding="utf-8"),
    "a folder below a file": lambda place: place.parent.write_text("кластер", encoding="utf-8"),
}


@pytest.mark.parametrize("make", NO_INDEX.values(), ids=NO_INDEX)
def test_no_index_is_exit_code_2_and_says_what_to_do(
    innopoisk: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    place = tmp_path / "place" / "index"
    if make is not NO_INDEX["a folder below a file"]:
        place.parent.mkdir()
    make(place)
    done = innopoisk("search", "кластер", index=place)
    assert done.returncode == 2
    assert "innopoisk rebuild" in said_once(done)


def test_other_commands_want_an_index_too(innopoisk: Run, tmp_path: Path) -> None:
    for command in (["explain", "кластер"], ["stats", "--json"]):
        done = innopoisk(*command, index=tmp_path / "нет")
        assert done.returncode == 2
        assert "innopoisk rebuild" in said_once(done)


UNWRITABLE = {
    "no such system folder": "/proc/innopoisk",
    "a file": "file",
    "below a file": "file/index",
    "a name too long": "ы" * 300,
}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("place", UNWRITABLE.values(), ids=UNWRITABLE)
def test_an_index_folder_that_cannot_be_made(innopoisk: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("кластер", encoding="utf-8")
    done = innopoisk("rebuild", ROOT / "seeds", "--index", place, cwd=tmp_path)
    assert done.returncode == 4
    assert re.match("папку указателя «.*» нельзя создать: [а-яё]", said_once(done))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "кластер"


def test_a_folder_in_the_place_of_the_lock(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "index" / "writer.lock").mkdir(parents=True)
    done = innopoisk("rebuild", index=tmp_path / "index")
    assert done.returncode == 4
    assert said_once(done).endswith("нельзя писать: это папка, а не файл")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_index_folder_without_the_right_to_write(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir(mode=0o555)
    done = innopoisk("rebuild", index=tmp_path / "index")
    assert done.returncode == 4
    assert "нельзя писать" in said_once(done)


def test_an_empty_name_is_no_folder(innopoisk: Run, tmp_path: Path) -> None:
    """As of a variable that is not set: here would be built in the folder where we are."""
    for command in ("rebuild", "search"):
        done = innopoisk(command, "кластер", "--index", "", cwd=tmp_path)
        assert (done.returncode, said_once(done)) == (2, "имя папки указателя пусто: проверьте --index")
    assert not list(tmp_path.iterdir())


# Queries

QUERIES = [
    ([""], "пустой запрос"),
    (["   "], "пустой запрос"),
    (["-туристический"], "в запросе только исключения"),
    (["НЕ туристический"], "в запросе только исключения"),
    (["-один", "-два"], "в запросе только исключения"),
    (["..."], "в запросе нет ни одного слова"),
    (['"'], "не закрыта кавычка"),
    (["кластер", "--since", "ой"], "--since: дата «ой» не понята"),
    (["кластер", "--until", "2016-13"], "--until: дата «2016-13» не понята"),
    (["кластер", "--since", "..2014"], "--since: дата «..2014» не понята"),
    (["кластер", "--until", "2014.."], "--until: дата «2014..» не понята"),
    (["кластер", "--since", "2017", "--until", "2016"], "--since позже, чем --until"),
    (["кластер", "--year", "0"], "параметру --year нужно целое число от 1 до 9999"),
    (["кластер", "--year", "99999"], "параметру --year нужно целое число от 1 до 9999"),
    (["кластер", "--limit", "0"], "параметру --limit нужно целое число от 1 до 1000"),
    (["кластер", "--page", "первая"], "параметру --page нужно целое число от 1 до 100000"),
    (["кластер", "--sort", "size"], "параметру --sort нужно одно из слов relevance, date, oldest"),
    (["кластер", "--limit"], "параметру --limit нужно значение"),
    (["кластер", "--json=1"], "параметру --json не нужно значение"),
    (
        ["кластер", "--limt", "5"],
        "нет такого параметра: --limt; может быть, --limit? (справка: innopoisk",
    ),
    (["кластер", "--limt=5"], "нет такого параметра: --limt; может быть, --limit? (справка: innopoisk"),
    ([], "не хватает: ЗАПРОС… (справка: innopoisk search --help)"),
    (["((("], "не закрыта скобка: считаем, что она закрыта в конце; больше в запросе ничего нет"),
]


@pytest.mark.parametrize(("arguments", "said"), QUERIES, ids=[" ".join(query) or "none" for query, _ in QUERIES])
def test_an_unreadable_query_is_exit_code_2(innopoisk: Run, seeds_index: Path, arguments: list[str], said: str) -> None:
    done = innopoisk("search", *arguments, index=seeds_index)
    assert done.returncode == 2
    assert said_once(done).startswith(said)


WRONG_USE = [
    (["serch", "кластер"], "нет такой команды: serch; может быть, search? (справка: innopoisk --help)"),
    (["марс"], "нет такой команды: марс (справка: innopoisk --help)"),
    (["stats", "кластер"], "лишние слова в команде (справка: innopoisk stats --help)"),
    (["stats", "--bad"], "нет такого параметра: --bad (справка: innopoisk stats --help)"),
    (["--bad"], "нет такого параметра: --bad"),
    (["explain"], "нужен запрос, --url или то и другое"),
    (["rebuild", "--workers", "0"], "параметру --workers нужно целое число от 1 до 256"),
    (["serve", "--port", "70000"], "параметру --port нужно целое число от 1 до 65535"),
    (["serve", "--rate", "nan"], "параметру --rate нужно число от 0.1 до 10000"),
    (["search", "кластер", "--timeout", "nan"], "параметру --timeout нужно число от 0 до 600"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_USE, ids=[" ".join(used) for used, _ in WRONG_USE])
def test_wrong_use_is_exit_code_2(innopoisk: Run, seeds_index: Path, arguments: list[str], said: str) -> None:
    done = innopoisk(*arguments, index=seeds_index)
    assert done.returncode == 2
    assert said_once(done).startswith(said)


def test_an_unclosed_quote_is_read_with_a_note(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", '"практическая сессия', index=seeds_index)
    assert done.returncode == 0
    assert done.stderr.startswith("не закрыта кавычка: считаем, что она закрыта в конце\n")
    assert "1. 24 июня в Саранске" in done.stdout


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("кластер " * 300_000, 0),
        ("ы" * 2_000_000, 1),
        ('"' * 2_000_000, 2),
        ("(" * 2_000_000, 2),
        ("кластер\0\x1b[2J", 0),
        (b"\xff\xfe \xd0", 2),
        (b"", 2),
    ],
    ids=["words", "one word", "quotes", "brackets", "controls", "no utf-8", "nothing"],
)
def test_whatever_comes_on_standard_input(innopoisk: Run, seeds_index: Path, said: str | bytes, code: int) -> None:
    done = innopoisk("search", "-", index=seeds_index, said=said)
    assert done.returncode == code
    assert len(done.stderr) < 3000
    assert re.match("[а-яё]", done.stderr)
    assert not re.search("Traceback|\x1b|\0", done.stderr)
    if len(said) > 400:
        assert "запрос длиннее 400 знаков" in done.stderr


def test_bytes_that_are_no_text_on_the_command_line(seeds_index: Path) -> None:
    for arguments, code in (
        (["search", b"\xff\xfe"], 2),
        (["search", b"cluster\xff"], 0),  # put right: «кластер»
        (["explain", "a", "--url", b"\xff"], 1),
    ):
        done = subprocess.run([COMMAND, *arguments, "--index", seeds_index], capture_output=True, check=False)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr


# What a terminal would obey

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eКластер\r\n\x00злой\x08\x7f"


def test_terminal_escapes_in_articles_are_not_obeyed(innopoisk: Run, tmp_path: Path) -> None:
    row = {"id": EVIL, "title": EVIL, "text": f"{EVIL} и кластер.", "source": EVIL, "regions": [EVIL]}
    (tmp_path / "a.jsonl").write_text(lines(row), encoding="utf-8")
    index = tmp_path / "index"
    indexer.rebuild([str(tmp_path / "a.jsonl")], str(index), workers=1)
    for command in (
        ["search", "кластер"],
        ["search", "кластер", "--json"],
        ["explain", "кластер", "--url", EVIL.replace("\0", "")],
    ):
        done = innopoisk(*command, index=index)
        assert (
            set(
                re.findall(
                    r"[^\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u2030-\u2065\u2070-\uffff]", done.stdout + done.stderr
                )
            )
            == set()
        )
    assert json.loads(innopoisk("search", "кластер", "--json", index=index).stdout)["total"] == 1


def test_terminal_escapes_in_file_names_are_not_obeyed(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "\x1b[31mred\n.docx").touch()
    done = innopoisk("rebuild", tmp_path, ROOT / "seeds", index=tmp_path / "index")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert done.stderr.count("\n") == 3


# Whoever reads the answer goes away


def test_a_reader_that_has_seen_enough(seeds_index: Path) -> None:
    """As `innopoisk search … | head -1`: the pipe is closed after the first line, long before the last."""
    command = [COMMAND, "search", "в", "ИЛИ", "кластер", "--limit", "1000", "--index", seeds_index]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pipesize=4096) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"1. ")
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait(timeout=60) == 0
    assert said.count("\n") == 1


NEEDS_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")


@NEEDS_FULL
def test_an_answer_that_finds_no_room(seeds_index: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [COMMAND, "search", "кластер", "--index", seeds_index], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "не получилось: кончилось место на диске"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-", pytest.param("2>/dev/full", marks=NEEDS_FULL)])
def test_remarks_that_nobody_can_read_change_nothing(tmp_path: Path, closed: str) -> None:
    """A file of the index would get the number of a stream that was closed."""
    command = f"{shlex.quote(str(COMMAND))} rebuild {ROOT / 'seeds'} нет --index {tmp_path}/index"
    assert subprocess.run(["/bin/sh", "-c", f"{command} {closed}"], check=False).returncode == 3
    assert not indexer.check(str(tmp_path / "index"), True).faults
    with indexer.open_engine(tmp_path / "index") as engine:
        assert engine.search("кластер").total == 13


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-r"])
def test_russian_is_printed_whatever_the_locale(innopoisk: Run, seeds_index: Path, encoding: str) -> None:
    done = innopoisk("search", "Pegas", index=seeds_index, environment={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert "1. Президент Татарстана" in done.stdout


# A damaged index

HARM: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "halved": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "one byte short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "garbage": lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    "garbage at its end": lambda path: path.write_bytes(path.read_bytes()[:-40] + os.urandom(40)),
}
FILES = (
    "segments.json",
    "abbreviations.json",
    "lexicon",
    "stories",
    "words",
    "MAIN_000000.docs",
    "MAIN_000000.terms",
    "MAIN_000000.texts",
    "_MAIN_1.toc",
    "manifest.json",
)


def test_all_files_of_an_index_are_harmed_below(seeds_index: Path) -> None:
    held = {path.name for path in (seeds_index / "gen-0001").iterdir()}
    assert held - {"lease", "published", "verified.json"} == set(FILES)


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_index_is_refused(seeds_index: Path, tmp_path: Path, name: str, harm: str) -> None:
    index = tmp_path / "index"
    shutil.copytree(seeds_index, index)
    (index / "gen-0001" / name).chmod(0o644)
    HARM[harm](index / "gen-0001" / name)
    with pytest.raises(indexer.IndexDamaged, match=r"[а-яё]{3}"):
        indexer.open_engine(index)


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_current_is_told_and_what_was_published_last_answers(
    seeds_index: Path, tmp_path: Path, harm: str
) -> None:
    index = tmp_path / "index"
    shutil.copytree(seeds_index, index)
    HARM[harm](index / "CURRENT")
    with indexer.open_engine(index) as engine:
        fault = engine.stats().fault
        assert engine.search("кластер").total
    if harm == "one byte short":  # only its line end is gone
        assert fault is None
    else:
        assert "пока отвечает указатель gen-0001" in str(fault)


def test_a_pipe_in_the_place_of_current_is_damage_and_nobody_waits(seeds_index: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(seeds_index, index)
    (index / "CURRENT").unlink()
    os.mkfifo(index / "CURRENT")
    with indexer.open_engine(index) as engine:
        assert "пока отвечает указатель gen-0001" in str(engine.stats().fault)


def test_a_damaged_index_is_exit_code_2_and_one_sentence(innopoisk: Run, seeds_index: Path, tmp_path: Path) -> None:
    for name in FILES[::2]:
        index = tmp_path / name
        shutil.copytree(seeds_index, index)
        (index / "gen-0001" / name).chmod(0o644)
        HARM["halved"](index / "gen-0001" / name)
        done = innopoisk("search", "кластер", index=index)
        assert done.returncode == 2, name
        assert said_once(done)


@pytest.mark.parametrize("name", ["lexicon", "segments.json"])
def test_what_cannot_be_added_to_is_not_updated(innopoisk: Run, seeds_index: Path, tmp_path: Path, name: str) -> None:
    index = tmp_path / "index"
    shutil.copytree(seeds_index, index)
    (index / "gen-0001" / name).chmod(0o644)
    HARM["halved"](index / "gen-0001" / name)
    done = innopoisk("update", index=index)
    assert done.returncode == 4
    assert f"повреждён файл {name}" in said_once(done)
    assert (index / "CURRENT").read_text(encoding="ascii") == "gen-0001\n"


def test_rebuilding_mends_a_damaged_index(innopoisk: Run, seeds_index: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(seeds_index, index)
    (index / "CURRENT").write_text("gen-0007\n", encoding="ascii")
    assert innopoisk("check", index=index).returncode == 1
    assert innopoisk("rebuild", index=index).returncode == 0
    assert innopoisk("check", index=index).returncode == 0
    assert_serves(index, "gen-0002", "кластер")


# Interrupted and killed


@pytest.fixture(scope="module")
def long_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rows enough to keep two workers busy for several seconds."""
    words = " ".join(f"слово{number} кластер технопарк регион" for number in range(60))
    source = tmp_path_factory.mktemp("long") / "rows.jsonl.gz"
    with gzip.open(source, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(lines({"id": f"d{number}", "text": f"Новость {number}. {words}"}) for number in range(25_000))
    return source


@pytest.fixture
def old_index(seeds_index: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds_index, tmp_path / "index"))


def test_ctrl_c_stops_at_once_and_the_old_index_serves(long_work: Path, old_index: Path) -> None:
    with rebuilding(long_work, old_index) as process:
        workers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the whole group
        said = process.communicate(timeout=60)[1].decode()
        assert gone(workers)
    assert (process.returncode, said) == (130, "остановлено; указатель, если он был, цел\n")
    assert_serves(old_index, "gen-0001")
    assert not (old_index / "gen-0002").exists()


def test_an_interrupt_to_the_parent_alone(long_work: Path, old_index: Path) -> None:
    with rebuilding(long_work, old_index) as process:
        workers = children(process.pid)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
        assert gone(workers)
    assert (process.returncode, said) == (130, "остановлено; указатель, если он был, цел\n")
    assert not (old_index / "gen-0002").exists()


def test_a_killed_worker_publishes_nothing(long_work: Path, old_index: Path) -> None:
    with rebuilding(long_work, old_index) as process:
        workers = children(process.pid)
        os.kill(workers[0], signal.SIGKILL)
        said = process.communicate(timeout=60)[1].decode()
        assert gone(workers)
    assert process.returncode == 4
    assert said.startswith("рабочий процесс завершился")
    assert said.count("\n") == 1
    assert_serves(old_index, "gen-0001")
    assert not (old_index / "gen-0002").exists()


def test_after_a_kill_the_old_index_serves_and_the_next_rebuild_cleans_up(
    innopoisk: Run, long_work: Path, old_index: Path
) -> None:
    with rebuilding(long_work, old_index) as process:
        workers = children(process.pid)
        process.kill()
        process.wait(timeout=60)
        assert gone(workers)
    assert (old_index / "gen-0002").exists()
    assert_serves(old_index, "gen-0001")
    done = innopoisk("rebuild", index=old_index)
    assert done.returncode == 0, done.stderr
    assert_serves(old_index, "gen-0002", "кластер")
    assert sorted(path.name for path in old_index.glob("gen-*")) == ["gen-0001", "gen-0002"]


def test_of_two_rebuilds_the_second_is_sent_away(innopoisk: Run, long_work: Path, old_index: Path) -> None:
    with rebuilding(long_work, old_index) as process:
        done = innopoisk("rebuild", index=old_index)
        assert done.returncode == 75
        assert said_once(done) == f"указатель «{old_index}» сейчас строит другой процесс (номер {process.pid})"
        assert process.poll() is None
        assert innopoisk("search", "кластер", index=old_index).returncode == 0


@contextmanager
def rebuilding(source: Path, index: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A rebuild in the middle of its work, in a process group of its own as a shell would start it."""
    with subprocess.Popen(
        [COMMAND, "rebuild", source, "--index", index, "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs the tests in the background of a shell ignores SIGINT, and so would all that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            wait_for(lambda: len(children(process.pid)) == 2)
            time.sleep(0.5)
            assert process.poll() is None
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def assert_serves(index: Path, generation: str, query: str = "технопарк ИЛИ кластер") -> None:
    assert (index / "CURRENT").read_text(encoding="ascii") == f"{generation}\n"
    with indexer.open_engine(index) as engine:
        assert engine.stats().generation == generation
        assert engine.search(query).total > 0


def children(process: int) -> list[int]:
    try:
        return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def gone(processes: list[int]) -> bool:
    """Whether the processes end; a moment on a quiet machine, a minute is waited."""
    wait_for(lambda: not any(Path(f"/proc/{number}/cmdline").exists() and is_ours(number) for number in processes))
    return True


def is_ours(process: int) -> bool:
    """Not a zombie, and no other process of the same number."""
    try:
        return b"innopoisk" in Path(f"/proc/{process}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def wait_for(is_so: Callable[[], bool], most: float = 60) -> None:
    deadline = time.monotonic() + most
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
