"""Import this first to begin as every command of the program does (``desktop_app.__main__``)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import desktop_app.__main__  # noqa: F401  # sets how often garbage is looked for
from desktop_app.put_off import put_off

put_off()
