"""How schools call the columns of a list of portals, and what they write in them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from desktop_app.russian.fold import fold
from desktop_app.services import labels
from desktop_app.services.banners.types import CheckOutcome, PlacementStatus, PortalKind
from desktop_app.services.exchange.types import Cell, Subject
from desktop_app.services.exchange.values import read_text
from desktop_app.services.exchange.vocabulary import NUMBERING, Vocabulary, plain

_K, _S, _O = PortalKind, PlacementStatus, CheckOutcome

_WORDINGS: Final = {
    "kind": "вид; вид портала; тип; тип портала; вид площадки; тип площадки; категория; вид ресурса; "
    "тип ресурса; kind",
    "name": "название; наименование; портал; площадка; название портала; наименование портала; ресурс; "
    "наименование ресурса; название ресурса; название площадки; информационный ресурс; name",
    "url": "адрес; ссылка; url; адрес страницы; ссылка на страницу; адрес сайта; интернет-адрес; "
    "гиперссылка; ссылка на размещение; ссылка на портал; адрес в интернете; ссылка на ресурс; сайт",
    "place": "где размещён; место; место размещения; раздел; расположение; место на странице; "
    "где на странице; раздел сайта; место баннера; где висит",
    "status": "состояние; статус; статус размещения; состояние баннера; статус баннера; "
    "отметка о размещении; состояние размещения",
    "placed_on": "размещён; дата размещения; когда размещён; размещено; дата публикации; дата установки; "
    "размещён с; дата размещения баннера",
    "planned_for": "запланирован; запланировано; план; плановая дата; запланирован на; планируемая дата; "
    "срок размещения; дата по плану",
    "checked_on": "последняя проверка; дата проверки; дата последней проверки; проверка; когда проверен; "
    "проверено; когда проверяли",
    "reason": "причина; причина отсутствия; почему нет; почему не нужен; причина неразмещения",
    "removed_on": "снят; дата снятия; когда снят; снято; убран",
    "outcome": "что увидели; итог проверки; результат проверки; что увидели при проверке; результат",
    NUMBERING: "№; № п/п; п/п; № пп; номер; номер по порядку; n; no; номер п/п; порядковый номер; id",
}
_STEMS: Final = (
    ("outcome", ("увид", "результат", "итог")),
    ("checked_on", ("провер",)),
    ("removed_on", ("снят", "убран")),
    ("planned_for", ("план", "запланир")),
    ("status", ("статус", "состоян", "отметк")),
    ("reason", ("причин", "почему")),
    ("url", ("ссылк", "адрес", "url", "гиперссылк", "http")),
    ("place", ("мест", "раздел", "располож")),
    ("placed_on", ("размещ", "дат", "опублик", "установ")),
    ("kind", ("вид", "тип", "категор")),
    ("name", ("назван", "наименов", "портал", "площадк", "ресурс", "сообществ")),
)

PORTALS: Final = Vocabulary(
    Subject.PORTALS,
    {
        "kind": "Вид",
        "name": "Название",
        "url": "Адрес",
        "place": "Где размещён",
        "status": "Состояние",
        "placed_on": "Размещён",
        "planned_for": "Запланирован",
        "checked_on": "Последняя проверка",
        "reason": "Причина",
        "removed_on": "Снят",
        "outcome": "Что увидели",
    },
    ("kind", "name", "status"),
    _WORDINGS,
    _STEMS,
)
"""The card's keys, and two the card has no need of: it says both by the status and one date."""

_KINDS: Final = {
    _K.WEBSITE: "официальный сайт; сайт школы; веб-сайт; сайт оо; официальный сайт школы; интернет-сайт",
    _K.VK: "вк; vkontakte; группа вк; сообщество вконтакте; группа вконтакте; госпаблик; сообщество вк; "
    "госпаблик вконтакте",
    _K.OK: "ок; группа в одноклассниках; сообщество в одноклассниках; группа ок",
    _K.MAX: "мах; макс; канал max; канал в max; мессенджер max",
    _K.TELEGRAM: "телеграм; телеграмм; тг; телеграм-канал; канал telegram; телеграм канал; телеграмм-канал",
    _K.DIARY: "дневник; эл. дневник; электронный журнал; эл дневник; объявления в дневнике",
    _K.STAND: "информационный стенд; стенды; доска объявлений; уголок; информационный уголок",
    _K.SCREEN: "монитор; телевизор; табло; электронное табло; инфопанель; видеоэкран; экраны",
    _K.OTHER: "прочее; иное; другой; другие",
}
_STATUSES: Final = {
    _S.NOT_APPLICABLE: "неприменимо; не требуется; не нужен; не применяется",
    _S.PLANNED: "запланировано; план; планируется; в плане; будет размещён",
    _S.PLACED: "размещено; висит; опубликован; опубликовано; установлен; установлено",
    _S.VERIFIED: "проверено; подтверждён; подтверждено; размещён и проверен",
    _S.MISSING: "пропало; отсутствует; баннера нет; исчез",
    _S.REMOVED: "снято; удалён; удалено; убран; убрано",
}
_OUTCOMES: Final = {
    _O.FOUND: "на месте; есть снимок; найден",
    _O.SEEN: "видели; видели баннер; на месте без снимка; виден",
    _O.MISSING: "нет; не найден; отсутствует; пропал",
}


def _words(synonyms: Mapping[Any, str], names: Mapping[Any, str]) -> dict[str, StrEnum]:
    words = {plain(word): one for one, said in synonyms.items() for word in said.split(";")}
    return words | {plain(names[one]): one for one in names} | {one.value: one for one in names}


_READ: Final[Mapping[str, Mapping[str, StrEnum]]] = {
    "kind": _words(_KINDS, labels.PORTAL_KINDS),
    "status": _words(_STATUSES, labels.PLACEMENT_STATUSES),
    "outcome": _words(_OUTCOMES, labels.CHECK_OUTCOMES),
}
_ASKED: Final[Mapping[str, tuple[str, Mapping[Any, str]]]] = {
    "kind": ("Укажите вид портала", labels.PORTAL_KINDS),
    "status": ("Укажите состояние баннера", labels.PLACEMENT_STATUSES),
    "outcome": ("Укажите, что увидели", labels.CHECK_OUTCOMES),
}


def read_choice(key: str, cell: Cell) -> StrEnum | None:
    """Return the kind, status or outcome a cell names, None for an empty one; raises ``ValueError``."""
    text = read_text(cell)
    if not text:
        return None
    found = _READ[key].get(fold(text)) or _READ[key].get(plain(text))
    if found is None:
        asked, known = _ASKED[key]
        raise ValueError(f"{asked}; есть: {', '.join(known.values())}.")
    return found


def is_choice(key: str, cell: Cell) -> bool:
    """Tell whether a cell names a kind, a status or an outcome."""
    return isinstance(cell, str) and plain(cell) in _READ[key]
