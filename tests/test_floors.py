"""The building stands: a room may call down to a lower floor, never up and never next door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = (
    {"errors", "article", "fields", "later"},
    {"text"},
    {"places"},
    {"sources", "cleaning", "search", "columnar", "generations"},
    {"opened"},
    {"indexing", "matching"},
    {"corrections"},
    {"engines"},
    {"building"},
    {"cli", "web"},
    {"__main__"},
)
TOP = 9
DOOR = "indexer"  # stands outside: only the top floor comes in through it
MODULES = sorted(ROOT.glob("indexer/**/*.py")) + sorted(ROOT.glob("web/**/*.py"))
# Heavy libraries that a command may not need, each loaded where it is first used.
LAZY = {"pymorphy3", "rapidfuzz", "whoosh.fields", "web.serve", "rich.console", "rich.progress"}
LAZY |= {"lxml.etree", "trafilatura", "feedparser", "charset_normalizer.from_bytes"}  # for pages and feeds alone


def room(module: str) -> str:
    """'indexer.text.lemma' lives in the room 'text'; 'web.views' lives in 'web'."""
    parts = module.split(".")
    return parts[1] if parts[0] == "indexer" and len(parts) > 1 else parts[0]


def floor(module: str) -> int | None:
    return next((number for number, rooms in enumerate(FLOORS) if room(module) in rooms), None)


def imports(tree: ast.AST, path: Path) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the full name, not a dotted one"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down(path: Path) -> None:
    here = name_of(path)
    if here == DOOR:
        return
    for there in imports(ast.parse(path.read_text(encoding="utf-8")), path):
        if room(here) == room(there) or not there.startswith(("indexer", "web")):
            continue
        here_floor, there_floor = floor(here), floor(there)
        assert here_floor is not None, f"{here} lives on no floor"
        if there_floor is None:
            assert here_floor >= TOP, f"{here} comes in through the door {there}"
            continue
        is_lazy = any(there.startswith(one) for one in LAZY)
        assert there_floor < here_floor or is_lazy, f"{here} (floor {here_floor}) imports {there} (floor {there_floor})"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_import_only_what_is_heavy(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            found = {one for one in imports(function, path) if not any(one.startswith(lazy) for lazy in LAZY)}
            assert not found, f"{name_of(path)}.{function.name} imports {found}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_answers(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.stat().st_size == 0


def test_no_room_has_lost_its_name() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "base", "common", "core", "misc"}
