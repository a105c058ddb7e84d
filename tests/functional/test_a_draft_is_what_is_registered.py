"""What is seen before a paper is registered is what is registered: as many sheets, in the same type size."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from desktop_app.bootstrap import new_file, opened
from desktop_app.services.container import Services
from desktop_app.services.letters.types import LetterDraft, PaperKind, ProfileName
from desktop_app.services.school.types import NumberSeries, SchemeDraft
from tests.documents.ruler import Sheet, measure
from tests.services.conftest import FrozenClock
from tests.services.record import write_record

TEXT = "сообщаем о размещении информационных баннеров проекта на портале школы и работе с родителями"
WORDS = TEXT.split()
PATTERNS = ("{serial}", "{index}/{serial:03}", "{index}-{serial:06}/{yy}-{kind}")

MARGIN = 20


def sizes(sheets: list[Sheet]) -> list[tuple[float, int]]:
    """Return of each sheet its commonest type size, and how many lines below the top margin have it."""
    found = []
    for sheet in sheets:
        chars = [char for char in sheet.chars if char.baseline > MARGIN]  # «ПРОЕКТ» stands above
        of_chars = [round(char.size, 1) for char in chars]
        size = max(set(of_chars), key=of_chars.count)
        lines = {round(char.baseline, 1) for char in chars if round(char.size, 1) == size}
        found.append((size, len(lines)))
    return found


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("kind", [PaperKind.CONFIRMATION, PaperKind.ORDER])
def test_as_many_sheets_in_the_same_size(tmp_path: Path, kind: PaperKind, pattern: str) -> None:
    chance, path = Random(f"{kind}{pattern}"), tmp_path / "school.otklik"  # noqa: S311
    new_file(path, lambda services: write_record(services.store), clock=FrozenClock())
    series = NumberSeries.ORDERS if kind is PaperKind.ORDER else NumberSeries.OUTGOING
    with opened(path, clock=FrozenClock()) as services:
        scheme = SchemeDraft(series=series, pattern=pattern, case_index="01-12", next_serial=7)
        services.numbering.save(scheme)
        for _ in range(6):
            check_one(services, kind, chance)


def check_one(services: Services, kind: PaperKind, chance: Random) -> None:
    # about a sheet of text: where a line decides between two sizes and between one sheet and two
    lines = [" ".join(chance.choices(WORDS, k=chance.randint(20, 60))) for _ in range(chance.randint(4, 9))]
    draft = LetterDraft(
        kind=kind,
        directive_id=1,
        appointment_id=1,
        profile=chance.choice((ProfileName.GOST_2025, ProfileName.GOST_2016)),
        edited_text="\n".join(lines),
    )
    row = services.letters.create(draft)
    before = services.letters.preview(draft)
    stored = services.letters.register(row.id)
    after = services.letters.preview(stored.id)
    assert before.sheets == after.sheets == stored.sheets
    assert sizes(measure(before.pdf)) == sizes(measure(after.pdf))
    if kind is PaperKind.ORDER:
        services.letters.void(stored.id, "проба")  # one order in force about an appointment
