"""The command that draws every screen: Qt runs in processes of its own, one for each scale."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.bootstrap import SUFFIX, new_file
from desktop_app.commands.tools import AddCommand, as_json, say
from desktop_app.services.errors import AppError

SCALES = ("1", "1.25", "1.5")


def gallery_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the command by its name, as what adds it to the subparsers; ``command`` makes its parser."""

    def gallery(commands: Any) -> None:
        parser = command(commands, "gallery", "картинки всех экранов школы-примера", _gallery)
        parser.add_argument("--out", type=Path, default=Path("otklik-gallery"), metavar="DIR", help="папка")

    return {"gallery": gallery}


def _gallery(options: argparse.Namespace) -> int:
    from desktop_app.services.sample.builder import build_sample  # noqa: PLC0415 - draws pictures, only here

    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="otklik-") as folder:
        file = Path(folder) / f"Пример{SUFFIX}"
        new_file(file, build_sample)
        for scale in SCALES:
            _draw(file, out, scale)
    say(f"Картинок: {len(list(out.glob('*.png')))}, папка: {out}")
    return 0


def _laptop(folder: Path) -> str:
    """Describe the screen of 1366 × 768 px to Qt, which has one of 800 × 800 otherwise; return the file."""
    screen = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = folder / "screen.json"
    path.write_text(as_json({"synchronousWindowSystemEvents": False, "screens": [screen]}), encoding="utf-8")
    return str(path)


def _draw(file: Path, out: Path, scale: str) -> None:
    if getattr(sys, "frozen", False):
        raise AppError(
            "Собранная программа экранов не рисует.", hint="Запустите run.py gallery из исходников."
        )
    # the interface may not be shown, and the folder of the user's settings must stay as it is
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={_laptop(file.parent)}",
        "QT_SCALE_FACTOR": scale,
        "XDG_CONFIG_HOME": str(file.parent),
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(file.parent),
    }
    if sys.platform == "win32":  # the offscreen plugin looks for fonts beside Qt, where there are none
        environment.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"], "Fonts")))
    drawn = subprocess.run(  # noqa: S603 - this program itself
        [sys.executable, "-m", "desktop_app.gallery", str(file), str(out)],
        env=environment,
        check=False,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    if drawn.returncode:
        last = (drawn.stderr.strip().splitlines() or [""])[-1]
        raise AppError(f"Экраны не нарисованы: {last}", hint="Проверьте, что Qt установлен: run.py test.")
