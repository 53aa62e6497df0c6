"""What takes the room of an index? python -m benchmarks.bytes_on_disk INDEX

The files of the generation that serves, segments summed, and within them the columns, the largest first.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.options import parser_of
from benchmarks.table import markdown
from indexer.columnar.arrays import open_columns
from indexer.columnar.layout import DOCS, TERMS, TEXTS
from indexer.generations.serving import current
from indexer.opened.lexicon import LEXICON
from indexer.opened.stories import STORIES
from indexer.opened.words import WORDS

SEGMENT = (TERMS, DOCS, TEXTS)
OF_COLUMNS = (*SEGMENT, LEXICON, STORIES, WORDS)
LEAST = 0.001  # of all bytes, for a row of its own
FRAME = "(frame)"


def sizes(folder: Path) -> Counter[tuple[str, str]]:
    """Bytes by file (of segments: its suffix) and column, of a generation."""
    found: Counter[tuple[str, str]] = Counter()
    for path in folder.iterdir():
        kind = path.suffix if path.suffix in SEGMENT else path.name
        if kind not in OF_COLUMNS:
            found[kind, ""] += path.stat().st_size
            continue
        columns = open_columns(path)
        for name, size in columns.sizes().items():
            found[kind, name] += size
        found[kind, FRAME] += path.stat().st_size - sum(columns.sizes().values())
    return found


def rows(found: Counter[tuple[str, str]]) -> list[list[str]]:
    """A row for each file, and below it for each column that takes a thousandth of all or more."""
    files: Counter[str] = Counter()
    for (kind, _), size in found.items():
        files[kind] += size
    total = files.total()
    table = [["all", f"{total / 1e6:.2f}", "100.0"]]
    for kind, size in files.most_common():
        inside = [(name, part) for (file, name), part in found.most_common() if file == kind and name]
        shown = [(f"· {name}", part) for name, part in inside if part >= LEAST * total]
        table += [
            [name, f"{part / 1e6:.2f}", f"{100 * part / total:.1f}"] for name, part in [(f"**{kind}**", size), *shown]
        ]
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = parser_of("bytes_on_disk", __doc__)
    parser.add_argument("index", metavar="INDEX", help="an index that innopoisk has built")
    folder = current(Path(parser.parse_args(arguments).index))
    print(markdown(["file, column", "MB", "%"], rows(sizes(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
