"""An index whose articles are known: what was acknowledged must be there, what was not may be, nothing else is."""

import json
from collections.abc import Iterable
from pathlib import Path

import indexer

KEPT = {"CURRENT", "writer.lock"}  # beside the generations


def article(number: int) -> dict[str, str]:
    """One article that no other looks like."""
    return {"url": f"статья-{number}", "title": f"Кластер {number}", "text": f"Технопарк номер{number} открыт в Казани"}


def write_source(path: Path, numbers: Iterable[int]) -> Path:
    """JSON Lines of those articles."""
    lines = (json.dumps(article(number), ensure_ascii=False) for number in numbers)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def held(index: Path) -> set[int]:
    """The articles that an index holds, each found by its own word and read back whole."""
    with indexer.open_engine(index) as engine:
        articles = list(engine.articles())
        for one in articles:
            number = int(one.url.removeprefix("статья-"))
            assert one.title == f"Кластер {number}", one
            assert one.url in {hit.article.url for hit in engine.search(f"номер{number}").hits}, one
        assert engine.search("технопарк").total == len(articles)
    return {int(one.url.removeprefix("статья-")) for one in articles}


def orphans(index: Path) -> set[str]:
    """What lies in an index folder beside the serving generation and the one before."""
    names = {path.name for path in index.iterdir()} - KEPT
    generations = sorted(name for name in names if name.startswith("gen-"))
    return names - set(generations[-2:])
