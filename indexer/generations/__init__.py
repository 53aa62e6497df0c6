"""Whole indexes on disk: a generation becomes visible at once, or not at all.

index_data/
  CURRENT        "gen-0002\\n": the generation that serves, replaced by one atomic rename
  gen-0001/      the previous one, kept until the next is published
  gen-0002/      immutable once published
  writer.lock    held by the one process that writes, with its number inside
"""
