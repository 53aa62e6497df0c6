"""What a rule is, for people: described("published", "time_tag") == "пометка времени у статьи: `<time datetime=…"`.

The words stand in rules.tsv, a row for every rule: its question, its name, and what it sees in Russian. Rules that
drop lines answer «boilerplate» or «page»; a line that gave the title, say, was dropped by a rule of that question.
"""

import functools
from pathlib import Path

DROPPING = ("boilerplate", "page", "title", "published", "source", "listing")


def described(question: str, rule: str) -> str:
    """What the rule sees; nothing where the table does not know it, as of an index of other rules."""
    return _table().get((question, rule), "")


def described_dropping(rule: str) -> str:
    """What a rule sees by which a line was dropped, whatever its question."""
    return next(filter(None, (described(question, rule) for question in DROPPING)), "")


@functools.cache
def _table() -> dict[tuple[str, str], str]:
    text = Path(__file__).with_name("rules.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in text.splitlines()[1:])
    return {(question, rule): description for question, rule, description in rows}
