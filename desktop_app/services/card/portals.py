"""Read the portals of a card, with the pictures that lie beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from desktop_app.models.enums import CheckOutcome, PlacementStatus, PortalKind
from desktop_app.services.attachments.service import prepare
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.rules import check_check, check_portal, portal_key
from desktop_app.services.banners.types import CheckDraft, PortalDraft
from desktop_app.services.card.sheet import Sheet, Table
from desktop_app.services.card.tables import PORTALS
from desktop_app.services.card.types import CardPortal
from desktop_app.services.errors import AppError

_S = PlacementStatus
_LARGEST = 100 * 2**20
_OUTCOMES = {
    _S.VERIFIED: CheckOutcome.FOUND,
    _S.PLACED: CheckOutcome.SEEN,
    _S.MISSING: CheckOutcome.MISSING,
}


def read_portals(sheet: Sheet, folder: Path, today: date) -> tuple[CardPortal, ...]:
    """Read ``[[portals]]``; pictures are looked for in ``folder`` and nowhere outside of it."""
    portals: list[CardPortal] = []
    taken: frozenset[tuple[str, str, str, str]] = frozenset()
    for table in sheet.tables("portals", PORTALS):
        values = {
            name: value for name, value in table.values.items() if name not in {"screenshot", "checked_on"}
        }
        status: PlacementStatus = values.get("status", _S.PLANNED)
        checked_on: date | None = table.values.get("checked_on")
        _check_look(sheet, table, status)
        # the card has no key of its own for the day of removal
        table.places["removed_on"] = table.places.get("checked_on", table.place("status"))
        picture = _picture(sheet, table, folder)
        draft = _draft(values, status, checked_on)
        sheet.refuse_fields(table, check_portal(draft, None, taken, today), PORTALS)
        taken |= {portal_key(draft)}
        look = None
        if checked_on is not None and status in _OUTCOMES:
            look = CheckDraft(checked_on=checked_on, outcome=_OUTCOMES[status], picture=picture)
            late = [error for error in check_check(look, today) if error.field == "checked_on"]
            sheet.refuse_fields(table, late, PORTALS)
        portals.append(CardPortal(draft, look))
    return tuple(portals)


def _draft(values: dict[str, Any], status: PlacementStatus, checked_on: date | None) -> PortalDraft:
    """Make the draft that is stored first; a look stored after it raises ``placed`` to ``verified``."""
    if status is _S.VERIFIED:
        values = values | {"status": _S.PLACED}
    if status is _S.REMOVED:
        values = values | {"removed_on": checked_on}
    return PortalDraft(**({"kind": PortalKind.WEBSITE} | values))


def _check_look(sheet: Sheet, table: Table, status: PlacementStatus) -> None:
    """Refuse a status that the dates and the picture of the card do not carry."""
    given = set(table.places)
    if "kind" not in given:
        sheet.refuse((*table.path, "kind"), "Укажите вид портала: website, vk, stand и так далее.")
    if "status" not in given:
        sheet.refuse((*table.path, "status"), "Укажите состояние баннера: planned, placed и так далее.")
    if status is _S.VERIFIED and not {"screenshot", "checked_on"} <= given:
        place = table.place("status")
        sheet.refuse(place, "«verified» принимается только со снимком screenshot и датой checked_on.")
    elif status is _S.REMOVED and "checked_on" not in given:
        sheet.refuse(table.place("status"), "Для «removed» укажите checked_on: когда баннера уже не было.")
    elif status in {_S.PLANNED, _S.NOT_APPLICABLE} and "checked_on" in given:
        sheet.refuse(table.place("checked_on"), f"При состоянии «{status}» проверки быть не может.")
    elif "screenshot" in given and (status not in _OUTCOMES or "checked_on" not in given):
        sheet.refuse(table.place("screenshot"), "Снимок принимается вместе с датой проверки checked_on.")


def _picture(sheet: Sheet, table: Table, folder: Path) -> NewFile | None:
    """Read the picture; paths out of the card's folder and files of another kind are refused."""
    name = table.values.get("screenshot", "")
    if not name:
        return None
    try:
        file = NewFile(name=PurePosixPath(name).name, content=_content(folder, name))
        prepare(file)
    except (ValueError, AppError) as error:
        sheet.refuse(table.place("screenshot"), str(error))
        return None
    return file


def _content(folder: Path, name: str) -> bytes:
    plain = name.replace("\\", "/")
    if plain.startswith("/") or PureWindowsPath(name).drive or ".." in PurePosixPath(plain).parts:
        raise ValueError("Снимок должен лежать рядом с карточкой: укажите путь от её папки, без «..».")
    path = folder / plain
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ValueError("Снимок должен лежать рядом с карточкой, а не по ссылке в другой папке.")
        if not path.is_file():
            raise ValueError(f"Файла «{name}» рядом с карточкой нет.")
        if path.stat().st_size > _LARGEST:
            raise ValueError("Снимок слишком велик: больше 100 МБ.")
        content = path.read_bytes()
        if content.startswith(b"%PDF"):
            raise ValueError("Снимок должен быть картинкой: PNG, JPEG, WebP или BMP.")
        return content  # noqa: TRY300 - the reading is what may fail
    except OSError as error:
        raise ValueError(f"Файл «{name}» не читается.") from error
