"""One letter as a whole process: ours beside raw PDF bytes, Typst, WeasyPrint and LibreOffice, in turn.

Run ``python benchmarks/letter.py [rounds]`` with the project's environment. The peers are installed into
``build/peers`` the first time; LibreOffice is measured when ``soffice`` is on the path, else named as absent.
CPU seconds of finished processes come from POSIX, so this runs on Linux.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "benchmarks" / "peers"
ENVIRONMENT = ROOT / "build" / "peers"
ROUNDS = 15
WARM = 200
OURS = "ours"


def main() -> None:
    """Measure every side in turn and print medians of CPU seconds and of paired ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        sides = _sides(Path(folder))
        for command in sides.values():
            _cpu_seconds(command)  # compiles the sources, fills the caches of the system
        seconds: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(rounds):
            for name, command in sides.items():
                seconds[name].append(_cpu_seconds(command))
        _report(seconds)
        warm = subprocess.run([*sides[OURS], str(WARM)], check=True, capture_output=True, text=True).stdout
        print(f"warm letter, ours: {float(warm):.2f} ms (goal 5)")


def _sides(folder: Path) -> dict[str, list[str]]:
    peers = _peers_python()
    sides = {
        OURS: [sys.executable, str(PEERS / "ours.py"), str(folder / "ours.pdf")],
        "raw PDF bytes": [sys.executable, str(PEERS / "raw_pdf.py"), str(folder / "raw.pdf")],
        "Typst": [peers, str(PEERS / "typst_letter.py"), str(folder / "typst.pdf")],
        "WeasyPrint": [peers, str(PEERS / "weasy.py"), str(folder / "weasy.pdf")],
    }
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice: absent (no soffice on the path), not measured")
        return sides
    source = folder / "letter.fodt"
    source.write_text(_flat_document(), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sides["LibreOffice"] = [
        office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    return sides


def _peers_python() -> str:
    """Return the interpreter of the peers' environment, made the first time."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    wanted = str(PEERS.parent / "requirements-peers.txt")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
    return str(python)


def _flat_document() -> str:
    """Return the letter as a flat OpenDocument text."""
    sys.path.insert(0, str(PEERS))
    import sample  # noqa: PLC0415  # a file of the peers' folder, not a module of the project

    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    spaces = " ".join(f'xmlns:{name}="{value}"' for name, value in names.items())
    body = "".join(f"<text:p>{line}</text:p>" for line in sample.lines())
    kind = 'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} {kind}>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _cpu_seconds(command: list[str]) -> float:
    """Run ``command`` to its end; return the user and system time of it and of its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _report(seconds: dict[str, list[float]]) -> None:
    print(f"{'one letter, whole process':<28}{'CPU s':>8}{'to ours':>10}")
    for name, values in seconds.items():
        ratio = median(value / own for value, own in zip(values, seconds[OURS], strict=True))
        print(f"{name:<28}{median(values):>8.3f}{ratio:>9.2f}×")


if __name__ == "__main__":
    main()
