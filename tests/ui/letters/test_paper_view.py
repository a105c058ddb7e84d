"""The tabs of a set of papers: each says which attachment it is, however many there are."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.letters.types import PaperPart
from desktop_app.ui.letters.paper_view import PaperView


@pytest.mark.parametrize("attachments", [1, 3, 4, 5])
def test_every_tab_is_read_whole(qtbot: QtBot, attachments: int) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(630, 500)
    titles = ["Письмо", *(f"Сведения {number}" for number in range(attachments))]
    view.show_parts([PaperPart(title, b"", 1) for title in titles])
    view.show()
    tabs = view.tabs
    assert len({tabs.tabText(index) for index in range(tabs.count())}) == attachments + 1
    for index in range(tabs.count()):
        assert tabs.tabText(index).endswith(str(index) if index else "Письмо")
        assert tabs.tabRect(index).width() >= tabs.fontMetrics().horizontalAdvance(tabs.tabText(index))
    assert tabs.tabRect(tabs.count() - 1).right() <= view.width()
