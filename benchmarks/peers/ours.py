"""Our side: one letter, in one process; with a count as the second argument, the warm time of a letter.

It begins and ends as every command of the program does (``desktop_app.__main__``).
"""

import gc
import sys
import time
from pathlib import Path

import as_a_command  # noqa: F401  # before everything else
import sample

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.content import LetterContent
from desktop_app.services.papers.parts import (
    Addressee,
    AttachmentMark,
    Executor,
    Letterhead,
    Paragraph,
    Signature,
)

LETTER = LetterContent(
    letterhead=Letterhead(
        sample.LETTERHEAD[0],
        sample.LETTERHEAD[1],
        sample.LETTERHEAD[2],
        sample.LETTERHEAD[3:6],
        sample.LETTERHEAD[6:],
    ),
    addressees=(Addressee("", *sample.ADDRESSEE),),
    date=sample.DATE,
    number=sample.NUMBER,
    reference_number=sample.REFERENCE_NUMBER,
    reference_date=sample.REFERENCE_DATE,
    heading=sample.HEADING,
    greeting=sample.GREETING,
    paragraphs=tuple(map(Paragraph, sample.PARAGRAPHS)),
    attachments=(AttachmentMark("", 3),),
    signature=Signature(sample.POST, sample.NAME),
    executor=Executor(*sample.EXECUTOR),
    code="",  # the peers set no code either
    draft=False,
)


def warm(count: int) -> float:
    """Return the median CPU milliseconds of a letter after the first."""
    from statistics import median  # noqa: PLC0415  # not a part of drawing one letter

    renderer = ReportLabRenderer()
    renderer.render(LETTER, PROFILES[ProfileName.GOST_2025])
    times = []
    for _ in range(count):
        begun = time.process_time()
        renderer.render(LETTER, PROFILES[ProfileName.GOST_2025])
        times.append(time.process_time() - begun)
    return median(times) * 1000


if __name__ == "__main__":
    if len(sys.argv) > 2:  # noqa: PLR2004  # the second argument is there
        print(f"{warm(int(sys.argv[2])):.3f}")
    else:
        Path(sys.argv[1]).write_bytes(ReportLabRenderer().render(LETTER, PROFILES[ProfileName.GOST_2025]).pdf)
    gc.freeze()
