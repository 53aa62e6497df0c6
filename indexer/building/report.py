"""What a run came to: Report(found=14, indexed=14, skipped=0, failed=0, …), and how far it is while it goes on: Counts.

Every source and every row ends in exactly one count: found = indexed + skipped + failed.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from indexer.sources import Problem
from indexer.text.wording import counted

OF_ARTICLES = ("статьи", "статей", "статей")


@dataclass(slots=True)
class Counts:
    """How far a run has come: articles by what became of them, and the share of the sources that is read; 1 is all."""

    found: int = 0
    indexed: int = 0
    skipped: int = 0
    failed: int = 0
    share: float = 0.0


@dataclass(slots=True)
class Undated:
    """Articles kept without the day that their carrier tells, for it cannot be read; the words of the first."""

    count: int = 0
    first: str = ""

    def add(self, count: int, first: str) -> None:
        """So many more; `first` is of the first of them."""
        self.first = self.first or first
        self.count += count

    def told(self) -> tuple[str, ...]:
        """What a person is told of them: nothing, or a sentence."""
        if not self.count:
            return ()
        return (f"у {counted(self.count, *OF_ARTICLES)} дата не прочитана; первая из них — {self.first}",)


Progress = Callable[[Counts], None]


def silent(_: Counts) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, in articles; `bytes` is the size on disk of the generation that serves after it.

    `is_new` is False when an update found nothing to add, change or remove, and left the generation as it was.
    `generation` is the one that serves then; None where nothing was ever published.
    `remarks` are Russian sentences on what was kept, but not as it came.
    """

    found: int
    indexed: int
    skipped: int
    failed: int
    seconds: float
    documents_per_second: float
    bytes: int
    generation: str | None
    problems: tuple[Problem, ...] = ()
    is_new: bool = True
    remarks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `rebuild --json` prints."""
        shown = asdict(self)
        del shown["is_new"], shown["remarks"]  # the keys are agreed upon; `generation` says what is new
        shown["problems"] = [{"source": problem.source, "reason": problem.reason} for problem in self.problems]
        return shown


def nothing_kept(problems: Sequence[Problem]) -> str:
    """Why nothing was published, in one sentence."""
    if not problems:
        return "в источниках нет ни одной статьи"
    first = problems[0]
    return f"ни одной статьи не удалось прочитать, первая причина — {first.source}: {first.reason}"
