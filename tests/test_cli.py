"""The command as people meet it: what it prints where, with which exit code, how soon, and in which language."""

import json
import os
import pty
import re
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import indexer
from indexer.cli.commands import commands

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("innopoisk")
CLICK = "import click"
HEAVY = ("numpy", "whoosh", "pymorphy3", "flask", "rich")
FIRST = "seeds/000_ddc8df753232604c.txt"

Run = Callable[..., "subprocess.CompletedProcess[str]"]

HIT_KEYS = {
    "url", "title", "title_spans", "published", "source", "regions", "score", "matched", "fragments", "story",
}  # fmt: skip
RESULT_KEYS = {
    "query", "read_as", "total", "page", "pages", "took_ms", "notes", "correction", "hits", "facets",
    "choices", "stories", "timed_out",
}  # fmt: skip
REPORT_KEYS = {
    "found", "indexed", "skipped", "failed", "seconds", "documents_per_second", "bytes", "generation", "problems",
}  # fmt: skip
# What may stand in Latin letters in a Russian help: names of commands, files, formats, and values to type.
NAMES = set(
    "innopoisk index_data seeds txt html htm xml rss atom jsonl gz JSON API URL relevance date oldest Ctrl "
    "INNOPOISK_INDEX MRR nDCG query relevant kind".split()
)


# What is printed, and where


def test_search_prints_hits_as_the_answer_and_the_rest_as_remarks(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "кластеры Татарстана", index=seeds_index)
    assert done.returncode == 0
    assert re.fullmatch(r"найдены? \d стат\w+ за .* с: кластер И татарстан\n", done.stderr)
    titles = [line for line in done.stdout.splitlines() if re.match(r"\d+\. ", line)]
    assert titles[0].startswith("1. Президент Татарстана предложил")
    assert titles[1].startswith("2. 24 июня в Саранске")
    assert "   Татар-информ" in done.stdout
    assert f"   {FIRST}\n" in done.stdout


def test_what_filters_left_out_is_told_apart(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "кластер", "--year", "1999", index=seeds_index)
    assert done.returncode == 1
    assert done.stderr == (
        "ничего не найдено: кластер\nс таким отбором ничего, а без него:\nотдельно «кластер» — 13 статей\n"
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("бегемот", "ничего не найдено: бегемот\n"),
        (
            '"кластер Татарстана" год:1999',
            'ничего не найдено: "кластер татарстан" И дата:1999-01-01..1999-12-31\n'
            "без кавычек и знаков — 2 статьи: кластер Татарстана\n"
            "отдельно «кластер» — 13 статей\nотдельно «Татарстана» — 2 статьи\n",
        ),
        ("!кластерище", "ничего не найдено: !кластерище\nпохожие на «кластерище» слова: кластерные, кластер\n"),
    ],
)
def test_nothing_found_is_exit_code_1_no_answer_and_what_may_help(
    innopoisk: Run, seeds_index: Path, query: str, said: str
) -> None:
    done = innopoisk("search", query, index=seeds_index)
    assert (done.returncode, done.stdout, done.stderr.replace("\xa0", " ")) == (1, "", said)
    assert innopoisk("search", query, "--json", index=seeds_index).stderr == ""


def test_a_relaxed_query_says_so(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "кластеры Татарстана Мальсагов Алабуга", index=seeds_index)
    assert done.returncode == 0
    assert "хотя бы часть слов" in done.stderr
    assert "хотя бы часть слов" not in done.stdout


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("кластеры весной 2016", "за весну 2016 года — 1 статья: кластеры дата:2016-03..2016-05\n"),
        (
            "кластеры в Татарстане",
            'о регионе «Республика Татарстан» — 2 статьи: кластеры регион:"Республика Татарстан"\n',
        ),
        ("кластеры летом 2016", ""),
    ],
)
def test_days_and_a_region_among_the_words_are_offered_as_a_query(
    innopoisk: Run, tmp_path: Path, query: str, told: str
) -> None:
    articles = (
        {"url": "a", "text": "Кластеры Татарстана растут, как и в 2016 году.", "published": "2017-02-01"},
        {"url": "b", "text": "В Казани кластеры приняли новых участников.", "published": "2016-04-12"},
    )
    source = tmp_path / "news.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    assert innopoisk("rebuild", str(source), index=tmp_path / "index").returncode == 0
    done = innopoisk("search", query, index=tmp_path / "index")
    assert done.stderr.partition(" с: ")[2].partition("\n")[2] == told
    if told:
        offered = innopoisk("search", told.partition(": ")[2].strip(), index=tmp_path / "index")
        assert offered.returncode == 0


def test_words_need_no_quotes(innopoisk: Run, seeds_index: Path) -> None:
    apart = innopoisk("search", "круглый", "стол", "--json", index=seeds_index)
    together = innopoisk("search", "круглый стол", "--json", index=seeds_index)
    assert urls(apart) == urls(together) != []


def test_a_minus_is_no_option(innopoisk: Run, seeds_index: Path) -> None:
    everything = innopoisk("search", "кластер", "--limit", "50", "--json", index=seeds_index)
    without = innopoisk("search", "кластер", "-французский", "--limit", "50", "--json", index=seeds_index)
    assert set(urls(without)) < set(urls(everything))


@pytest.mark.parametrize("said", ["кластеры Татарстана", "\n кластеры\n Татарстана \n"])
def test_a_dash_reads_standard_input(innopoisk: Run, seeds_index: Path, said: str) -> None:
    assert urls(innopoisk("search", "-", "--json", index=seeds_index, said=said))[0] == FIRST


def test_the_same_as_a_module(seeds_index: Path) -> None:
    asked = ["search", "Pegas", "--index", str(seeds_index)]
    module = subprocess.run([sys.executable, "-m", "indexer", *asked], capture_output=True, text=True, check=True)
    command = subprocess.run([COMMAND, *asked], capture_output=True, text=True, check=True)
    assert module.stdout == command.stdout != ""


def test_json_has_the_promised_keys_and_no_others(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "кластер", "--json", "--limit", "3", index=seeds_index)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert set(found) == RESULT_KEYS
    assert (found["query"], found["page"], found["pages"]) == ("кластер", 1, -(-found["total"] // 3))
    assert (found["correction"], found["notes"]) == (None, [])
    assert set(found["facets"]) == {"region", "source", "year"}
    assert all(set(count) == {"value", "count"} for counts in found["facets"].values() for count in counts)
    assert len(found["hits"]) == 3
    for hit in found["hits"]:
        assert set(hit) == HIT_KEYS
        assert all(set(fragment) == {"text", "spans"} for fragment in hit["fragments"])
        texts = [(hit["title"], hit["title_spans"]), *((one["text"], one["spans"]) for one in hit["fragments"])]
        forms = [text[start:stop].lower() for text, spans in texts for start, stop in spans]
        assert forms
        assert all(form.startswith("кластер") for form in forms)
    assert [type(found[key]) for key in ("total", "took_ms", "read_as")] == [int, float, str]


def test_json_says_null_where_nothing_is_known(innopoisk: Run, seeds_index: Path) -> None:
    found = json.loads(innopoisk("search", "кластер", "--limit", "50", "--json", index=seeds_index).stdout)
    dates = {hit["url"].removeprefix("seeds/")[:3]: (hit["published"], hit["source"]) for hit in found["hits"]}
    assert dates["004"] == ("2016-05-31", "Пресс-служба МЦ Armtorg")
    assert dates["000"] == (None, "Татар-информ")
    assert dates["002"] == (None, None)
    assert {hit["story"] for hit in found["hits"]} == {None}


def test_json_is_told_even_when_nothing_is_found(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "бегемот", "--json", index=seeds_index)
    found = json.loads(done.stdout)
    assert (done.returncode, found["total"], found["hits"], set(found)) == (1, 0, [], RESULT_KEYS)


def test_rebuild_counts_on_standard_error(innopoisk: Run, tmp_path: Path) -> None:
    done = innopoisk("rebuild", "seeds", "--workers", "1", index=tmp_path / "index")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("найдено 14 = в указателе 14 + пропущено 0 + не прочитано 0\n")
    assert "gen-0001" in done.stderr


def test_rebuild_as_json(innopoisk: Run, tmp_path: Path) -> None:
    done = innopoisk("rebuild", "seeds", tmp_path / "нет.txt", "--json", index=tmp_path / "index")
    report = json.loads(done.stdout)
    assert set(report) == REPORT_KEYS
    assert (report["found"], report["indexed"], report["skipped"], report["failed"]) == (15, 14, 0, 1)
    assert report["problems"] == [{"source": (tmp_path / "нет.txt").as_posix(), "reason": "файла или папки нет"}]
    assert (done.returncode, done.stderr) == (3, "")


def test_rebuild_as_json_where_nothing_is_kept(innopoisk: Run, tmp_path: Path) -> None:
    asked = "rebuild", tmp_path / "нет.txt", tmp_path / "нет.html", "--json"
    for generation in (None, "gen-0001"):
        done = innopoisk(*asked, index=tmp_path / "index")
        report = json.loads(done.stdout)
        assert set(report) == REPORT_KEYS
        assert (report["found"], report["indexed"], report["skipped"], report["failed"]) == (2, 0, 0, 2)
        assert [problem["reason"] for problem in report["problems"]] == ["файла или папки нет"] * 2
        assert (report["generation"], done.returncode) == (generation, 4)
        assert done.stderr.startswith("ни одной статьи не удалось прочитать")
        assert innopoisk("rebuild", "seeds", index=tmp_path / "index").returncode == 0


@pytest.mark.parametrize("command", ["rebuild", "update"])
def test_where_memory_is_short_nothing_is_published(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also before the writing begins: the exit code is 4, as of every run that publishes nothing."""

    def short(*_asked: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr(indexer, command, short)
    with pytest.raises(indexer.BuildError, match="не хватает памяти: указатель не построен"):
        commands.main([command, "seeds"], standalone_mode=False)


def test_dates_that_cannot_be_read_are_remarked(innopoisk: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text('{"url": "a", "text": "В Томске открыт технопарк.", "date": "давно"}', encoding="utf-8")
    done = innopoisk("rebuild", source, "--json", index=tmp_path / "index")
    assert (done.returncode, done.stderr) == (0, "у 1 статьи дата не прочитана; первая из них — «давно» (a)\n")
    assert set(json.loads(done.stdout)) == REPORT_KEYS


def test_rebuild_takes_seeds_when_nothing_is_named(innopoisk: Run, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("В Томске открыт технопарк.", encoding="utf-8")
    assert innopoisk("rebuild", cwd=tmp_path).returncode == 0
    assert (tmp_path / "index_data" / "CURRENT").read_text(encoding="ascii") == "gen-0001\n"
    assert innopoisk("search", "технопарки", cwd=tmp_path).returncode == 0


def test_stats(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("stats", index=seeds_index)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Статей: 14, ")
    assert "gen-0001" in done.stdout
    found = json.loads(innopoisk("stats", "--json", index=seeds_index).stdout)
    assert (found["documents"], found["segments"], found["generation"]) == (14, 1, "gen-0001")
    assert found["bytes"] == sum(path.stat().st_size for path in (seeds_index / "gen-0001").iterdir())
    assert found["terms"]["body"] > 500
    assert found["fields"] == list(found["terms"]) == ["title", "title_exact", "body", "body_exact"]
    assert {"documents", "terms", "fields", "segments", "bytes", "generation", "built"} <= set(found)


def test_explain_a_query(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("explain", "кластеры", "Татарстана", index=seeds_index)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Запрос прочитан так: кластер И татарстан\n")


def test_explain_an_article(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("explain", "кластеры", "--url", FIRST, index=seeds_index)
    assert done.returncode == 0
    assert "Оценка" in done.stdout
    assert "правило" in done.stdout
    alone = innopoisk("explain", "--url", FIRST, index=seeds_index)
    assert alone.returncode == 0
    assert "правило" in alone.stdout
    assert innopoisk("explain", "--url", "нет такой", index=seeds_index).returncode == 1


def test_version(innopoisk: Run) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", innopoisk("--version").stdout)


# Where the index is


def test_the_option_goes_before_the_environment(innopoisk: Run, seeds_index: Path, tmp_path: Path) -> None:
    assert innopoisk("stats", "--index", seeds_index, index=tmp_path / "нет").returncode == 0
    assert innopoisk("stats", "--index", tmp_path / "нет", index=seeds_index).returncode == 2


# Options of `search`

OPTIONS = [
    (["--limit", "2"], lambda every: every[:2]),
    (["--limit", "5", "--page", "2"], lambda every: every[5:10]),
    (["--limit", "5", "--page", "99"], lambda every: []),
    (["--source", "Татар-информ"], lambda every: only(every, "000")),
    (["--source", "татар-информ", "--source", "Пресс-служба МЦ Armtorg"], lambda every: only(every, "000", "004")),
    (["--source", "нет такого"], lambda every: []),
    (["--year", "2016"], lambda every: only(every, "004")),
    (["--year", "2015", "--year", "2016"], lambda every: only(every, "004")),
    (["--year", "2015"], lambda every: []),
    (["--since", "2016"], lambda every: only(every, "004")),
    (["--since", "2016-05-31", "--until", "2016-05-31"], lambda every: only(every, "004")),
    (["--since", "2016-06"], lambda every: []),
    (["--until", "2016-05"], lambda every: only(every, "004")),
    (["--until", "2015"], lambda every: []),
]


@pytest.fixture(scope="module")
def every_cluster(seeds: "indexer.Engine") -> list[str]:
    return [hit.article.url for hit in seeds.search("кластер", limit=100).hits]


@pytest.mark.parametrize(
    ("options", "expected"), OPTIONS, ids=lambda each: " ".join(each) if type(each) is list else ""
)
def test_options_narrow_the_answer(
    innopoisk: Run,
    seeds_index: Path,
    every_cluster: list[str],
    options: list[str],
    expected: Callable[[list[str]], list[str]],
) -> None:
    done = innopoisk("search", "кластер", *options, "--json", index=seeds_index)
    wanted = expected(every_cluster)
    assert urls(done) == wanted
    found = json.loads(done.stdout)["total"]
    assert done.returncode == (0 if found else 1)
    if "--limit" in options:
        assert found == len(every_cluster)


@pytest.mark.parametrize("order", ["date", "oldest"])
def test_sorting_by_date_leaves_the_undated_for_last(
    innopoisk: Run, seeds_index: Path, every_cluster: list[str], order: str
) -> None:
    done = innopoisk("search", "кластер", "--sort", order, "--limit", "100", "--json", index=seeds_index)
    assert urls(done)[0] == only(every_cluster, "004")[0]
    assert sorted(urls(done)) == sorted(every_cluster)


def test_hits_of_a_later_page_keep_their_numbers(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "кластер", "--limit", "4", "--page", "2", index=seeds_index)
    assert re.findall(r"^\d+", done.stdout, re.MULTILINE) == ["5", "6", "7", "8"]


def test_a_page_beyond_the_last_says_so(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "кластер", "--page", "9", index=seeds_index)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"на странице 9 ничего нет: всего страниц \d\n", done.stderr)


# Colours


def test_a_pipe_gets_no_colours(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "кластеры Татарстана", index=seeds_index)
    assert "\x1b" not in done.stdout + done.stderr


def test_a_terminal_gets_the_found_words_highlighted(seeds_index: Path, clean_environment: dict[str, str]) -> None:
    shown = in_terminal(clean_environment, "search", "кластеры Татарстана", "--index", str(seeds_index))
    marked = {form.lower() for form in re.findall("\x1b\\[33m\x1b\\[1m(.*?)\x1b\\[0m", shown)}
    assert {"татарстана", "кластеров"} <= marked
    assert all(form.startswith(("кластер", "татарстан")) for form in marked)
    assert plain(shown).startswith("1. Президент Татарстана предложил")


def test_a_terminal_sees_what_the_hits_may_be_narrowed_to(seeds_index: Path, clean_environment: dict[str, str]) -> None:
    shown = in_terminal(clean_environment, "search", "кластер", "--index", str(seeds_index), stream="stderr")
    assert re.search("^Источники: .+ — 1, .+ — 1", plain(shown), re.MULTILINE)


def test_no_color_is_obeyed_in_a_terminal(innopoisk: Run, seeds_index: Path, clean_environment: dict[str, str]) -> None:
    asked = ("search", "кластеры Татарстана", "--index", str(seeds_index))
    shown = in_terminal(clean_environment | {"NO_COLOR": "1"}, *asked)
    assert "\x1b" not in shown
    assert shown == innopoisk(*asked).stdout


def test_a_terminal_sees_a_bar_and_the_counts_stay(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    asked = ("rebuild", "seeds", "--index", str(tmp_path / "index"))
    shown = in_terminal(clean_environment | {"TERM": "xterm-256color"}, *asked, stream="stderr")
    assert "прочитан" in shown
    assert "осталось" in shown
    assert "прочитано 14\xa0статей, пишу указатель" in plain(shown)
    assert "найдено 14 = в указателе 14" in plain(shown)
    assert not set(re.findall(r"[A-Za-z]{2,}", plain(shown))) - {"gen"}


# Help


@pytest.mark.parametrize("name", ["", *sorted(commands.commands)])
def test_help_is_russian_and_has_an_example(innopoisk: Run, name: str) -> None:
    done = innopoisk(*([name] if name else []), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Как вызвать: innopoisk")
    if name:
        assert re.search(rf"Пример:\s+innopoisk {name}", done.stdout)
    words = re.sub(r"--[a-z-]+|[a-z]+/\S+|-V\b", " ", done.stdout)
    assert set(re.findall(r"[A-Za-z_]{2,}", words)) <= NAMES | set(commands.commands)
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_every_option_is_explained(innopoisk: Run) -> None:
    for name in commands.commands:
        done = innopoisk(name, "--help")
        options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)(.*(?:\n {20,}.*)*)", done.stdout, re.MULTILINE)
        assert "--help" in dict(options)
        assert all(re.search(r"[а-яё]{3}", said) for _, said in options)


def test_help_is_what_you_get_when_you_say_nothing(innopoisk: Run) -> None:
    alone = innopoisk()
    assert (alone.returncode, alone.stdout) == (0, innopoisk("--help").stdout)


# How soon


def test_help_comes_at_once(clean_environment: dict[str, str]) -> None:
    """A slow machine is slow to load click too: help takes a quarter more, with numpy it would be thrice as long."""
    help_and_click = [
        (seconds_of(clean_environment, COMMAND, "--help"), seconds_of(clean_environment, sys.executable, "-c", CLICK))
        for _ in range(7)
    ]
    of_help, of_click = (statistics.median(seconds) for seconds in zip(*help_and_click, strict=True))
    assert of_help < 2 * of_click


def test_help_loads_nothing_heavy(clean_environment: dict[str, str]) -> None:
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "indexer", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=clean_environment,
    ).stderr
    modules = {line.rsplit("|", 1)[1].strip() for line in loaded.splitlines() if "|" in line}
    assert "indexer.cli.commands" in modules
    assert not {module for module in modules if module.split(".")[0] in HEAVY}


def test_a_search_of_known_words_is_quick(clean_environment: dict[str, str], seeds_index: Path) -> None:
    """Beside what numpy takes to be loaded; looking for garbage, threads of numpy and the dictionary would show."""
    asked = (COMMAND, "search", "кластеров Татарстана", "--index", str(seeds_index))
    of_search, of_numpy = (
        min(seconds_of(clean_environment, *command) for _ in range(5))
        for command in (asked, (sys.executable, "-c", "import numpy"))
    )
    assert of_search < 4 * of_numpy


def test_a_search_of_known_words_loads_no_dictionary(seeds_index: Path) -> None:
    script = (
        "import sys, indexer\n"
        "with indexer.open_engine(sys.argv[1]) as engine:\n"
        "    for query in ('кластеров Татарстана', 'круглый стол', 'АИРР', 'Минниханова'):\n"
        "        assert engine.search(query).total, query\n"
        "print([name for name in ('pymorphy3', 'flask', 'click', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, seeds_index], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_search_loads_only_what_it_asks(seeds_index: Path) -> None:
    script = (
        "import sys, indexer\n"
        "with indexer.open_engine(sys.argv[1]) as engine:\n"
        "    assert engine.search('кластеров', facets=False).total\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, seeds_index], capture_output=True, text=True, check=True)
    unasked = {f"indexer.engines.{room}" for room in ("explain", "overview", "similar", "suggestions")}
    unasked |= {"indexer.corrections.attested", "indexer.corrections.corrected", "indexer.search.periods"}
    unasked |= {"indexer.text.dictionary", "indexer.places.gazetteer", "indexer.columnar.records"}
    assert all(map(find_spec, unasked))
    unasked |= {"whoosh", "rapidfuzz", "numpy.typing", "concurrent.futures", "hashlib"}
    assert not unasked & {*done.stdout.split()}


def urls(done: "subprocess.CompletedProcess[str]") -> list[str]:
    found: dict[str, Any] = json.loads(done.stdout)
    return [hit["url"] for hit in found["hits"]]


def only(every: list[str], *names: str) -> list[str]:
    """The urls that come from the seeds of those numbers."""
    return [url for url in every if url.removeprefix("seeds/").startswith(names)]


def seconds_of(environment: dict[str, str], *command: str | Path) -> float:
    """Of the processor, not by the clock: other work of the machine is not ours."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def plain(shown: str) -> str:
    """What is read of what a terminal was sent."""
    return re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", shown)


def in_terminal(environment: dict[str, str], *arguments: str, stream: str = "stdout") -> str:
    """What the command sends to a terminal on one of its streams."""
    ours, theirs = pty.openpty()
    other = {"stdout": "stderr", "stderr": "stdout"}[stream]
    with subprocess.Popen(
        [COMMAND, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        **{stream: theirs, other: subprocess.DEVNULL},  # type: ignore[arg-type]
    ) as process:
        os.close(theirs)
        sent = bytearray()
        while piece := _read(ours):
            sent += piece
        assert process.wait(timeout=60) == 0
    os.close(ours)
    return sent.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def test_completions_are_lines(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("suggest", "--limit", "3", "техноп", index=seeds_index)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert 1 <= len(lines) <= 3
    assert all(line.startswith("техноп") for line in lines)
    as_json = json.loads(innopoisk("suggest", "--json", "--limit", "3", "техноп", index=seeds_index).stdout)
    assert as_json["query"] == "техноп"
    assert [one["text"] for one in as_json["suggestions"]] == lines
    assert all(set(one) == {"text", "count"} and one["count"] > 0 for one in as_json["suggestions"])


def test_completions_have_exit_codes_like_search(innopoisk: Run, seeds_index: Path, tmp_path: Path) -> None:
    unknown = innopoisk("suggest", "ъъъ", index=seeds_index)
    assert (unknown.returncode, unknown.stdout, unknown.stderr) == (
        1,
        "",
        "«ъъъ» нечем дополнить: таких слов в указателе нет\n",
    )
    for nothing in ("", "  ", "«»"):
        refused = innopoisk("suggest", nothing, index=seeds_index)
        assert (refused.returncode, "нечего дополнять: напишите первые буквы слова" in refused.stderr) == (2, True)
    assert json.loads(innopoisk("suggest", "ъъъ", "--json", index=seeds_index).stdout)["suggestions"] == []
    assert innopoisk("suggest", index=seeds_index).returncode == 2
    assert innopoisk("suggest", "а", index=tmp_path / "none").returncode == 2
    assert "Пример:" in innopoisk("suggest", "--help").stdout


def test_a_corrected_search_says_so(innopoisk: Run, seeds_index: Path) -> None:
    done = innopoisk("search", "rkfcnth", index=seeds_index)
    assert done.returncode == 0
    assert "показано по запросу «кластер»; искать как набрано: !rkfcnth" in done.stderr
    found = json.loads(innopoisk("search", "rkfcnth", "--json", index=seeds_index).stdout)
    assert found["correction"] == {"query": "кластер", "kind": "layout", "applied": True}
    assert found["query"] == "rkfcnth"
    assert innopoisk("search", "!rkfcnth", index=seeds_index).returncode == 1
