"""Both themes are legible: text on its background has a contrast of 4.5 : 1 or more (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.labels import scrolled
from desktop_app.ui.theme.colours import DARK, LIGHT, Colours, Tone, build_palette, colours_of
from desktop_app.ui.theme.icons import icon, icon_folder
from desktop_app.ui.theme.style import apply_theme, style_sheet
from tests.ui.shape import contrast as contrast_of

TEXTS = [
    ("text", "window"),
    ("text", "surface"),
    ("text", "rail"),
    ("text", "hover"),
    ("text", "accent_soft"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "rail"),
    ("muted", "quiet_soft"),
    ("accent", "surface"),
    ("accent", "window"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("muted", "hover"),
    ("muted", "accent_soft"),
    ("text", "quiet_soft"),
    ("accent", "rail"),
    ("accent", "hover"),
    ("bad", "rail"),
    *((tone, back) for tone in ("good", "busy", "bad") for back in ("window", "surface")),
    *((word, back) for word in ("accent", "muted") for back in ("good_soft", "busy_soft", "bad_soft")),
    *((tone.value, f"{tone.value}_soft") for tone in (Tone.GOOD, Tone.BUSY, Tone.BAD)),
]


def contrast(one: str, other: str) -> float:
    return contrast_of(QColor(one), QColor(other))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "back"), TEXTS)
def test_text_is_legible(colours: Colours, text: str, back: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, back)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("back", ["window", "surface"])
def test_the_edge_of_a_field_can_be_seen(colours: Colours, back: str) -> None:
    assert contrast(colours.input_border, getattr(colours, back)) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_widget_knows_the_theme_it_is_in(qtbot: QtBot, colours: Colours) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(build_palette(colours))
    assert colours_of(widget) is colours


def test_the_style_sheet_is_that_of_its_theme() -> None:
    assert LIGHT.accent in style_sheet(LIGHT)
    assert DARK.accent in style_sheet(DARK)
    assert style_sheet(LIGHT) != style_sheet(DARK)


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in icon_folder().glob("*.svg") if path.stem != "otklik")
)
def test_every_icon_draws_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = icon(name, "#ff0000").pixmap(24, 24).toImage()
    painted = [
        image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200
    ]
    assert painted
    if not name.startswith(("chevron", "check-")):
        assert all(colour.red() > 200 and colour.green() < 60 for colour in painted)


def test_a_theme_can_be_changed_while_running(themed: QApplication) -> None:
    apply_theme(themed, dark=True)
    assert themed.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    apply_theme(themed, dark=False)
    assert themed.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)


@pytest.mark.parametrize("dark", [False, True])
def test_a_widget_in_a_scrolled_place_knows_its_theme(
    qtbot: QtBot,
    themed: QApplication,
    dark: bool,  # noqa: FBT001
) -> None:
    apply_theme(themed, dark=dark)
    inner = QWidget()
    chart = QWidget(inner)
    area = scrolled(inner)
    qtbot.addWidget(area)
    area.show()
    assert colours_of(chart) is (DARK if dark else LIGHT)
    apply_theme(themed, dark=False)
