"""Bits are flipped and files cut in every file of an index: each change is noticed, and no answer comes from it."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import indexer
from tests.torture.archive import held, write_source

OLD, NEW = {1, 2}, {1, 2, 3}
NOTE = "verified.json"  # it only spares work: when it is damaged, all is read


def _flip(content: bytes, dice: random.Random) -> bytes:
    bit = dice.randrange(len(content) * 8)
    return bytes([*content[: bit // 8], content[bit // 8] ^ 1 << bit % 8, *content[bit // 8 + 1 :]])


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a bit": _flip,
    "cut": lambda content, dice: content[: dice.randrange(len(content))],
    "zeroed": lambda content, dice: bytes(len(content)),
    "longer": lambda content, dice: content + content[-1:],
    "another bit": _flip,
}


def damage(folder: Path, damages: int, seed: int = 1) -> int:
    """Make so many damages, one at a time; returns how many `check` told, which must be all but those of the note."""
    sound, dice, told = folder / "sound", random.Random(seed), 0
    for numbers in (OLD, NEW):
        indexer.rebuild([str(write_source(folder / "source.jsonl", sorted(numbers)))], str(sound), workers=1)
    files = [sound / "CURRENT", *(path for path in (sound / "gen-0002").iterdir() if path.stat().st_size)]
    for number in range(damages):
        index = folder / "index"
        shutil.copytree(sound, index)
        path = index / files[number % len(files)].relative_to(sound)
        kind = list(DAMAGES)[dice.randrange(len(DAMAGES))]
        good = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(DAMAGES[kind](good, dice))
        trial = f"damage {number}, {path.name}, {kind}"
        is_line_end = path.name == "CURRENT" and path.read_bytes().strip() == good.strip()
        is_harmless = path.name == NOTE or is_line_end
        is_told = bool(indexer.check(index).faults)
        assert is_told != is_harmless, trial
        with indexer.open_engine(index) as engine:
            assert bool(engine.stats().fault) != is_harmless, trial
        assert held(index) == (NEW if is_harmless or path.name == "CURRENT" else OLD), trial
        told += is_told
        shutil.rmtree(index)
    return told
