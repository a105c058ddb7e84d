"""The recovery sheet: the key of an encrypted file in numbered groups, what it is for, and a QR code of it.

One A4 sheet to print and lock away. What is secret on it goes through no cache of widths, lines or codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.canvas import About, draw
from desktop_app.documents.flow import Box, Placed, Run, Sheet, row_of, stack
from desktop_app.documents.fonts import faces
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.paragraphs import Column, ragged
from desktop_app.documents.qr import QUIET, secret_symbol_of
from desktop_app.documents.units import ASCENT, MM, SHEET_HEIGHT, SHEET_WIDTH
from desktop_app.russian.dates import long_date

if TYPE_CHECKING:
    from desktop_app.documents.flow import Row
    from desktop_app.documents.fonts import Faces
    from desktop_app.services.protection.types import RecoveryPage

_LEFT: Final = 25 * MM
_RIGHT: Final = (SHEET_WIDTH - 15) * MM
_TOP: Final = 20 * MM
_TITLE: Final = 22.0
_TEXT: Final = 12.0
_SMALL: Final = 10.0
_LABEL: Final = 42 * MM
_COLUMNS: Final = 3
_CELL_HEIGHT: Final = 13 * MM
_KEY: Final = 19.0
_PITCH: Final = 17.0
"""Points from one sign to the next: the face is not monospaced, the key is read sign by sign."""
_NUMBER_WIDTH: Final = 9 * MM
_LINE: Final = 0.6
_MODULE: Final = 0.9
"""Side of a QR module in millimetres."""
_HOW_TO_TYPE: Final = (
    "Введите группы по порядку через пробел или дефис, буквами большими или малыми. Это цифры и латинские "
    "буквы; букв O, I, L и U в ключе нет: похожий знак — ноль или единица."
)
_STEPS: Final = (
    "Откройте файл в программе «Отклик». Когда она спросит пароль, нажмите «Пароль забыт».",
    _HOW_TO_TYPE,
    "Если где-то ошибка, программа назовёт номер группы. Попыток сколько угодно.",
    "Придумайте новый пароль. Этот лист после того не действует: напечатайте новый, а этот уничтожьте.",
)
_WARNING: Final = (
    "Кто прочтёт этот лист, тот откроет файл. Храните его под замком, отдельно от компьютера и от флешек "
    "с копиями. Если потеряны и пароль, и этот лист, файл не откроет никто: ни разработчики, ни другая "
    "программа."
)


def recovery_page(page: RecoveryPage) -> bytes:
    """Return the sheet as PDF; the same page gives the same bytes."""
    fonts = faces()
    clean = Cleaner(fonts).text
    sheet = Sheet(SHEET_WIDTH * MM, SHEET_HEIGHT * MM)
    column = Column(_LEFT, _RIGHT - _LEFT, fonts.regular, _TEXT)
    top = stack(sheet, ragged(column._replace(face=fonts.bold, size=_TITLE), "Ключ восстановления"), _TOP)
    top = stack(sheet, ragged(column, "к файлу программы «Отклик», закрытому паролем"), top) + 6 * MM
    facts = (
        ("Школа", clean(page.school) or "—"),
        ("Файл", clean(page.file_name)),
        ("Лист составлен", long_date(page.made_on)),
        ("Метка файла", page.groups[-1]),
    )
    for label, value in facts:
        top = stack(sheet, _fact(column, fonts, label, value), top) + 1.5 * MM
    top = _draw_key(sheet, page, fonts, top + 5 * MM) + 8 * MM
    _draw_how(sheet, page, fonts, top)
    about = About("Ключ восстановления", "Отклик", "Лист для сейфа")
    return draw((sheet,), about)


def _fact(column: Column, fonts: Faces, label: str, value: str) -> list[Row]:
    rows = ragged(column._replace(x=column.x + _LABEL, width=column.width - _LABEL, face=fonts.bold), value)
    rows[0].runs = (Run(column.x, label, fonts.regular, _TEXT), *rows[0].runs)
    return rows


def _draw_key(sheet: Sheet, page: RecoveryPage, fonts: Faces, top: float) -> float:
    """Draw the numbered groups in a frame, row by row; return where the frame ends."""
    width = (_RIGHT - _LEFT) / _COLUMNS
    rows = -(-len(page.groups) // _COLUMNS)
    for index, group in enumerate(page.groups):
        row, place = divmod(index, _COLUMNS)
        x, baseline = _LEFT + place * width + 4 * MM, top + row * _CELL_HEIGHT + _CELL_HEIGHT / 2 + _KEY / 3
        sheet.texts.append(Placed(Run(x, str(index + 1), fonts.regular, _SMALL), baseline))
        for number, sign in enumerate(group):  # one by one: a sign a step, so that none is lost or doubled
            step = x + _NUMBER_WIDTH + number * _PITCH + (_PITCH - fonts.bold.points(sign, _KEY)) / 2
            sheet.texts.append(Placed(Run(step, sign, fonts.bold, _KEY), baseline))
    height = rows * _CELL_HEIGHT
    for line in range(rows + 1):
        sheet.boxes.append(Box(_LEFT, top + line * _CELL_HEIGHT, _RIGHT - _LEFT, _LINE))
    for line in range(_COLUMNS + 1):
        sheet.boxes.append(Box(_LEFT + line * width, top, _LINE, height + _LINE))
    return top + height


def _draw_how(sheet: Sheet, page: RecoveryPage, fonts: Faces, top: float) -> None:
    """Draw the steps with the code beside them, and the warning below."""
    symbol = secret_symbol_of("-".join(page.groups))
    extent, quiet = symbol.extent(_MODULE), QUIET * _MODULE * MM
    code_left = _RIGHT - extent
    sheet.boxes += symbol.boxes(code_left, top + _TEXT * (1 - ASCENT) + quiet, _MODULE)
    caption = Column(code_left, extent, fonts.regular, _SMALL)
    stack(sheet, ragged(caption, "Тот же ключ: его прочтёт камера телефона"), top + extent + 2 * quiet)
    column = Column(_LEFT, code_left - quiet - _LEFT - 4 * MM, fonts.regular, _TEXT)
    y = stack(sheet, ragged(column._replace(face=fonts.bold), "Если пароль забыт"), top) + 2 * MM
    for number, step in enumerate(_STEPS, 1):
        lines = ragged(column._replace(x=column.x + 7 * MM, width=column.width - 7 * MM), step)
        lines[0].runs = (Run(column.x, f"{number}.", fonts.regular, _TEXT), *lines[0].runs)
        y = stack(sheet, lines, y) + 1.5 * MM
    y = max(y, top + extent + 4 * quiet) + 6 * MM
    wide = column._replace(width=_RIGHT - _LEFT)
    y = stack(sheet, ragged(wide._replace(face=fonts.bold), "Как хранить"), y) + 2 * MM
    y = stack(sheet, ragged(wide, _WARNING), y) + 10 * MM
    stack(sheet, [row_of(Run(_LEFT, "Где хранится: " + "_" * 55, fonts.regular, _TEXT))], y)
