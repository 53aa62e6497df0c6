"""The systems that are measured, one module each; every one says how it is built and how it is asked.

A new system is one module with what `system.System` asks for, and its name in SYSTEMS.
"""

from importlib import import_module
from typing import cast

from benchmarks.systems.system import System

SYSTEMS = ("innopoisk", "stock_whoosh", "tantivy_stems", "sqlite_lemmas", "xapian_stems")


def load(name: str) -> System:
    """The module of a system; ImportError when the library it measures is not installed."""
    return cast(System, import_module(f"{__name__}.{name}"))
