"""The file of a draft is dated as the paper, never by the clock and never long ago."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.functional.conftest import Otklik


@pytest.mark.parametrize(
    "kind", ["confirmation", "order", "banner_report", "outreach_journal", "memo", "outgoing_register"]
)
def test_the_file_of_a_draft_bears_the_date_of_the_paper(
    kind: str, school: Path, tmp_path: Path, otklik: Otklik
) -> None:
    drawn = []
    for out in (tmp_path / "1.pdf", tmp_path / "2.pdf"):
        answer = otklik("paper", school, kind, "--out", out, "--date", "2026-11-27")
        assert answer.code == 0, answer.err
        drawn.append(out.read_bytes())
    assert drawn[0] == drawn[1]
    with pikepdf.open(tmp_path / "1.pdf") as document:
        assert str(document.docinfo.CreationDate) == "D:20261127000000+00'00'"
        assert str(document.docinfo.ModDate) == str(document.docinfo.CreationDate)
