"""May an address hold Cyrillic letters as they are typed? Here it may: curl 'http://127.0.0.1:8000/api/search?q=кластер'

RFC 9112 wants them percent-encoded, as browsers send them and curl does not; gunicorn 27 refuses all others.
As UTF-8 they are mistaken for nothing else: what may end a line or a word of the head stays refused, broken UTF-8 too.
"""

import re

from gunicorn.http import message  # type: ignore[import-untyped]

_CONTROL = re.compile(r"[\x00-\x20\x7f]")


class Refused:
    """Stands in for gunicorn's regular expression of what no target of a request may hold."""

    def search(self, target: str) -> bool:
        """Whether a target is refused; gunicorn has read its bytes as latin-1.

        >>> Refused().search("/?q=a b"), Refused().search("/?q=кластер".encode().decode("latin-1"))
        (True, False)
        """
        try:
            target.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return True
        return _CONTROL.search(target) is not None


def take_raw_letters() -> None:
    """Let gunicorn take them, in this process and in those that it starts."""
    message.RFC9112_TARGET_INVALID = Refused()
