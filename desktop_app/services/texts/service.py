"""The texts of the papers: read, tried, changed, put back."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import PaperKind
from desktop_app.models.layout import PaperText
from desktop_app.services.clock import Clock
from desktop_app.services.labels import PAPER_KINDS
from desktop_app.services.papers.facts import PaperFacts, Scope, gather
from desktop_app.services.papers.words import Words
from desktop_app.services.store import Store
from desktop_app.services.texts.compose import Written, fill_template, standard_template
from desktop_app.services.texts.context import Group, context_of
from desktop_app.services.texts.placeholders import CATALOGUE, Placeholder
from desktop_app.services.texts.source import Source
from desktop_app.services.texts.types import FilledText, Mistake, PlaceholderRow, TemplateMistake, TextRow
from desktop_app.services.texts.values import FILTERS, Kind, printed

_BRACKETS: Final = {0: "", 2: '("", "")'}
_END: Final = "{% конец %}"
_LISTED: Final = 3
"""So many lines of a list are named as what it says now."""


class TextService:
    """What the papers say."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rows(self) -> tuple[TextRow, ...]:
        """Return the template in force of every kind of paper."""
        with self._store.read() as session:
            own = {stored.kind: stored for stored in session.scalars(select(PaperText))}
            return tuple(_row(kind, own.get(kind.value)) for kind in PaperKind)

    def standard(self, kind: PaperKind) -> str:
        """Return the template the program ships."""
        return standard_template(kind)

    def placeholders(self, kind: PaperKind) -> tuple[PlaceholderRow, ...]:
        """Return everything a template may name, with what it says by the present record."""
        facts = self._facts(kind)
        context = context_of(Source(kind, facts, Words(facts.forms)))
        return tuple(
            _placeholder_row(placeholder, context[group])
            for group, members in CATALOGUE.items()
            for placeholder in members.values()
        )

    def forms(self) -> tuple[PlaceholderRow, ...]:
        """Return what may follow a placeholder after a bar: cases, initials, words by gender and number."""
        return tuple(
            PlaceholderRow(
                name=f"| {name}", about=rule.about, value="", insert=f" | {name}{_BRACKETS[rule.words[0]]}"
            )
            for name, rule in FILTERS.items()
        )

    def check(self, kind: PaperKind, template: str) -> tuple[Mistake, ...]:
        """Return what is wrong with a template: as it stands, filled from the sample and from the record."""
        from desktop_app.services.texts.engine import find_mistakes  # noqa: PLC0415 - with the first check

        found = find_mistakes(_plain(template))
        if found:
            return found
        for sample in (True, False):
            try:
                self._filled(kind, template, sample=sample)
            except TemplateMistake as error:
                return error.mistakes
        return ()

    def fill(self, kind: PaperKind, template: str, *, sample: bool = False) -> FilledText:
        """Return the text a template gives by the present record or by the sample school.

        Raises ``TemplateMistake``.
        """
        words = self._filled(kind, template, sample=sample)
        return FilledText(
            heading=words.heading, paragraphs=tuple(paragraph.text for paragraph in words.paragraphs)
        )

    def save(self, kind: PaperKind, template: str) -> TextRow:
        """Keep the school's own template, or the standard one again when it says just that.

        Raises ``TemplateMistake``; a text with a mistake is never stored. Papers already registered stay.
        """
        template = _plain(template)
        found = self.check(kind, template)
        if found:
            raise TemplateMistake(found)
        if template == standard_template(kind):
            return self.restore(kind)
        with self._store.write(f"Изменение текста: {PAPER_KINDS[kind]}") as session:
            stored = session.get(PaperText, kind) or PaperText(kind=kind.value)
            if stored.template != template:
                stored.template, stored.changed_at = template, self._clock.now()
                session.add(stored)
            session.flush()
            return _row(kind, stored)

    def restore(self, kind: PaperKind) -> TextRow:
        """Put the standard template back; can be undone. Nothing happens when it is in force already."""
        with self._store.write(f"Возврат исходного текста: {PAPER_KINDS[kind]}") as session:
            stored = session.get(PaperText, kind)
            if stored is not None:
                session.delete(stored)
        return _row(kind, None)

    def _filled(self, kind: PaperKind, template: str, *, sample: bool) -> Written:
        template = _plain(template)
        if sample:
            from desktop_app.services.texts.sample import PARTICULARS, sample_facts  # noqa: PLC0415 - as above

            return fill_template(kind, template, sample_facts(kind), PARTICULARS)
        return fill_template(kind, template, self._facts(kind))

    def _facts(self, kind: PaperKind) -> PaperFacts:
        with self._store.read_long() as session:
            return _present(session, kind, self._clock)


def _present(session: Session, kind: PaperKind, clock: Clock) -> PaperFacts:
    return gather(
        session,
        directive_id=None,
        appointment_id=None,
        on=clock.today(),
        appointing=kind is PaperKind.ORDER,
        scope=Scope(proving=kind is PaperKind.BANNER_REPORT),
    )


def _row(kind: PaperKind, stored: PaperText | None) -> TextRow:
    if stored is None:
        return TextRow(kind=kind, template=standard_template(kind), own=False)
    return TextRow(kind=kind, template=stored.template, own=True, changed_at=stored.changed_at)


def _placeholder_row(placeholder: Placeholder, group: Group) -> PlaceholderRow:
    value = group[placeholder.member]
    name = placeholder.name
    if placeholder.kind is Kind.LIST:
        fields = [item.member for item in placeholder.items]
        shown = ", ".join(str(line[fields[0]]) for line in value[:_LISTED])
        first = placeholder.items[0]
        return PlaceholderRow(
            name=name,
            about=placeholder.about,
            value=shown,
            insert=f"{{% для {first.group} из {name} %}}\n{{{{ {first.name} }}}}",
            close=f"\n{_END}",
        )
    if placeholder.kind is Kind.FLAG:
        said = "да" if value else "нет"
        insert = f"{{% если {name} %}}"
        return PlaceholderRow(name=name, about=placeholder.about, value=said, insert=insert, close=_END)
    return PlaceholderRow(
        name=name, about=placeholder.about, value=printed(value), insert=f"{{{{ {name} }}}}"
    )


def _plain(template: str) -> str:
    """Return a template as it is stored: one kind of line end, no empty lines around."""
    return template.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").strip("\n")
