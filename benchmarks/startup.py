"""Start-up against a bare PySide6 window: ``.venv/bin/python benchmarks/startup.py [--runs N]``.

Whole processes in turn, A B A B, both from compiled modules as an installed program runs, and on a screen of
1366 × 768 that exists in memory only. The bare window is as pip leaves it, PySide6's own Python files packed;
ours as ``run.py`` sets it up, with these laid out. Told are the medians of the paired ratios of CPU seconds,
and the peak memory. Goals: first paint ≤ 1.3 of a bare window, own data on screen ≤ 3.5, memory ≤ 110 MiB;
told besides is when the record can be worked with.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)

application = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
"""
SCREEN = {
    "name": "memory", "x": 0, "y": 0, "width": 1366, "height": 768,
    "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """What one process took: CPU seconds of user and system, and peak memory in MiB."""

    seconds: float
    mebibytes: float


def run(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run ``command`` to its end; raise ``RuntimeError`` unless it exits with 0."""
    process = subprocess.Popen(command, env=dict(environment), cwd=ROOT, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"Exit code {process.returncode}: {' '.join(command[:4])}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def as_pip_leaves_it(folder: Path) -> Path:
    """Return a folder with PySide6's helper library as pip installs it, to stand before the installed one."""
    import shiboken6  # noqa: PLC0415 - only looked for

    bare = folder / "bare"
    packed = shutil.ignore_patterns("files.dir", "__pycache__")
    shutil.copytree(Path(shiboken6.__file__).parent, bare / "shiboken6", ignore=packed)
    return bare


def lay_out() -> None:
    """Have PySide6's own Python files laid out, as ``run.py`` does when it sets the program up."""
    environment = {**os.environ, "SBK_EMBED": "0", "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, "-c", "import PySide6.QtCore"], env=environment, check=True)


def compare(moment: str, file: Path, runs: int) -> None:
    """Print our cost until ``moment`` (``paint``, ``data``, ``ready``) as a multiple of a bare window's."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "QT_QPA_PLATFORM": f"offscreen:configfile={file.with_name('screen.json')}",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(file.parent / "compiled"),
    }
    bare_environment = {**environment, "PYTHONPATH": str(file.parent / "bare")}
    bare_command = [sys.executable, "-c", BARE]
    our_command = [sys.executable, "-m", "desktop_app", "--file", str(file)]
    our_environment = {**environment, "OTKLIK_MEASURE": moment}
    run(
        bare_command, bare_environment
    )  # the first of each fills the disk cache and writes the compiled modules
    run(our_command, our_environment)
    pairs = [(run(bare_command, bare_environment), run(our_command, our_environment)) for _ in range(runs)]
    bare = median(one.seconds for one, _ in pairs)
    ours = median(two.seconds for _, two in pairs)
    ratio = median(two.seconds / one.seconds for one, two in pairs)
    memory = [median(cost.mebibytes for cost in side) for side in zip(*pairs, strict=True)]
    print(
        f"{moment:5}  bare {bare:.3f} s, ours {ours:.3f} s, ratio {ratio:.2f};"
        f"  memory: bare {memory[0]:.0f} MiB, ours {memory[1]:.0f} MiB, ratio {memory[1] / memory[0]:.2f}"
    )


def main() -> None:
    """Make a sample record and compare both moments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11, help="pairs for each moment")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sample.otklik"
        command = [sys.executable, "-m", "desktop_app", "demo", "--file", str(file), "--out", folder]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        file.with_name("screen.json").write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        as_pip_leaves_it(Path(folder))
        lay_out()
        for moment in ("paint", "data", "ready"):
            compare(moment, file, runs)


if __name__ == "__main__":
    main()
