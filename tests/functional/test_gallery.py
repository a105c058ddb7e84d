"""The gallery draws the window as it is: the size of the laptop, light and dark, nothing of it empty."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from desktop_app import gallery
from desktop_app.bootstrap import new_file
from desktop_app.services.container import Services
from desktop_app.services.sample.builder import build_sample
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import apply_theme


def test_a_screen_is_drawn_light_and_dark(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = gallery._shots

    def few(window: MainWindow, services: Services) -> Iterator[gallery.Shot]:
        return islice(every(window, services), 2)

    monkeypatch.setattr(gallery, "_shots", few)
    monkeypatch.setattr(gallery, "_empty_shots", lambda _window, _services: iter(()))
    monkeypatch.setattr(gallery, "REST", 0.01)
    file, out = tmp_path / "Пример.otklik", tmp_path / "out"
    out.mkdir()
    new_file(file, build_sample)
    gallery.draw(file, out)
    apply_theme(qapp, dark=False)
    assert sorted(path.name for path in out.iterdir()) == [
        "01-overview-dark.png",
        "01-overview-light.png",
        "02-coordinator-dark.png",
        "02-coordinator-light.png",
    ]
    brightness = {}
    for path in out.iterdir():
        with Image.open(path) as picture:
            assert picture.size == gallery.SCREEN
            grey = picture.convert("L")
            assert grey.getextrema()[1] - grey.getextrema()[0] > 100
            brightness[path.stem] = grey.resize((1, 1)).getpixel((0, 0))
    assert brightness["01-overview-light"] > 150
    assert brightness["01-overview-dark"] < 100
