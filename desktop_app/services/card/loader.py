"""Write a card into an empty file, through the same services the window uses.

A card is all or nothing for the caller, who gives the file its name only when it is whole.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_app.services.card.types import CardData, CardPortal
from desktop_app.services.container import Services
from desktop_app.services.school.service import default_addressee


def load(services: Services, card: CardData) -> None:
    """Store everything the card holds and the ministry's letter; the history does not offer to undo it.

    Raises ``ValidationError`` and ``AppError`` as the services do.
    """
    directive = services.directives.save(services.directives.preset())
    school = card.school
    if not card.addressee_given:
        organisation, post, name = default_addressee(school.kind, directive)
        school = replace(
            school, addressee_organisation=organisation, addressee_post=post, addressee_name=name
        )
    services.school.save(school)
    class_ids = {place: services.school.save_class(draft).id for place, draft in enumerate(card.classes, 1)}
    if card.coordinator is not None:
        services.coordinator.save(card.coordinator)
    for portal in card.portals:
        _load_portal(services, portal)
    for event in card.outreach:
        ids = tuple(class_ids[place] for place in event.class_ids)
        services.outreach.save(replace(event, class_ids=ids))
    for scheme in card.schemes:
        services.numbering.save(scheme)
    services.history.seal()


def _load_portal(services: Services, portal: CardPortal) -> None:
    row = services.banners.save(portal.draft)
    if portal.look is not None:
        services.banners.add_check(row.id, portal.look)
