"""What a command hardly needs is loaded when it is used, and then is what it always was."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.architecture.source import ROOT

BEGIN = "import sys\nfrom desktop_app.put_off import SELDOM, put_off\nput_off()\n"
LEFT = "print(*[name for name in SELDOM if '__file__' not in vars(sys.modules[name])])"


def said(code: str) -> str:
    """Return what a fresh interpreter prints that begins as a command does."""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "benchmarks" / "peers")))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", BEGIN + code]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_letter_needs_none_of_it() -> None:
    code = (
        "import ours\n"
        "made = ours.ReportLabRenderer().render(ours.LETTER, ours.PROFILES[ours.ProfileName.GOST_2025])\n"
        "assert made.pdf.startswith(b'%PDF')\n"
    )
    assert said(code + LEFT) == "inspect pickle tempfile PIL.Image"


def test_what_is_used_is_there_and_stays_one_module() -> None:
    code = (
        "import inspect, tempfile\n"
        "from pickle import dumps, loads\n"
        "from PIL import Image\n"
        "print(inspect.signature(lambda a, b=2: None), loads(dumps([1])), Image.new('RGB', (2, 3)).size)\n"
        "Image.MAX_IMAGE_PIXELS = 7\n"
        "import PIL.Image\n"
        "print(sys.modules['PIL.Image'].MAX_IMAGE_PIXELS, PIL.Image.MAX_IMAGE_PIXELS)\n"
        "with tempfile.TemporaryDirectory() as folder: print(bool(folder))\n"
    )
    assert said(code).split("\n") == ["(a, b=2) [1] (2, 3)", "7 7", "True"]


def test_what_is_loaded_already_is_left_alone() -> None:
    code = (
        "import inspect\n"
        "inspect.signature\n"
        "before = sys.modules['inspect']\n"
        "put_off()\n"
        "print(sys.modules['inspect'] is before)"
    )
    assert said(code) == "True"
