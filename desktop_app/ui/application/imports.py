"""Load Qt without the import hook it leaves behind, and make its types before other threads ask for them."""

from __future__ import annotations

import builtins
import sys
from typing import Final

TYPES: Final = {
    "PySide6.QtCore": """
        QAbstractTableModel QBuffer QByteArray QCoreApplication QDate QDir QEvent QEventLoop QFileInfo
        QIODevice QItemSelection QItemSelectionModel QLibraryInfo QLocale QLockFile QMimeData QModelIndex
        QObject QPersistentModelIndex QPoint QPointF QRect QRectF QRunnable QSaveFile QSettings QSize
        QSocketNotifier QStandardPaths QThread QThreadPool QTimer QTranslator QUrl Qt
        Signal SignalInstance Slot
    """,
    "PySide6.QtGui": """
        QAction QActionGroup QCloseEvent QColor QCursor QDesktopServices QDragEnterEvent QDragLeaveEvent
        QDragMoveEvent QDropEvent QFocusEvent QFont QFontInfo QFontMetrics QGuiApplication QHelpEvent
        QIcon QImage QImageReader QKeyEvent QKeySequence QMouseEvent QPageLayout QPageSize QPaintEvent
        QPainter QPalette QPen QPixmap QResizeEvent QShortcut QShowEvent QSyntaxHighlighter QTextCharFormat
        QTextCursor QTextDocument QTextFormat QWheelEvent QWindow
    """,
    "PySide6.QtWidgets": """
        QAbstractItemView QAbstractSpinBox QApplication QBoxLayout QButtonGroup QCalendarWidget QCheckBox
        QComboBox QCompleter QDialog QDialogButtonBox QDoubleSpinBox QFileDialog QFrame QGridLayout
        QHBoxLayout QHeaderView QLabel QLineEdit QMainWindow QMenu QMessageBox QPlainTextEdit QProgressBar
        QProgressDialog QPushButton QScrollArea QSizePolicy QSpinBox QSplitter QStackedWidget QStyle
        QStyleOptionViewItem QStyledItemDelegate QTabBar QTabWidget QTableView QTableWidget QTableWidgetItem
        QTextEdit QToolButton QToolTip QVBoxLayout QWidget
    """,
}
"""What this program imports of Qt, by module; a test compares it with the sources."""


def load_qt() -> None:
    """Import PySide6 and put Python's own ``import`` back.

    PySide6 replaces ``builtins.__import__`` by one that reads the source of every module imported afterwards,
    to look for ``from __feature__ import …``, and keeps all of it in ``linecache``: with SQLAlchemy that is a
    tenth of a second and 30 MiB. This program uses no ``__feature__``.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - the hook is set by this very import

    builtins.__import__ = plain


def make_types() -> None:
    """Make on this thread every Qt type the program uses.

    PySide6 makes a type when it is first asked for, and two threads that ask for one at the same moment end
    the program. Screens are imported on a thread of their own while the window's thread goes on.
    """
    for module, names in TYPES.items():
        for name in names.split():
            getattr(sys.modules[module], name)
