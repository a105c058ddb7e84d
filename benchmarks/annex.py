"""Three screenshots of 1920×1080 in a report, warm: bytes copied, ours, ReportLab's PNG path.

Run ``python benchmarks/annex.py [rounds]``; CPU milliseconds, medians, every side in turn in one process.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.books import Figure, ReportContent, Table
from desktop_app.services.papers.parts import Letterhead, Paragraph, Signature

ROUNDS = 15
SIZE = (1920, 1080)


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    pages = [_page(seed) for seed in range(3)]
    jpegs, pngs = ([_bytes(page, kind) for page in pages] for kind in ("JPEG", "PNG"))
    report = _report(jpegs)
    profile = PROFILES[ProfileName.GOST_2025]
    sides: dict[str, Callable[[], object]] = {
        "bytes copied": lambda: b"".join(jpegs),
        "ours": lambda: ReportLabRenderer().render(report, profile),
        "ReportLab, PNG": lambda: _default(pngs),
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds + 1):
        for name, side in sides.items():
            begun = time.process_time()
            side()
            if turn:  # the first is not warm
                times[name].append((time.process_time() - begun) * 1000)
    for name, found in times.items():
        print(f"{name:<20}{median(found):>9.2f} ms")
    print(f"three JPEG files: {sum(map(len, jpegs)) // 1024} KiB; goal for ours: 10 ms")


def _page(seed: int) -> Image.Image:
    """Return a picture as busy as a site's page."""
    dice = random.Random(seed)  # noqa: S311  # a picture, not a secret
    image = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(image)
    for _ in range(400):
        x, y = dice.randrange(SIZE[0]), dice.randrange(SIZE[1])
        colour = tuple(dice.randrange(256) for _ in range(3))
        pen.rectangle((x, y, x + dice.randrange(20, 300), y + dice.randrange(5, 60)), fill=colour)
    return image


def _bytes(image: Image.Image, kind: str) -> bytes:
    stream = BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def _default(pngs: list[bytes]) -> bytes:
    """Draw the pictures the way ReportLab's guide does."""
    stream = BytesIO()
    canvas = Canvas(stream)
    for data in pngs:
        canvas.drawImage(ImageReader(BytesIO(data)), 50, 400, 480, 270)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _report(jpegs: list[bytes]) -> ReportContent:
    return ReportContent(
        letterhead=Letterhead("", "Средняя общеобразовательная школа № 24", "", (), ()),
        date="05.06.2024",
        number="01-12/35",
        title="СПРАВКА",
        heading="о размещении информационных баннеров",
        paragraphs=(Paragraph("Снимки экранов прилагаются."),),
        table=Table((), ()),
        figures=tuple(Figure(data, "Главная страница", ("Снято 05.06.2024",)) for data in jpegs),
        signature=Signature("Директор", "О.Н. Кузнецова"),
        executor=None,
        draft=False,
    )


if __name__ == "__main__":
    main()
