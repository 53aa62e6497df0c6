"""The engine of a command that asks it one question and ends: with engine_of("index_data") as engine: …"""

import gc

import indexer


def engine_of(index: str) -> "indexer.Engine":
    """The engine of an index. From now on nothing looks for garbage: a thirtieth of a search went to that."""
    gc.disable()
    return indexer.open_engine(index)
