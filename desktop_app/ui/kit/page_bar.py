"""The line above the pages: which sheet is seen, the way to the others, the zoom."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.ui.kit.labels import not_by_enter, text_label
from desktop_app.ui.kit.presses import often


class PageBar(QWidget):
    """Shows a place and a zoom; what the buttons do is connected by whoever shows the pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = text_label("", role="muted", parent=self)
        self.count.setWordWrap(False)
        self.back, self.forward = QPushButton("‹", self), QPushButton("›", self)
        self.fit = QPushButton("↔", self)
        self.zoom_out, self.zoom_in = QPushButton("−", self), QPushButton("+", self)
        self.zoom_label = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.count, 1)
        for widget, name in (
            (self.back, self.tr("Предыдущий лист")),
            (self.forward, self.tr("Следующий лист")),
            (self.fit, self.tr("Показать лист во всю ширину")),
            (self.zoom_out, self.tr("Уменьшить")),
            (self.zoom_label, self.tr("Масштаб")),
            (self.zoom_in, self.tr("Увеличить")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(name)
            row.addWidget(widget)
            if isinstance(widget, QPushButton):
                not_by_enter(widget)
        often(self.back, self.forward, self.zoom_out, self.zoom_in)

    def show_place(self, page: int, shown: int, total: int) -> None:
        """Show which of the ``shown`` sheets is looked at, from 0; ``total`` are in the file."""
        many = shown > 1
        self.back.setVisible(many)
        self.forward.setVisible(many)
        self.back.setEnabled(page > 0)
        self.forward.setEnabled(page < shown - 1)
        if total > shown:
            text = self.tr("Показаны листы 1–{0} из {1}").format(shown, total)
        elif many:
            text = self.tr("Лист {0} из {1}").format(page + 1, shown)
        else:
            text = self.tr("Листов: {0}").format(shown) if shown else ""
        self.count.setText(text)

    def show_zoom(self, scale: float, least: float, most: float, *, fits: bool) -> None:
        """Show a zoom between the least and the most; ``fits``: the pages follow the width already."""
        self.zoom_label.setText(self.tr("{0} %").format(round(scale * 100)))
        self.fit.setEnabled(not fits)
        self.zoom_out.setEnabled(scale > least)
        self.zoom_in.setEnabled(scale < most)
