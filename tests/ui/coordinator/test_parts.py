"""The table of appointments without a window, and the code for a phone."""

from __future__ import annotations

from datetime import date

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.ui.coordinator.chat_card import LinkCode
from desktop_app.ui.coordinator.table_model import AppointmentTableModel

LINK = "https://sferum.ru/?p=messages&join=vBHsZeb_GIP3gPMptbNBSF/XaRWCSwJbxA8="


def test_the_history_is_sorted_by_days_and_not_by_their_digits(themed: object) -> None:
    days = (date(2024, 2, 1), date(2023, 12, 31), None, date(2024, 1, 15))
    model = AppointmentTableModel()
    model.set_rows(
        [AppointmentRow(id=n, name=str(n), current=False, appointed_on=d) for n, d in enumerate(days)]
    )
    model.sort(1)
    assert [row.appointed_on for row in model.rows()] == [*sorted(filter(None, days)), None]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [row.appointed_on for row in model.rows()] == [*sorted(filter(None, days), reverse=True), None]


@pytest.mark.parametrize("link", [LINK, "https://xn--38-6kcadhwnl3cfdx.example/" + "a" * 500])
def test_a_camera_reads_the_link_word_for_word(qtbot: QtBot, themed: object, link: str) -> None:
    code = LinkCode()
    qtbot.addWidget(code)
    code.show_link(link)
    picture = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(picture.constBits()).cast("B", (picture.height(), picture.bytesPerLine()))
    (found,) = zxingcpp.read_barcodes(pixels)
    assert found.text == link
    assert code.width() <= 330


@pytest.mark.parametrize("link", ["", "https://школа.example/" + "ы" * 600])
def test_no_code_is_shown_for_nothing_or_for_too_much(qtbot: QtBot, themed: object, link: str) -> None:
    code = LinkCode()
    qtbot.addWidget(code)
    code.show_link(link)
    assert not code.has_code()
    assert code.isHidden()
