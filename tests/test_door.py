"""The door: what `import indexer` offers, and how little it loads."""

import ast
import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

import indexer

PROMISED = {
    "Article", "IndexDamaged", "IndexLocked", "IndexMissing", "IndexOutdated", "InnopoiskError", "QueryError", "Hit",
    "Results", "SourceError", "open_engine", "rebuild",
}  # fmt: skip


def test_every_name_of_the_door_opens() -> None:
    assert set(indexer.__all__) >= PROMISED
    for name in indexer.__all__:
        assert getattr(indexer, name) is not None


def test_the_three_lists_of_the_door_agree() -> None:
    tree = ast.parse(Path(indexer.__file__).read_text(encoding="utf-8"))
    typed = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed - {"import_module", "TYPE_CHECKING", "Any"} == set(indexer.__all__) == set(indexer._ROOM_OF)


def test_what_is_not_loaded_yet_is_completed_and_told_by_help() -> None:
    script = "import indexer, pydoc; print(set(indexer.__all__) <= set(dir(indexer)), pydoc.render_doc(indexer))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told.startswith("True")
    assert "open_engine(index" in pydoc.plain(told)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        indexer.nothing  # noqa: B018


def test_importing_the_door_loads_nothing_heavy() -> None:
    script = "import indexer, sys; print([m for m in ('numpy', 'whoosh', 'pymorphy3', 'flask') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_printed_article_does_not_fill_the_screen_with_its_body() -> None:
    article = indexer.Article("a", "Открыт технопарк", "Длинный рассказ о технопарке.")
    assert "Открыт технопарк" in repr(article)
    assert "Длинный" not in repr(article)
