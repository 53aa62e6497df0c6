"""Rooms that few commands enter are loaded when first asked: explain = later("indexer.engines.explain", "explain").

Importing is most of what a command costs that answers in two milliseconds; a dozen modules are some ten more. The name
is imported as usual for whoever checks types:

    if TYPE_CHECKING:
        from indexer.engines.explain import explain
    else:
        explain = later("indexer.engines.explain", "explain")
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(room: str, name: str) -> Callable[..., Any]:
    """What a module offers under that name; the first call loads the module."""
    found: Callable[..., Any] | None = None

    def loaded(*arguments: Any, **options: Any) -> Any:
        nonlocal found
        if found is None:
            found = getattr(import_module(room), name)
        return found(*arguments, **options)

    return loaded
