"""What a page holds and does not show: «display: none», «hidden», a dot of one point, templates.

Only what can be told without drawing the page: an element's own style and marks. What is hidden proves
nothing either way: it may be the next slide, a closed window, or an old banner switched off.
"""

from __future__ import annotations

import re
from typing import Final

from desktop_app.services.page_check.sheets import hides

_VOID: Final = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "image", "input", "link", "meta", "param",
        "source", "track", "wbr",
    )
)  # fmt: skip
"""Elements that hold nothing, so that nothing closes them."""
_PICTURES: Final = frozenset({"img", "image", "input", "iframe", "embed", "object", "video"})
_NEVER_DRAWN: Final = frozenset({"template", "textarea", "noframes", "noembed"})
"""What browsers keep in these is text or a stock of parts."""
_DOT: Final = re.compile(r"\s*[01](?:px)?\s*$")
_DOT_STYLE: Final = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:[;!]|$)", re.IGNORECASE)


class Shown:
    """Follows which elements are open while a page is read, and so whether what comes next is shown."""

    def __init__(self, hidden_marks: frozenset[str] = frozenset()) -> None:
        self._hidden_marks = hidden_marks
        self._open: list[tuple[str, bool, bool]] = []
        """Tag, whether it hides what it holds, whether it is a «details» that shows only its heading."""
        self._count: dict[str, int] = {}
        self._hiding = 0

    def enter(self, tag: str, given: dict[str, str]) -> bool:
        """Take a start tag; return whether the element is shown."""
        folded = bool(self._open) and self._open[-1][2] and tag != "summary"
        hidden = folded or tag in _NEVER_DRAWN or self._is_hidden(tag, given)
        shown = not self._hiding and not hidden
        if tag not in _VOID:
            self._open.append((tag, hidden, tag == "details" and "open" not in given))
            self._count[tag] = self._count.get(tag, 0) + 1
            self._hiding += hidden
        return shown

    def leave(self, tag: str) -> None:
        """Take an end tag; what was left open inside closes too, one that closes nothing is passed over."""
        while self._count.get(tag):
            name, hidden, _ = self._open.pop()
            self._count[name] -= 1
            self._hiding -= hidden
            if name == tag:
                return

    def _is_hidden(self, tag: str, given: dict[str, str]) -> bool:
        style = given.get("style", "")
        if "hidden" in given or hides(style) or (tag == "dialog" and "open" not in given):
            return True
        sides = (given.get(side, "") for side in ("width", "height"))
        if tag in _PICTURES and (any(map(_DOT.match, sides)) or _DOT_STYLE.search(style)):
            return True
        return not self._hidden_marks.isdisjoint(marks_of(given)) if self._hidden_marks else False


def marks_of(given: dict[str, str]) -> list[str]:
    """Return the classes («.old») and the id («#old») of an element."""
    return [*(f".{name}" for name in given.get("class", "").split()), f"#{given.get('id', '')}"]
