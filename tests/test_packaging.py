"""What stands beside the modules is installed with them."""

import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETUP = ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")


@pytest.mark.parametrize("package", ["indexer", "web"])
def test_every_table_template_and_style_is_in_the_wheel(package: str) -> None:
    patterns = SETUP["options.package_data"][package].replace(" ", "").split(",")
    told = {file for pattern in patterns for file in (ROOT / package).glob(pattern)}
    listed = subprocess.run(["git", "ls-files", package], cwd=ROOT, capture_output=True, text=True, check=True)
    files = {ROOT / name for name in listed.stdout.splitlines()}
    assert {file for file in files if file.suffix != ".py"} - told == set()
