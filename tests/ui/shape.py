"""What a picture of a window must not show: cut words, widgets over one another, text nobody can read."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyleOptionButton,
    QTableView,
    QWidget,
)

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
MOST_ROWS = 30
"""Lines of a table looked at."""


def luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour, 0…1 (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1…21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shown(root: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
    """Return the widgets of these kinds that are seen."""
    return [
        each
        for each in root.findChildren(QWidget)
        if isinstance(each, kinds) and each.isVisible() and each.window() is root.window()
    ]


def words(widget: QWidget) -> str:
    """Return what is written on a widget, for a message."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} «{text or widget.accessibleName()}»"


def sideways(root: QWidget) -> list[str]:
    """Return the tables that have to be moved sideways."""
    return [words(view) for view in _tables(root) if view.horizontalScrollBar().maximum() > 0]


def cut_headings(root: QWidget) -> list[str]:
    """Return the headings of columns that do not fit."""
    found = []
    for view in _tables(root):
        header = view.horizontalHeader()
        for place in range(view.model().columnCount()):
            title = str(view.model().headerData(place, Qt.Orientation.Horizontal) or "")
            needed = header.fontMetrics().horizontalAdvance(title)
            if (
                header.isVisible()
                and not header.isSectionHidden(place)
                and needed > header.sectionSize(place)
            ):
                found.append(title)
    return found


def silent_cells(root: QWidget) -> list[str]:
    """Return the cells that are cut and say nothing whole when the pointer rests on them."""
    found = []
    for view in _tables(root):
        if view.wordWrap():
            continue
        tip = getattr(view, "tip", lambda index: index.data(Qt.ItemDataRole.ToolTipRole))
        model, metrics = view.model(), view.fontMetrics()
        for line in range(min(model.rowCount(), MOST_ROWS)):
            for place in range(model.columnCount()):
                text = str(model.index(line, place).data() or "")
                cut = metrics.horizontalAdvance(text) > view.columnWidth(place) - 8
                if cut and not view.isColumnHidden(place) and not tip(model.index(line, place)):
                    found.append(text)
    return found


def cut_buttons(root: QWidget) -> list[str]:
    """Return the buttons whose words do not fit."""
    found = []
    for button in shown(root, QPushButton):
        assert isinstance(button, QPushButton)
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
        if button.fontMetrics().horizontalAdvance(button.text().replace("&", "")) > room.width() + 1:
            found.append(words(button))
    return found


def cut_labels(root: QWidget) -> list[str]:
    """Return the wrapping labels that are lower than their words."""
    return [
        words(label)
        for label in shown(root, QLabel)
        if isinstance(label, QLabel)
        and label.wordWrap()
        and label.text()
        and label.heightForWidth(label.width()) > label.height() + 1
    ]


def overlapping(root: QWidget) -> list[str]:
    """Return the neighbours in a layout that lie over one another."""
    found = []
    for holder in (root, *root.findChildren(QWidget)):
        layout = holder.layout()
        if layout is None or isinstance(layout, QStackedLayout) or not holder.isVisible():
            continue
        near = [
            child
            for child in holder.children()
            if isinstance(child, QWidget)
            and child.isVisible()
            and not child.isWindow()
            and not child.size().isEmpty()
        ]
        for one, other in combinations(near, 2):
            over = one.geometry() & other.geometry()
            if over.width() > 2 and over.height() > 2:
                found.append(f"{words(one)} over {words(other)}")
    return found


def unreadable(root: QWidget, image: QImage | None = None) -> list[str]:
    """Return the texts whose best pixel stands out of their background by less than 4.5 : 1."""
    picture = image if image is not None else root.grab().toImage()
    ratio = picture.devicePixelRatio()
    found = []
    for widget in shown(root, QLabel, QPushButton, QCheckBox, QLineEdit, QComboBox):
        text = widget.currentText() if isinstance(widget, QComboBox) else getattr(widget, "text", str)()
        text = text or getattr(widget, "placeholderText", str)()
        box = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        if not text.strip() or box.height() < 8 or not _seen(widget, root).contains(box):
            continue  # half a letter at the edge of a scrolling place has no full colour
        best = _best_contrast(picture, box.adjusted(3, 3, -3, -3), ratio)
        if best < LEAST_CONTRAST:
            found.append(f"{words(widget)}: {best:.2f}")
    return found


def _tables(root: QWidget) -> list[QTableView]:
    return [view for view in shown(root, QTableView) if isinstance(view, QTableView) and view.isVisible()]


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """Return the part of the root that no scrolling place above the widget hides."""
    room, around = root.rect(), widget.parentWidget()
    while around is not None and around is not root:
        room &= QRect(around.mapTo(root, QPoint(0, 0)), around.size())
        around = around.parentWidget()
    return room


def _best_contrast(picture: QImage, box: QRect, ratio: float) -> float:
    pixels: Counter[int] = Counter()
    for y in range(round(box.top() * ratio), round(box.bottom() * ratio)):
        pixels.update(
            picture.pixel(x, y) for x in range(round(box.left() * ratio), round(box.right() * ratio))
        )
    if not pixels:
        return LEAST_CONTRAST
    back = QColor(pixels.most_common(1)[0][0])
    return max(contrast(back, QColor(pixel)) for pixel in pixels)
