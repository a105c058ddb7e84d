"""Print papers through a real CUPS queue with the program's own code; compare what comes out with the PDF.

    python -m tests.trials.print_queue

Needs root (a print scheduler of its own runs as root) and Debian's packages cups, cups-filters,
printer-driver-cups-pdf, ghostscript. The scheduler keeps everything in a temporary folder; the system's own
printers are not touched.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

DPI = 150
MM = DPI / 25.4
FARTHEST = 6
"""Dots a page may be moved, either way, when its place is looked for: 1 mm."""
SOFT = 2
"""Dots both are softened by: a stroke of a letter lies between dots in its own way in each."""
PATIENCE = 60
PPDS = {
    "pdf": Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd"),
    "ps": Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd"),
}
"""Printers that take PDF and PostScript."""

_FILES = """\
ServerRoot {folder}/etc
ServerBin /usr/lib/cups
DataDir /usr/share/cups
CacheDir {folder}/cache
StateDir {folder}/run
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
ErrorLog {folder}/log/error
AccessLog {folder}/log/access
PageLog {folder}/log/page
SystemGroup root
FileDevice Yes
"""
_SCHEDULER = """\
Listen 127.0.0.1:{port}
LogLevel info
Browsing Off
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""


@dataclass(frozen=True)
class Sheet:
    """How a sheet that came out of a queue compares with its page."""

    difference: float
    """Mean difference of all dots, of 255, where the two lie best."""
    shift: float
    """How far the sheet had to be moved for that, in millimetres."""
    size: float
    """The larger difference of a side, in millimetres."""


def missing() -> str:
    """Return what keeps the trial from running, or nothing."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may run a print scheduler"
    wanted = {"cupsd": "cups", "lpadmin": "cups-client", "lpstat": "cups-client", "gs": "ghostscript"}
    packages = [package for tool, package in wanted.items() if not shutil.which(tool, path=_path())]
    drivers = {"pdf": "cups-filters", "ps": "printer-driver-cups-pdf"}
    packages += [drivers[kind] for kind, ppd in PPDS.items() if not ppd.exists()]
    return f"not installed (Debian packages): {', '.join(packages)}" if packages else ""


@contextmanager
def scheduler() -> Iterator[tuple[Path, str]]:
    """Run a print scheduler of our own with a queue of each kind; give its folder and its address."""
    folder = Path(tempfile.mkdtemp(prefix="otklik-queue-"))
    folder.chmod(0o755)  # its filters run as another user
    for name in ("etc", "cache", "run", "spool/tmp", "log", "out"):
        (folder / name).mkdir(parents=True)
    shutil.chown(folder / "spool", group="lp")
    shutil.chown(folder / "spool/tmp", group="lp")
    shutil.chown(folder / "cache", group="lp")
    (folder / "spool/tmp").chmod(0o1770)
    (folder / "cache").chmod(0o770)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "etc/cups-files.conf").write_text(_FILES.format(folder=folder))
    (folder / "etc/cupsd.conf").write_text(_SCHEDULER.format(port=port))
    tool = shutil.which("cupsd", path=_path())
    configuration = ["-c", str(folder / "etc/cupsd.conf"), "-s", str(folder / "etc/cups-files.conf")]
    process = subprocess.Popen([str(tool), "-f", *configuration])
    try:
        address = f"127.0.0.1:{port}"
        _until(lambda: _answers(port), "the scheduler does not answer")
        for kind, ppd in PPDS.items():
            device = f"file://{folder}/out/{kind}"
            command = ["lpadmin", "-h", address, "-p", kind, "-E", "-v", device, "-P", str(ppd)]
            subprocess.run(command, check=True, capture_output=True, env=_environment(address))
        yield folder, address
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def through(kind: str, pdf: bytes, folder: Path, address: str) -> bytes:
    """Print ``pdf`` with the program's code on the queue ``kind``; return what its printer got, as PDF."""
    source, out = folder / "paper.pdf", folder / "out" / kind
    source.write_bytes(pdf)
    with suppress(FileNotFoundError):
        out.unlink()
    command = [sys.executable, "-m", "tests.trials.print_queue", "--print", kind, str(source)]
    subprocess.run(command, check=True, env=_environment(address), timeout=PATIENCE)
    _until(lambda: not _queued(address) and out.exists() and out.stat().st_size > 0, "the job does not end")
    if kind == "pdf":
        return out.read_bytes()
    made = folder / "out.pdf"
    reader = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={made}", str(out)]
    subprocess.run(reader, check=True, capture_output=True)
    return made.read_bytes()


def compare(pdf: bytes, printed: bytes) -> list[Sheet]:
    """Compare page by page; a page that lies across the sheet is turned as the program turns it."""
    ours, theirs = _pictures(pdf), _pictures(printed)
    assert len(ours) == len(theirs), (len(ours), len(theirs))
    return [_one(page, sheet) for page, sheet in zip(ours, theirs, strict=True)]


def papers() -> dict[str, bytes]:
    """Return a letter, an order, a landscape journal, a report with figures, a memo, and a pack of three."""
    from desktop_app.documents.renderer import ReportLabRenderer  # noqa: PLC0415  # the child needs none of it
    from desktop_app.services.layouts.profile import PROFILES, ProfileName  # noqa: PLC0415
    from desktop_app.services.papers.press import PackPart  # noqa: PLC0415
    from tests.documents.papers import LETTER, ORDER  # noqa: PLC0415
    from tests.documents.tables import MEMO, journal, report  # noqa: PLC0415

    renderer = ReportLabRenderer()
    contents = {
        "letter": LETTER,
        "order": ORDER,
        "landscape": journal(8, cover=None),
        "report": report(12, 3),
        "memo": MEMO,
    }
    single = {
        name: renderer.render(content, PROFILES[ProfileName.GOST_2025]).pdf
        for name, content in contents.items()
    }
    parts = [PackPart(name, single[name]) for name in ("letter", "order", "landscape")]
    return single | {"pack": renderer.bind(parts)}


def _pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    return [picture.filter(ImageFilter.GaussianBlur(SOFT)) for picture in pictures]


def _one(page: Image.Image, sheet: Image.Image) -> Sheet:
    if (page.width > page.height) != (sheet.width > sheet.height):
        page = page.transpose(Image.Transpose.ROTATE_90)
    size = max(abs(page.width - sheet.width), abs(page.height - sheet.height)) / MM
    places = [(x, y) for x in range(-FARTHEST, FARTHEST + 1) for y in range(-FARTHEST, FARTHEST + 1)]
    x, y = min(places, key=lambda place: _difference(page, sheet, *place))
    return Sheet(_difference(page, sheet, x, y), (x * x + y * y) ** 0.5 / MM, size)


def _difference(page: Image.Image, sheet: Image.Image, x: int, y: int) -> float:
    moved = Image.new("L", page.size, 255)
    moved.paste(sheet, (x, y))
    return float(ImageStat.Stat(ImageChops.difference(page, moved)).mean[0])


def _print(kind: str, source: Path) -> None:
    """Print as the window does, all but the dialog."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop_app.ui.letters.printing import new_printer, paint_pdf  # noqa: PLC0415

    _application = QApplication([])
    assert kind in QPrinterInfo.availablePrinterNames(), QPrinterInfo.availablePrinterNames()
    printer = new_printer("Письмо 01-12-34")
    printer.setPrinterName(kind)
    assert paint_pdf(source.read_bytes(), printer)


def _path() -> str:
    return os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


def _environment(address: str) -> dict[str, str]:
    return {**os.environ, "CUPS_SERVER": address, "QT_QPA_PLATFORM": "offscreen", "PATH": _path()}


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _queued(address: str) -> bool:
    done = subprocess.run(
        [shutil.which("lpstat", path=_path()) or "lpstat", "-h", address, "-o"],
        capture_output=True,
        text=True,
        check=False,
        env=_environment(address),
    )
    return bool(done.stdout.strip())


def _until(true: Callable[[], bool], otherwise: str) -> None:
    end = monotonic() + PATIENCE
    while not true():
        if monotonic() > end:
            raise TimeoutError(otherwise)
        sleep(0.05)


def trial(names: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, list[Sheet]]:
    """Print the papers named on the queues named; return how every sheet compares."""
    known = papers()
    with scheduler() as (folder, address):
        return {
            f"{name} → {kind}": compare(known[name], through(kind, known[name], folder, address))
            for kind in kinds
            for name in names
        }


def main() -> int:
    """Print the figures of every paper on every queue."""
    if sys.argv[1:2] == ["--print"]:
        _print(sys.argv[2], Path(sys.argv[3]))
        return 0
    if reason := missing():
        sys.stderr.write(f"{reason}\n")
        return 1
    for name, sheets in trial(tuple(papers()), ("pdf", "ps")).items():
        said = [{key: round(value, 2) for key, value in vars(sheet).items()} for sheet in sheets]
        sys.stdout.write(f"{name}: {json.dumps(said)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
