"""Rows of cells as a Markdown table: the first column to the left, figures to the right."""

from collections.abc import Sequence


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table.

    >>> print(markdown(["system", "s"], [["a", "1"]]))
    | system | s |
    |---|--:|
    | a | 1 |
    """
    rule = "|---" + "|--:" * (len(heads) - 1) + "|"
    return "\n".join([_line(heads), rule, *map(_line, rows)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
