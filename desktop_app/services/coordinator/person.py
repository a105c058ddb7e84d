"""Everything a file knows a former coordinator by, and the taking away of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile
from typing import Any, Final

from sqlalchemy import Text, delete, func, or_, select, update
from sqlalchemy.orm import Session

from desktop_app.models.attachment import Attachment
from desktop_app.models.coordinator import Appointment
from desktop_app.models.enums import LetterState
from desktop_app.models.form_draft import FormDraft
from desktop_app.models.letter import Letter
from desktop_app.models.school import CaseForm
from desktop_app.models.tables import metadata
from desktop_app.russian.cases import Case
from desktop_app.russian.names import decline_name, initials_after
from desktop_app.services.history.erase import Traces, erase, forget_row, images_of, overwrite, spellings
from desktop_app.services.school.types import Subject

DESTROYED: Final = "Данные уничтожены"
"""What stands in place of the name."""
_EMPTY: Final = {
    "name": DESTROYED,
    "phone": "",
    "email": "",
    "gender": "",
    "substitute_name": "",
    "substitute_post": "",
    "chat_proof_id": None,
    "note": "",
}
_SURE: Final = 4
"""Letters; a shorter beginning of a surname stands in too many words."""
_TABLE: Final = Appointment.__tablename__
_NOT_RECORDS: Final = frozenset(
    {"changes", "change_groups", "attachment_blobs", "log_entries", "case_forms", "form_drafts", "letters"}
)


class Person:
    """One appointment's personal data, with all that earlier states of it held."""

    def __init__(self, session: Session, row: Appointment) -> None:
        self._session = session
        self._id = row.id
        now = {name: getattr(row, name) for name in _EMPTY}
        known = (now, *images_of(session, _TABLE, row.id))
        self._names = _values(known, "name", "substitute_name") - {DESTROYED}
        self._proofs = {image["chat_proof_id"] for image in known if image.get("chat_proof_id")}
        self.traces = _traces(self._names, _values(known, "phone", "email"), self._confirmed())

    def proofs(self) -> tuple[int, ...]:
        """Return the stored pictures of the chat that nothing else in the file uses."""
        return tuple(one for one in sorted(self._proofs) if not self._used_elsewhere(one))

    def drafts(self) -> bool:
        """Tell whether a draft of a paper is about the person or names them."""
        query = select(Letter.appointment_id, Letter.edited_text).where(Letter.state == LetterState.DRAFT)
        return any(
            row.appointment_id == self._id or self.traces.in_text(row.edited_text or "")
            for row in self._session.execute(query)
        )

    def papers(self) -> int:
        """Return how many registered papers are about the person or name them."""
        query = select(Letter.appointment_id, Letter.text).where(Letter.state != LetterState.DRAFT)
        return sum(
            row.appointment_id == self._id or self.traces.in_text(row.text)
            for row in self._session.execute(query)
        )

    def elsewhere(self) -> tuple[str, ...]:
        """Return the tables in which other rows name the person on a ground of their own."""
        return tuple(
            table for table in metadata.tables if table not in _NOT_RECORDS and self._named_in(table)
        )

    def destroy(self, on: date) -> None:
        """Take the person out of the appointment, the confirmed forms, the drafts and the whole history."""
        session = self._session
        proofs = self.proofs()
        empty = update(Appointment).where(Appointment.id == self._id).values(_EMPTY)
        session.execute(empty.execution_options(synchronize_session=False))
        overwrite(session, _TABLE, self._id, _EMPTY)
        for proof in proofs:
            session.execute(delete(Attachment).where(Attachment.id == proof))
            forget_row(session, "attachments", json.dumps([proof]))
        self._forget_forms()
        for form, content in session.execute(select(FormDraft.form, FormDraft.content)).all():
            if self._typed(content):
                session.execute(delete(FormDraft).where(FormDraft.form == form))
                forget_row(session, "form_drafts", json.dumps([form], ensure_ascii=False))
        erase(session, self.traces, papers_of=self._id)
        row = session.get_one(Appointment, self._id, populate_existing=True)
        row.destroyed_on = on
        session.flush()

    def _typed(self, content: str) -> bool:
        """Tell whether something not yet saved names the person; JSON may spell its letters as codes."""
        try:
            plain = json.dumps(json.loads(content), ensure_ascii=False)
        except ValueError:
            plain = content
        return self.traces.in_text(plain) or any(f'"{one}"' in plain for one in self.traces.whole)

    def _confirmed(self) -> set[str]:
        names = [CaseForm.subject == str(Subject.NAME), CaseForm.nominative.in_(self._names)]
        return set(self._session.scalars(select(CaseForm.form).where(*names)))

    def _forget_forms(self) -> None:
        """Delete the confirmed forms of names that no row of the record holds any more."""
        for name in self._names:
            if self._held(name):
                continue
            for case in Case:
                key = (str(Subject.NAME), name, str(case))
                forget_row(self._session, "case_forms", json.dumps(key, ensure_ascii=False))
            forms = [CaseForm.subject == str(Subject.NAME), CaseForm.nominative == name]
            self._session.execute(delete(CaseForm).where(*forms))

    def _held(self, name: str) -> bool:
        """Tell whether a row of the record names somebody exactly so."""
        return any(
            self._session.execute(select(*columns[:1]).where(or_(*(one == name for one in columns)))).first()
            for columns in map(_texts, metadata.tables)
            if columns and columns[0].table.name not in _NOT_RECORDS
        )

    def _named_in(self, table: str) -> bool:
        columns = _texts(table)
        if not columns:
            return False
        stems = (*self.traces.stems, *self._names)
        found = or_(*(func.instr(column, stem) > 0 for column in columns for stem in stems))
        query = select(*columns).where(found)
        if table == _TABLE:
            query = query.where(Appointment.id != self._id)
        return any(self.traces.in_text(text) for row in self._session.execute(query) for text in row if text)

    def _used_elsewhere(self, attachment: int) -> bool:
        for table in metadata.tables.values():
            for column in table.columns:
                if table.name == "attachment_blobs" or not any(
                    key.column.table.name == "attachments" for key in column.foreign_keys
                ):
                    continue
                query = select(column).where(column == attachment)
                if table.name == _TABLE:
                    query = query.where(table.c.id != self._id)
                if self._session.execute(query.limit(1)).first() is not None:
                    return True
        return False


def _values(images: Iterable[dict[str, Any]], *names: str) -> set[str]:
    return {str(image[name]) for image in images for name in names if image.get(name)}


def _texts(table: str) -> list[Any]:
    return [column for column in metadata.tables[table].columns if isinstance(column.type, Text)]


def _traces(names: set[str], contacts: set[str], confirmed: set[str]) -> Traces:
    """Return what to look for; a name of one word is too little to be looked for inside of texts."""
    forms = set(confirmed) | {form for name in names for form in _forms(name)}
    within = {form for form in forms | names if len(form.split()) > 1}
    whole = (names | contacts | forms) - within
    stems = {stem for stem in map(_stem, names) if len(stem) >= _SURE}
    rest = {_longest_word(form) for form in within if not any(stem in form for stem in stems)}
    looked_for = {each for part in stems | rest for each in spellings(part)}
    return Traces(tuple(sorted(within, key=len, reverse=True)), frozenset(whole), tuple(sorted(looked_for)))


def _longest_word(form: str) -> str:
    """Return what to look for a short surname by; initials may be spaced in any way."""
    words = form.split()
    return max((word for word in words if "." not in word), key=len, default=words[0])


def _stem(name: str) -> str:
    """Return what the surname begins with in every case."""
    surnames = [form.split()[0] for form in _cases(name)]
    return "".join(
        signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*surnames, strict=False))
    )


def _forms(name: str) -> set[str]:
    """Return a name in every case, with its initials too; a name nobody can decline stays alone."""
    try:
        initials = {initials_after(name, case) for case in Case}
        turned = {" ".join(reversed(each.split("\u00a0"))) for each in initials}
    except ValueError:
        initials = turned = set()
    return _cases(name) | initials | turned | {each for form in _cases(name) for each in _orders(form)}


def _orders(name: str) -> Iterator[str]:
    """Yield the other ways to call somebody of three names: the first name first, no patronymic."""
    match name.split():
        case [surname, first, patronymic]:
            yield from (f"{first} {patronymic} {surname}", f"{surname} {first}", f"{first} {surname}")


def _cases(name: str) -> set[str]:
    try:
        return {name, *(decline_name(name, case) for case in Case)}
    except ValueError:
        return {name}
