"""What hides a window while it is locked: nothing of the record shows, nothing typed is touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import text_label


class Cover(QWidget):
    """Lies over all of a window, menu and status bar too, whatever its size becomes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sign: QLabel = text_label(self.tr("Заблокировано"), role="title", parent=self)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(self.sign)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the window."""
        parent = self.parentWidget()
        if watched is parent and event.type() is QEvent.Type.Resize:
            self.setGeometry(parent.rect())
        return super().eventFilter(watched, event)


def cover_windows() -> list[Cover]:
    """Cover every window of the program that is shown; what hangs open is closed."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return [Cover(widget) for widget in shown if widget.windowType() in kinds]
