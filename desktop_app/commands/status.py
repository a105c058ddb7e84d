"""The command that says where the school stands: by the letter in work, and what others still want."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import AddCommand, as_json, say
from desktop_app.russian.dates import short_date
from desktop_app.services import labels
from desktop_app.services.compliance.choice import still_open
from desktop_app.services.compliance.types import RequirementState, Standing

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.directive.types import DirectiveRow


def status_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the command by name, as what adds it to the subparsers; ``command`` makes its parser."""

    def status(commands: Any) -> None:
        parser = command(commands, "status", "что сделано, чего не хватает, что просрочено", _status)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="ответ для программ")

    return {"status": status}


def _status(options: argparse.Namespace) -> int:
    with opened(options.file, read_only=True) as services:
        standing = services.compliance.standing()
        directive = services.compliance.in_work()
        others = _others(services, standing.directive_id)
        school = services.school.get()
    name = school.short_name or school.full_name
    if options.json:
        say(as_json({"school": name, **_facts(standing, directive), "others": others}))
        return 0
    say(name)
    if directive is not None and directive.dated is not None:
        due = f", срок {short_date(directive.due_on)}" if directive.due_on else ""
        say(f"Письмо № {directive.number} от {short_date(directive.dated)}{due}")
    for item in standing.requirements:
        term = f" (срок {short_date(item.due)})" if item.due else ""
        say(f"[{labels.REQUIREMENT_STATES[item.state]}] {item.title}{term}\n    {item.reason}")
    for other in others:
        late = " — есть просроченное" if other["late"] else ""
        say(f"Не закрыто и другое письмо: № {other['number']} от {short_date(other['date'])}{late}")
    return 0


def _facts(standing: Standing, directive: DirectiveRow | None) -> dict[str, Any]:
    letter = directive and {"number": directive.number, "date": directive.dated, "due": directive.due_on}
    return {
        "directive": letter,
        "working_days_left": standing.working_days_left,
        "requirements": [
            {
                "kind": item.kind,
                "state": item.state,
                "due": item.due,
                "done_on": item.done_on,
                "reason": item.reason,
                "evidence": list(item.evidence),
            }
            for item in standing.requirements
        ],
        "actions": [action.text for action in standing.actions],
    }


def _others(services: Services, shown: int | None) -> list[dict[str, Any]]:
    """Return the letters beside the one shown that still want something."""
    letters = {each.id: each for each in services.directives.list()}
    return [
        {
            "number": letters[each.directive_id].number,
            "date": letters[each.directive_id].dated,
            "late": each.is_late,
            "left": [one.kind for one in each.requirements if one.state is not RequirementState.DONE],
            "unsent": list(each.unsent),
        }
        for each in still_open(services.compliance.standings(), shown)
        if each.directive_id is not None
    ]
