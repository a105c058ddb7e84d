"""Put a theme on the application: Fusion, the palette and one short style sheet."""

from __future__ import annotations

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme.colours import DARK, LIGHT, Colours, build_palette
from desktop_app.ui.theme.icons import icon_folder

GAP = 8
"""The step of the grid, px."""
MARGIN = 24
"""Around a page, px."""
THEME = "theme_name"
"""The application's property that keeps which theme was chosen."""
STYLE_ARGUMENTS = ("-style", "fusion")
"""For the application: asked for so, Qt makes no Python object of the style, with all its enums."""
STYLED = "styled"
"""The application's property that tells that it was started with these arguments."""
TARGET = 32
"""The least height of anything that can be pressed, px."""

_LARGER = {"heading": 2, "title": 8, "figure": 10}
"""Points that headings have more than the text: it follows the font the user has set for the system."""

_SHEET = """
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: 4px; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {heading}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="figure"] {{ font-size: {figure}pt; font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="problem"] {{ color: {bad}; }}
QLabel[tone="good"] {{ color: {good}; }}
QLabel[tone="busy"] {{ color: {busy}; }}
QLabel[tone="bad"] {{ color: {bad}; }}
QLabel[role="badge"] {{ border-radius: 11px; min-height: 22px; padding: 0 10px; font-weight: 600;
  color: {muted}; background: {quiet_soft}; }}
QLabel[role="badge"][tone="good"] {{ color: {good}; background: {good_soft}; }}
QLabel[role="badge"][tone="busy"] {{ color: {busy}; background: {busy_soft}; }}
QLabel[role="badge"][tone="bad"] {{ color: {bad}; background: {bad_soft}; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[role="drop"] {{ background: {surface}; border: 1px dashed {input_border}; border-radius: 8px; }}
QFrame[role="drop"][over="true"] {{ background: {accent_soft}; border: 1px dashed {accent}; }}
QFrame[role="line"] {{ background: {border}; border: none; max-height: 1px; min-height: 1px; }}
QPushButton {{ min-height: 30px; padding: 0 14px; border-radius: 6px; border: 1px solid {input_border};
  background: {surface}; color: {text}; outline: none; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 13px; }}
QPushButton:disabled {{ color: {muted}; background: {quiet_soft}; border-color: {border}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ color: {muted}; background: {quiet_soft}; border-color: {border}; }}
QPushButton[role="quiet"] {{ border-color: transparent; background: transparent; color: {accent}; }}
QPushButton[role="quiet"]:hover {{ background: {accent_soft}; }}
QPushButton[role="quiet"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="quiet"]:disabled {{ color: {muted}; }}
QPushButton[role="step"] {{ border-color: transparent; background: transparent; color: {text};
  font-size: {heading}pt; font-weight: 600; }}
QPushButton::menu-indicator {{ image: url(icons:chevron-down.svg); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: right center; right: 8px; }}
QPushButton[role="primary"]::menu-indicator {{ image: url(icons:chevron-on-{name}.svg); }}
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{ border: 1px solid {input_border};
  border-radius: 5px; background: {surface}; color: {text}; selection-background-color: {accent};
  selection-color: {on_accent}; placeholder-text-color: {muted}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 30px; padding: 0 8px; }}
QPlainTextEdit {{ padding: 4px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {accent}; padding: 0 7px; }}
QPlainTextEdit:focus {{ padding: 3px; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] {{ border-color: {bad}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{ background: {quiet_soft}; color: {muted};
  border-color: {border}; }}
QAbstractSpinBox QLineEdit {{ border: none; min-height: 24px; padding: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: url(icons:chevron-down.svg); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {border}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 8px; }}
QListView[role="offers"] {{ background: {surface}; border: 1px solid {border}; outline: none; }}
QListView[role="offers"]::item {{ min-height: 30px; padding: 0 8px; }}
QListView[role="offers"]::item:hover, QListView[role="offers"]::item:selected {{
  background: {accent_soft}; color: {text}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 22px;
  subcontrol-origin: border; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url(icons:chevron-up.svg); width: 11px; height: 11px; }}
QAbstractSpinBox::down-arrow {{ image: url(icons:chevron-down.svg); width: 11px; height: 11px; }}
QCheckBox, QRadioButton {{ min-height: 32px; spacing: 8px; }}
QCheckBox::indicator, QTableView::indicator {{ width: 18px; height: 18px; border: 1px solid {input_border};
  border-radius: 4px; background: {surface}; }}
QCheckBox::indicator:checked, QTableView::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url(icons:check-{name}.svg); }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; outline: none; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 16px; height: 16px; }}
QCheckBox::indicator:checked:focus {{ border: 2px solid {text}; }}
QTableView {{ background: {surface}; alternate-background-color: {window}; border: 1px solid {border};
  border-radius: 6px; gridline-color: {border}; outline: none; }}
QTableView::item {{ padding: 0 8px; border: none; }}
QTableView::item:selected {{ background: {accent_soft}; color: {text}; }}
QTableView:focus {{ border-color: {accent}; }}
QHeaderView {{ background: {surface}; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none;
  border-bottom: 1px solid {border}; padding: 0 11px; min-height: 32px; font-weight: 600; }}
QHeaderView::down-arrow {{ image: url(icons:chevron-down.svg); width: 10px; height: 10px; }}
QHeaderView::up-arrow {{ image: url(icons:chevron-up.svg); width: 10px; height: 10px; }}
QCalendarWidget {{ background: {surface}; border: 1px solid {input_border}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {border}; }}
QTabBar::tab {{ min-height: 34px; padding: 0 14px; color: {muted}; background: transparent;
  border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {text}; background: {hover}; }}
QTabBar::tab:focus {{ color: {accent}; background: {accent_soft}; }}
QTabBar {{ outline: none; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {input_border}; border-radius: 4px; min-height: 32px;
  margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {input_border}; border-radius: 4px; min-width: 32px;
  margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ min-height: 28px; padding: 2px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {rail}; }}
QCalendarWidget QToolButton {{ min-width: 32px; min-height: 32px; padding: 0 4px; border-radius: 6px;
  border: none; background: transparent; color: {text}; font-weight: 600; }}
QCalendarWidget QToolButton:hover {{ background: {hover}; }}
QCalendarWidget QToolButton:focus {{ border: 2px solid {accent}; padding: 0 2px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QSpinBox {{ min-width: 64px; }}
QCalendarWidget QTableView {{ border: none; border-radius: 0; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QProgressBar {{ background: {quiet_soft}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QFrame[role="status"] {{ background: {rail}; border: none; }}
QMenuBar {{ background: {rail}; color: {text}; padding: 2px 8px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QFrame[role="rail"] {{ background: {rail}; border: none; border-right: 1px solid {border}; }}
QFrame[role="header"] {{ background: {surface}; border: none; border-bottom: 1px solid {border}; }}
QFrame[role="message"] {{ background: {good_soft}; border: none; }}
QFrame[role="message"] QLabel {{ color: {good}; }}
QFrame[role="message"][tone="busy"] {{ background: {busy_soft}; }}
QFrame[role="message"][tone="busy"] QLabel {{ color: {busy}; }}
QFrame[role="message"][tone="bad"] {{ background: {bad_soft}; }}
QFrame[role="message"][tone="bad"] QLabel {{ color: {bad}; }}
QPushButton[role="rail"] {{ text-align: left; min-height: 36px; padding: 0 10px;
  border: 2px solid transparent; border-radius: 6px; background: transparent; color: {text}; }}
QPushButton[role="rail"][compact="true"] {{ text-align: center; padding: 0; }}
QPushButton[role="rail"]:hover {{ background: {hover}; }}
QPushButton[role="rail"]:checked {{ background: {accent_soft}; color: {accent}; font-weight: 600; }}
QPushButton[role="rail"]:disabled {{ color: {muted}; }}
QPushButton[role="rail"]:focus {{ border-color: {accent}; }}
"""


def style_sheet(colours: Colours, points: float = 9) -> str:
    """Return the style sheet of a theme; headings are larger than the text, which has so many ``points``."""
    sizes = {name: f"{points + more:g}" for name, more in _LARGER.items()}
    return _SHEET.format(**sizes, **{name: getattr(colours, name) for name in Colours.__slots__})


def apply_theme(app: QApplication, *, dark: bool | None = None) -> None:
    """Dress the application; without ``dark`` the desktop's own setting decides."""
    if dark is None:
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    colours = DARK if dark else LIGHT
    QDir.setSearchPaths("icons", [str(icon_folder())])
    if not app.property(STYLED):
        app.setStyle("Fusion")
    undress()
    app.setPalette(build_palette(colours))
    app.setStyleSheet(style_sheet(colours, QFontInfo(app.font()).pointSizeF()))


def undress() -> None:
    """Take the style sheet off: one put over another costs five times as much as one put on nothing."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet():
        app.setStyleSheet("")


def chosen_theme() -> str:
    """Return the name the application was dressed by."""
    app = QApplication.instance()
    return str(app.property(THEME) or "system") if app is not None else "system"


def apply_theme_named(name: str) -> None:
    """Dress the running application: «light», «dark», anything else is the desktop's own setting."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setProperty(THEME, name)
        apply_theme(app, dark={"light": False, "dark": True}.get(name))
