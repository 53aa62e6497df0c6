"""What can go wrong in the web room itself, beside the faults of the engine.

    InnopoiskError
    ├── RequestError     an argument of the address cannot be read
    ├── ArticleMissing   the index holds no article with that url
    ├── Busy             no answer now, but after `pause` seconds
    │   ├── TooManyRequests    this address asked too often
    │   ├── Overloaded         all are busy
    │   └── Short              the machine has run out of memory, files or threads
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


class Short(Busy):
    """The machine has run out of something that it may have again: «не хватает памяти»."""

    def __init__(self, lack: str, pause: float) -> None:
        self.message = f"серверу сейчас тяжело — {lack}: повторите через минуту"
        super().__init__(pause)


class ServeError(InnopoiskError):
    """The address to serve at cannot be had."""
