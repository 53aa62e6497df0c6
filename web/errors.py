"""What can go wrong in the web room itself, beside the faults of the engine.

    InnopoiskError
    ├── RequestError     an argument of the address cannot be read
    ├── ArticleMissing   the index holds no article with that url
    ├── Busy             no answer now, but after `pause` seconds
    │   ├── TooManyRequests    this address asked too often
    │   └── Overloaded         all are busy
    └── ServeError       the address to serve at cannot be had

Every message is one Russian sentence; `faults` shows all but the last, the command line that.
"""

from indexer import InnopoiskError


class RequestError(InnopoiskError):
    """An argument of the address cannot be read."""


class ArticleMissing(InnopoiskError):
    """The index holds no article with that url."""


class Busy(InnopoiskError):
    """No answer now, but after `pause` seconds."""

    message = ""

    def __init__(self, pause: float) -> None:
        super().__init__(self.message)
        self.pause = pause


class TooManyRequests(Busy):
    """This address asked too often."""

    message = "с вашего адреса слишком много запросов подряд: подождите и повторите"


class Overloaded(Busy):
    """All are busy."""

    message = "сейчас слишком много запросов: повторите через секунду"


class ServeError(InnopoiskError):
    """The address to serve at cannot be had."""
