"""Whose readings are these? A build asks, before it adds to an index; a search need not load what answers.

>>> fingerprint()  # of `lemma`, its dictionary and its stemmer
'3/2.4.417150.4580142/2.2.0'
"""

from importlib.metadata import version

from indexer.text.lemma import READINGS_VERSION


def fingerprint() -> str:
    """Which readings these are: indexes whose forms were read otherwise must be rebuilt."""
    return f"{READINGS_VERSION}/{version('pymorphy3-dicts-ru')}/{version('snowballstemmer')}"
