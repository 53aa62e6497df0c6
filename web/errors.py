"""What can go wrong in the web room itself, beside the faults of the engine.

    InnopoiskError
    ├── RequestError     an argument of the address cannot be read
    ├── ArticleMissing   the index holds no article with that url
    └── ServeError       the address to serve at cannot be had

Every message is one Russian sentence; `faults` shows the first two, the command line the third.
"""

from indexer import InnopoiskError


class RequestError(InnopoiskError):
    """An argument of the address cannot be read."""


class ArticleMissing(InnopoiskError):
    """The index holds no article with that url."""


class ServeError(InnopoiskError):
    """The address to serve at cannot be had."""
