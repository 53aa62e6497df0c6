"""What docstrings show is what happens: every example behind `>>>`, where «…» stands for anything."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOWING = [
    path.relative_to(ROOT).with_suffix("")
    for room in ("indexer", "web", "benchmarks")
    for path in sorted(ROOT.glob(f"{room}/**/*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]
PEERS = ("tantivy", "xapian")  # which benchmarks compare us with, where they are installed


class Checker(doctest.OutputChecker):
    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return super().check_output(want.replace("…", "..."), got, optionflags | doctest.ELLIPSIS)


@pytest.mark.parametrize("path", SHOWING, ids=str)
def test_examples_are_true(path: Path) -> None:
    name = ".".join(path.parts).removesuffix(".__init__")
    try:
        module = import_module(name)
    except ModuleNotFoundError as absent:
        if absent.name in PEERS:
            pytest.skip(f"{absent.name} is not installed")
        raise
    runner = doctest.DocTestRunner(Checker(), verbose=False)
    said: list[str] = []
    tests = [one for one in doctest.DocTestFinder().find(module) if one.examples]
    for test in tests:
        runner.run(test, out=said.append)
    assert tests
    assert not runner.failures, "".join(said)
