"""Damaged and hostile pages end in an answer or a refusal; the long run is ``campaign``."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from desktop_app.services.errors import AppError
from desktop_app.services.page_check.apart import check_apart
from desktop_app.services.page_check.types import WantedBanner
from tests.faults.pages.mutants import FOREIGN, OTHER, OWN, WAYS, look, prepared, try_pages
from tests.services.page_check.pages import filler, html


def test_a_few_hostile_pages_end_in_an_answer(tmp_path: Path) -> None:
    score = try_pages(tmp_path, range(21))
    assert sum(score.ends.values()) == 21
    assert score.ends["found"] >= 1, "no page survives its damage: nothing is shown"


def test_the_foreign_picture_would_be_known_if_it_were_read(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    (home / FOREIGN).write_bytes(OTHER)
    page = home / "page.html"
    page.write_bytes(html(f"{filler()}<img src='{FOREIGN}'>"))
    assert look(page, OTHER) == "found"
    (home / FOREIGN).unlink()
    for way in WAYS:
        page.write_bytes(html(f"{filler()}<img src='{way.format(FOREIGN, tmp_path)}'>"))
        assert look(page, OTHER) != "found", way


def test_a_reader_that_says_nothing_is_stopped_and_gone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(html(filler()))
    with pytest.raises(AppError, match="слишком долго"):
        check_apart(page, WantedBanner((OWN,), (), ()), seconds=0)
    assert multiprocessing.active_children() == []
