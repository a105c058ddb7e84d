"""Damage saved pages and their pictures, and let pages point at files that are none of theirs."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.services.errors import AppError
from desktop_app.services.page_check.apart import check_apart
from desktop_app.services.page_check.types import Verdict, WantedBanner
from tests.faults.imports.mutants import TEXT_DAMAGE
from tests.services.page_check.pages import LINK, WORDS, banner, encoded, filler, html, inline, mhtml

SLOWEST = 10.0
"""Seconds one page may take from its name to a sentence."""
FOREIGN = "secret.png"
"""The picture beside the page's folder that no page may show."""
WAYS = (
    "../{0}", "%2e%2e/{0}", "..%2f{0}", "./../{0}", "a/../../{0}", "file:///{1}/{0}", "{1}/{0}",
    "file://{1}/{0}", "..\\{0}", "link/{0}", "//localhost{1}/{0}", "linked.png",
)  # fmt: skip
"""How a page may try to reach it; {0} is its name, {1} its folder. Two go through links on the disk."""

OWN = encoded(banner(1))
OTHER = encoded(banner(7))
KINDS = ("html", "mhtml", "picture", "picture", "foreign", "deep", "bomb")


@dataclass
class Score:
    """How the pages ended; anything unexpected raises before it is counted."""

    ends: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def prepared(folder: Path) -> Path:
    """Make the page's folder with its links out of it, and the foreign picture beside it."""
    home = folder / "page"
    home.mkdir()
    (folder / FOREIGN).write_bytes(OTHER)
    (home / "link").symlink_to(folder, target_is_directory=True)
    (home / "linked.png").symlink_to(folder / FOREIGN)
    return home


def mutant(home: Path, seed: int) -> bytes:
    """Return a page, the same one for the same seed; its own picture is left beside it."""
    chance = random.Random(seed)  # noqa: S311 - damage, not a secret
    kind = KINDS[seed % len(KINDS)]
    damage = TEXT_DAMAGE[seed // len(KINDS) % len(TEXT_DAMAGE)]
    foreign = "".join(f"<img src='{way.format(FOREIGN, home.parent)}'>" for way in WAYS)
    body = f"{foreign}{filler()}<a href='{LINK}'><img src='own.png'></a>{WORDS}"
    (home / "own.png").write_bytes(OWN)
    if kind == "picture":
        form = chance.choice(("PNG", "JPEG", "WEBP", "GIF", "BMP"))
        (home / "own.png").write_bytes(damage(encoded(banner(1), form), chance))
    elif kind == "html":
        return damage(html(body.replace("own.png", inline(OWN))), chance)
    elif kind == "mhtml":
        address = "https://school.example.ru/own.png"
        return damage(mhtml(html(body), {address: OWN}), chance)
    elif kind == "deep":
        tag = chance.choice(
            ("<div>", "<a href=x>", "<!--", "<![CDATA[", "<script>", "&#", "<a ", "<img srcset='")
        )
        return html(body).replace(b"<body>", b"<body>" + tag.encode() * chance.choice((100, 20_000, 200_000)))
    elif kind == "bomb":
        (home / "own.png").write_bytes(large_picture(chance))
    return html(body)


def large_picture(chance: random.Random) -> bytes:
    """Return a small file that unpacks to a great many pixels."""
    import io  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    side = chance.choice((2000, 6000, 9000))
    out = io.BytesIO()
    Image.new(chance.choice(("1", "L", "P")), (side, side)).save(out, "PNG")
    return out.getvalue()


def try_pages(folder: Path, seeds: range) -> Score:
    """Check every page, as the window would, for its own banner and for the foreign one."""
    home, score = prepared(folder), Score()
    page = home / "page.html"
    for seed in seeds:
        page.write_bytes(mutant(home, seed))
        own = seed // len(KINDS) % 2 == 0 and KINDS[seed % len(KINDS)] != "foreign"
        begun = time.perf_counter()
        end = look(page, OWN if own else OTHER)
        took = time.perf_counter() - begun
        score.slowest = max(score.slowest, took)
        score.ends[end] += 1
        assert took < SLOWEST, (seed, took)
        assert own or end != Verdict.FOUND.value, f"the page of seed {seed} showed a file outside its folder"
    return score


def look(page: Path, official: bytes) -> str:
    """Check one page; return how it ended."""
    try:
        answer = check_apart(page, WantedBanner((official,), (LINK,), ("Заступник",)))
    except AppError as error:
        return "stopped" if "долго" in error.message else "refused"
    return answer.picture.verdict.value
