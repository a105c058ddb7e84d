"""What one look at a record shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.compliance.types import Standing
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.outreach.types import Coverage
from desktop_app.services.school.types import SchoolRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The first screen's share of a record, as the services would answer; it cannot be worked with."""

    path: Path
    read_only: bool
    school: SchoolRow
    letters: tuple[DirectiveRow, ...]
    """Newest first, and so are ``standings``."""
    letter: DirectiveRow | None
    """The one in work."""
    standings: tuple[Standing, ...]
    coverage: Coverage

    @property
    def standing(self) -> Standing | None:
        """Where the school stands with the letter in work."""
        wanted = self.letter.id if self.letter is not None else None
        return next((each for each in self.standings if each.directive_id == wanted), None)
