"""What stands around the text of a paper: letterhead, addressee, signature, executor, QR code."""

from __future__ import annotations

from typing import Final

from desktop_app.models.enums import PlacementStatus, SchoolKind
from desktop_app.russian.cases import Case
from desktop_app.russian.fold import fold
from desktop_app.russian.typography import as_printed
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.parts import Addressee, Executor, Letterhead, Signature
from desktop_app.services.papers.words import Words, capital, clean, signed
from desktop_app.services.school.types import SchoolRow

CODE_LIMIT: Final = 300
"""Bytes of the QR code: more makes the modules too small for a telephone's camera at 25–40 mm."""


def letterhead(school: SchoolRow, logo: bytes = b"") -> Letterhead:
    """Return the author's data with the emblem; what the school does not have is left out."""
    contacts = (
        clean(school.address),
        f"тел. {clean(school.phone)}" if school.phone.strip() else "",
        f"e-mail: {clean(school.email)}" if school.email.strip() else "",
        clean(school.website),
    )
    tax = [("ИНН", clean(school.inn)), ("КПП", clean(school.kpp))]
    identifiers = (
        f"ОКПО {clean(school.okpo)}" if school.okpo.strip() else "",
        f"ОГРН {clean(school.ogrn)}" if school.ogrn.strip() else "",
        " ".join(("/".join(n for n, v in tax if v), "/".join(v for _, v in tax if v))).strip(),
    )
    return Letterhead(
        founder=as_printed(clean(school.founder)),
        full_name=as_printed(clean(school.full_name)),
        short_name=as_printed(clean(school.short_name)),
        contacts=tuple(as_printed(line) for line in contacts if line),
        identifiers=tuple(as_printed(line) for line in identifiers if line),
        logo=logo,
    )


def addressee_names(facts: PaperFacts) -> tuple[str, str, str]:
    """Return organisation, post and full name of the addressee, all in the nominative; empty when not known.

    A state or private school that names nobody answers the directive's sender; a municipal one its own
    authority, which only it can name.
    """
    school = facts.school
    own = (clean(school.addressee_organisation), clean(school.addressee_post), clean(school.addressee_name))
    if any(own) or facts.directive is None or school.kind is SchoolKind.MUNICIPAL:
        return own
    sender = facts.directive
    return clean(sender.sender), clean(sender.signatory_post), clean(sender.signatory_name)


def addressee(facts: PaperFacts, words: Words) -> Addressee | None:
    """Return the addressee as printed: organisation in the nominative, official in the dative."""
    organisation, post, name = addressee_names(facts)
    if not (organisation or post or name):
        return None
    said = bool(name or post) and _names(post, organisation)
    return Addressee(
        organisation="" if said else as_printed(organisation),
        post=as_printed(capital(words.post(post, Case.DATIVE))) if post else "",
        name=words.initials(name, Case.DATIVE),
    )


def addressee_line(printed: Addressee | None) -> str:
    """Return the addressee on one line, for the register."""
    if printed is None:
        return ""
    return clean(" ".join(part for part in (printed.organisation, printed.post, printed.name) if part))


def signature(school: SchoolRow) -> Signature:
    """Return the head's post and decoding."""
    return Signature(post=as_printed(capital(clean(school.head_post))), name=signed(school.head_name))


def executor(school: SchoolRow) -> Executor | None:
    """Return the executor's mark, or None when the school names nobody."""
    name = clean(school.executor_name)
    return Executor(name=name, phone=clean(school.executor_phone)) if name else None


def code(facts: PaperFacts, number: str) -> str:
    """Return the payload of requisite 31: a line of counts and dates, nobody's name, at most 300 bytes."""
    person = facts.appointment
    ordered = bool(person and person.order_number and person.order_date and person.order_date <= facts.on)
    joined = person.chat_joined_on if person else None
    hung = [portal for portal in facts.applicable if portal.hangs]
    proved = [portal for portal in hung if portal.status is PlacementStatus.VERIFIED]
    pairs = (
        ("inn", facts.school.inn),
        ("no", number),
        ("date", facts.on.isoformat() if number else ""),
        ("ref", facts.directive.number if facts.directive else ""),
        ("order", "1" if ordered else "0"),
        ("chat", joined.isoformat() if joined and joined <= facts.on else "0"),
        ("banners", f"{len(hung)}/{len(facts.applicable)}"),
        ("verified", str(len(proved))),
        ("events", str(facts.outreach.events)),
        ("contacts", str(facts.outreach.contacts)),
    )
    payload = "OTKLIK1"
    for key, value in pairs:
        longer = f"{payload}|{key}={clean(value).replace('|', '/')}"
        if len(longer.encode()) > CODE_LIMIT:
            continue
        payload = longer
    return payload


def _names(post: str, organisation: str) -> bool:
    """Tell whether a post already names the organisation: «министр …» and «министерство …»."""
    tail = fold(organisation).partition(" ")[2] or fold(organisation)
    return bool(tail) and tail in fold(post)
