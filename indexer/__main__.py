"""`python -m indexer` is `innopoisk`."""

from indexer.cli import main

main()
