"""The school's requisites as a form; the first run shows the same one, shorter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.services.labels import GENDERS, SCHOOL_KINDS
from desktop_app.services.school.types import SchoolDraft
from desktop_app.ui.kit.fields import ChoiceField, LineField, TextField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.slices import Steps


class SchoolForm(Form):
    """Every requisite; ``brief`` leaves out what can wait."""

    def __init__(self, parent: QWidget | None = None, *, brief: bool = False, by_parts: bool = False) -> None:
        super().__init__(parent)
        self._hidden: dict[str, object] = {}
        self.build(self._parts(brief=brief), by_parts=by_parts)

    def draft(self) -> SchoolDraft:
        """Return what is typed over what was stored."""
        return SchoolDraft(**{**self._hidden, **self.values()})

    def keep(self, stored: object) -> None:
        """Show a stored school; fields the form does not show stay as they are."""
        names = SchoolDraft.__dataclass_fields__
        self._hidden = {name: getattr(stored, name) for name in names}
        self.set_values(stored)

    def _parts(self, *, brief: bool) -> Steps:
        self._add_names()
        yield
        if not brief:
            self._add_contacts()
            yield
        self._add_people(brief=brief)
        yield
        self._add_addressee()  # without it no letter can be registered

    def _add_names(self) -> None:
        tr = self.tr
        self.add("full_name", tr("Полное название, как в уставе"), TextField(lines=2))
        self.add("short_name", tr("Сокращённое название"), LineField(tr("МБОУ «СОШ № 5»")), half=True)
        self.add("kind", tr("Вид школы"), ChoiceField(SCHOOL_KINDS), half=True)
        self.add("founder", tr("Учредитель (верхняя строка бланка)"), LineField())

    def _add_contacts(self) -> None:
        tr = self.tr
        self.add_heading(tr("Адрес и связь"))
        self.add("locality", tr("Населённый пункт"), LineField(tr("г. Ангарск")), half=True)
        self.add("phone", tr("Телефон"), LineField("8 (3955) 00-00-00"), half=True)
        self.add("address", tr("Адрес"), LineField(tr("индекс, область, город, улица, дом")))
        self.add("email", tr("Электронная почта"), LineField(), half=True)
        self.add("website", tr("Сайт"), LineField(), half=True)
        self.add_heading(tr("Коды"))
        for name, label in (("inn", "ИНН"), ("kpp", "КПП"), ("ogrn", "ОГРН"), ("okpo", "ОКПО")):
            self.add(name, label, LineField(limit=20), half=True)

    def _add_people(self, *, brief: bool) -> None:
        tr = self.tr
        self.add_heading(tr("Руководитель"))
        self.add("head_name", tr("Фамилия, имя, отчество"), LineField())
        self.add("head_post", tr("Должность"), LineField(tr("Директор")), half=True)
        self.add("head_gender", tr("Пол"), ChoiceField(GENDERS, empty=tr("по отчеству")), half=True)
        if brief:
            return
        self.add_heading(tr("Исполнитель (внизу письма)"))
        self.add("executor_name", tr("Фамилия, имя, отчество исполнителя"), LineField(), half=True)
        self.add("executor_phone", tr("Телефон исполнителя"), LineField(), half=True)

    def _add_addressee(self) -> None:
        tr = self.tr
        self.add_heading(tr("Кому отвечаем"))
        hint = tr("Муниципальная школа отвечает своему управлению образования; прочие могут не заполнять")
        self.add("addressee_organisation", tr("Организация"), LineField(), hint=hint)
        self.add("addressee_post", tr("Должность адресата"), LineField(), half=True)
        self.add("addressee_name", tr("Фамилия, имя, отчество адресата"), LineField(), half=True)
