"""The log of events and the report for support, as the window shows them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.letters.types import PaperKind
from desktop_app.ui.kit.folders import documents
from desktop_app.ui.shell.privacy_dialogs import EventLogDialog, SupportDialog
from desktop_app.ui.shell.window import MainWindow


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    def answer(_parent: object, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        assert Path(proposed).parent == documents(), "proposed where the program was started"
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)


def test_the_log_is_looked_through_and_what_is_shown_is_saved(
    window: MainWindow, record: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.event_log.printed(PaperKind.ORDER, "12")
    record.event_log.saved(PaperKind.MEMO, None, "pdf")
    window.menus.events.trigger()
    dialog = window.findChild(EventLogDialog)
    assert [row.sentence for row in dialog.model.rows()] == [
        "Сохранено в файл PDF: памятка для родителей, без номера.",
        "Отправлено на печать: приказ № 12.",
    ]
    assert not dialog.whole.isVisible()
    dialog.table.select_line(1)
    assert dialog.whole.isVisible(), "a long sentence is cut in its line"
    assert dialog.whole.text() == "Отправлено на печать: приказ № 12."
    dialog.search.setText("ПРИКАЗ")
    choose(monkeypatch, tmp_path / "log")
    dialog.save_button.click()
    head, *lines = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert head == "Когда;Что;Событие"
    assert [line.split(";", 1)[1] for line in lines] == ["печать;Отправлено на печать: приказ № 12."]
    dialog.search.setText("нет такого")
    assert not dialog.save_button.isEnabled()
    assert (dialog.table.isVisible(), dialog.nothing_found.isVisible()) == (False, True)
    dialog.search.clear()
    assert (dialog.table.isVisible(), dialog.nothing_found.isVisible()) == (True, False)


def test_an_empty_log_says_what_belongs_in_it(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.events.trigger()
    dialog = window.findChild(EventLogDialog)
    assert (dialog.table.isVisible(), dialog.nothing_yet.isVisible()) == (False, True)
    assert not dialog.save_button.isEnabled()


def test_the_report_is_read_before_it_is_saved(
    window: MainWindow, record: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.menus.support.trigger()
    dialog = window.findChild(SupportDialog)
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=30_000)
    assert "Файл цел." in dialog.text.toPlainText()
    assert "версия неизвестна" not in dialog.text.toPlainText()
    assert "Светлова" not in dialog.text.toPlainText()
    choose(monkeypatch, tmp_path / "report.zip")
    dialog.save_button.click()
    with zipfile.ZipFile(tmp_path / "report.zip") as packed:
        assert packed.read("otklik-report.txt").decode() == dialog.text.toPlainText()
