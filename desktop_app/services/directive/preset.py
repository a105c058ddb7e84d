"""The ministry's letter, shipped as data."""

from __future__ import annotations

import tomllib
from typing import Any

from desktop_app.paths import resource
from desktop_app.services.directive.types import DirectiveDraft, DueBasis, RequirementDraft, RequirementKind

PRESET = "directives/zastupnik-2024.toml"


def read_preset(name: str = PRESET) -> DirectiveDraft:
    """Read a shipped letter; when and under which number it came in is left to the school."""
    with resource(name).open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    tasks = tuple(
        RequirementDraft(
            kind=RequirementKind(task["kind"]),
            title=task["title"],
            due_on=task.get("due_on"),
            due_basis=DueBasis(task["due_basis"]),
        )
        for task in data.pop("requirements")
    )
    return DirectiveDraft(**data | {"text": data["text"].strip()}, requirements=tasks)
