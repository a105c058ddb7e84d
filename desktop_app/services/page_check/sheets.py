"""Style sheets, as far as a banner is concerned: which pictures they put where, and what they hide.

Nothing is laid out: a rule is judged by the classes and ids it names, against those the page has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

MOST_SHEET: Final = 3_000_000
"""Signs of style sheets that are read; more is no school's page."""
URL: Final = re.compile(r"url\(\s*['\"]?(?P<url>[^'\")]+)", re.IGNORECASE)
PICTURE_NAME: Final = re.compile(r"\.(?:png|jpe?g|webp|gif|avif|bmp)(?:[?#]|$)", re.IGNORECASE)
_HIDES: Final = re.compile(
    r"""(?:^|[;{\s])(?:
        display\s*:\s*none
        | visibility\s*:\s*(?:hidden|collapse)
        | opacity\s*:\s*0*(?:\.0+)?\s*(?:[;!}]|$)
        | (?:left|top|text-indent)\s*:\s*-(?:9\d{3}|\d{5})  # far outside of the screen
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SHOWS: Final = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible|opacity\s*:\s*(?:1|0?\.\d*[1-9]))",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ONE_MARK: Final = re.compile(r"\s*(?:[a-z]\w*)?(?P<mark>[.#][\w-]+)\s*$", re.IGNORECASE)
_MARK: Final = re.compile(r"[.#][\w-]+")
_BRACES: Final = re.compile(r"([{}])")


class Rule(NamedTuple):
    """Selectors, declarations, and whether they hold on every screen: outside of «@media» and the like."""

    selectors: str
    declarations: str
    everywhere: bool


class PictureOfSheet(NamedTuple):
    """A picture's address, and the classes and ids one of whose sets an element must have to get it."""

    url: str
    wearers: tuple[frozenset[str], ...]


def rules_of(sheet: str) -> list[Rule]:
    """Return the rules of a style sheet; what cannot be read is passed over."""
    return list(_rules(_COMMENT.sub("", sheet[:MOST_SHEET])))


def hides(declarations: str) -> bool:
    """Tell whether declarations keep an element out of sight."""
    return bool(_HIDES.search(declarations))


def hidden_marks(rules: list[Rule]) -> frozenset[str]:
    """Return the classes («.old») and ids («#old») hidden on every screen and never shown again."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for rule in rules:
        if rule.everywhere and hides(rule.declarations):
            marks = map(_ONE_MARK.match, rule.selectors.split(","))
            hidden.update(one["mark"] for one in marks if one)
        elif _SHOWS.search(rule.declarations):
            shown.update(_MARK.findall(rule.selectors))
    return frozenset(hidden - shown)


def pictures_of(rules: list[Rule]) -> list[PictureOfSheet]:
    """Return the pictures style rules put behind elements; their fonts and drawn icons are none."""
    return [
        PictureOfSheet(
            found["url"].strip(),
            tuple(frozenset(_MARK.findall(one)) for one in rule.selectors.split(",")),
        )
        for rule in rules
        for found in URL.finditer(rule.declarations)
        if PICTURE_NAME.search(found["url"]) or found["url"].startswith("data:image/")
    ]


def rebased(sheet: str, join: Callable[[str], str]) -> str:
    """Return a style sheet whose addresses are those ``join`` makes of them."""
    return URL.sub(lambda found: f"url({join(found['url'].strip())}", sheet[:MOST_SHEET])


def _rules(sheet: str) -> Iterator[Rule]:
    depth = 0
    selectors = ""
    for piece in _BRACES.split(sheet):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
        elif selectors and depth:
            yield Rule(selectors, piece, depth == 1)
            selectors = ""
        else:
            said = piece.rpartition(";")[2].strip()
            selectors = "" if said.startswith("@") else said
