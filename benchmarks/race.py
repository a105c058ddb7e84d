"""Run whole processes in turn and compare their CPU seconds and peak memory; POSIX only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

PEERS = Path(__file__).resolve().parent / "peers"
ROOT = PEERS.parents[1]
ENVIRONMENT = ROOT / "build" / "peers"
PER_MIB = 1024


class Cost(NamedTuple):
    """CPU seconds and peak MiB of one finished process."""

    seconds: float
    memory: float


_LAUNCHER = (
    "import os, sys\n"
    "nowhere = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]\n"
    "pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)\n"
    "_, status, used = os.wait4(pid, 0)\n"
    "print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
)
"""Starts a side from a bare interpreter: a child is charged the memory of the process that started it."""


def installed() -> dict[str, str]:
    """Return the environment of a side: modules are read compiled, as those of an installed program are."""
    kept_from_us = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
    return {name: value for name, value in os.environ.items() if name not in kept_from_us}


def cost_of(command: list[str]) -> Cost:
    """Run ``command`` to its end; raise when it fails."""
    bare = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command]
    done = subprocess.run(bare, env=installed(), check=True, capture_output=True, text=True)
    code, seconds, memory = done.stdout.split()
    if code != "0":
        raise subprocess.CalledProcessError(int(code), command)
    return Cost(float(seconds), int(memory) / PER_MIB)


def race(title: str, sides: dict[str, list[str]], rounds: int, base: str) -> dict[str, Cost]:
    """Measure every side in turn, print medians and paired ratios to ``base``, and return the medians."""
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, command in sides.items():
            costs[name].append(cost_of(command))
    print(f"{title:<34}{'CPU s':>9}{'ratio':>9}{'MiB':>9}{'ratio':>9}")
    medians = {}
    for name, found in costs.items():
        seconds = median(mine.seconds / raw.seconds for mine, raw in zip(found, costs[base], strict=True))
        memory = median(mine.memory / raw.memory for mine, raw in zip(found, costs[base], strict=True))
        medians[name] = Cost(median(c.seconds for c in found), median(c.memory for c in found))
        print(
            f"{name:<34}{medians[name].seconds:>9.3f}{seconds:>8.2f}×{medians[name].memory:>9.1f}{memory:>8.2f}×"
        )
    return medians


def ours(script: str, *arguments: str) -> list[str]:
    """Return the command of a side that runs in the project's environment, compiled the first time."""
    _compile()
    return [sys.executable, str(PEERS / script), *arguments]


@cache
def _compile() -> None:
    folders = [str(ROOT / "desktop_app"), str(PEERS)]
    subprocess.run([sys.executable, "-m", "compileall", "-q", *folders], env=installed(), check=True)


def peer(script: str, *arguments: str) -> list[str]:
    """Return the command of a side of the peers' environment, which is made the first time."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    wanted = str(PEERS.parent / "requirements-peers.txt")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
    return [str(python), str(PEERS / script), *arguments]


def office(source: Path, folder: Path) -> list[str] | None:
    """Return the command that converts ``source`` with LibreOffice, or None, saying so, without it."""
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice: absent (no soffice on the path), not measured")
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]


def flat_text(body: str, turned: str = "") -> str:
    """Return a flat OpenDocument text with ``body``; ``turned``: page properties."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    }
    spaces = " ".join(f'xmlns:{name}="{value}"' for name, value in names.items())
    kind = 'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} {kind}>{turned}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
