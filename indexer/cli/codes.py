"""Exit codes: those of grep for `search`, those of sysexits for the rest."""

FOUND = 0
NOT_FOUND = 1
DAMAGED = 1  # of `check`
TROUBLE = 2  # wrong use, unreadable query, no index
SOME_SKIPPED = 3  # published, but not every source or row is in
NOTHING_PUBLISHED = 4  # the old index still serves
LOCKED = 75  # another process is building
INTERRUPTED = 130
