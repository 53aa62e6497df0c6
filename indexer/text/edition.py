"""Whose readings are these? A build asks, before it adds to an index; a search need not load what answers.

fingerprint()   ->   "6/2.4.417150.4580142/3.1.1", of `lemma`, its dictionary and its stemmer
"""

from importlib.metadata import version

from indexer.text.lemma import READINGS_VERSION


def fingerprint() -> str:
    """Which readings these are: indexes whose forms were read otherwise must be rebuilt."""
    return f"{READINGS_VERSION}/{version('pymorphy3-dicts-ru')}/{version('snowballstemmer')}"
