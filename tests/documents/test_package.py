"""The package is light, its files are where they are looked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_app.documents.fonts import faces
from desktop_app.paths import resource
from desktop_app.services.layouts.profile import PROFILES, ProfileName


def test_importing_the_package_loads_no_pdf_library() -> None:
    heavy = "{'reportlab', 'PIL', 'pypdfium2', 'zxingcpp'}"
    script = f"import sys, desktop_app.documents; sys.exit(bool({heavy} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_fonts_lie_with_their_licence_and_are_light() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts/OFL.txt").read_text(encoding="utf-8")
    for style in ("Regular", "Bold"):
        assert resource(f"fonts/OtklikSerif-{style}.ttf").stat().st_size < 60_000


def test_a_missing_resource_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resource("fonts/none.ttf")


def test_the_faces_have_what_russian_papers_need() -> None:
    for face in faces():
        assert all(face.has(mark) for mark in "АЯаяЁё№«»„“—–…°%§€\u00a0−×□")


def test_the_profiles_differ_where_the_standards_do() -> None:
    new, old = PROFILES[ProfileName.GOST_2025], PROFILES[ProfileName.GOST_2016]
    assert (new.corner_width, old.corner_width) == (80, 75)
    assert new.has_code
    assert not old.has_code
