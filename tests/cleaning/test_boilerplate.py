"""The tables of boilerplate: every row is witnessed."""

import re

import pytest

from indexer.cleaning.boilerplate import RULES, patterns, rule_of

ROWS = list(patterns())


@pytest.mark.parametrize(("rule", "pattern", "witness"), ROWS)
def test_every_pattern_sees_its_witness(rule: str, pattern: str, witness: str) -> None:
    assert rule in {each.__name__ for each in RULES}
    assert re.fullmatch(pattern, witness, re.IGNORECASE)
    assert rule_of(witness) == rule
