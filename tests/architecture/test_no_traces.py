"""The project reads the same on every machine: no paths of one, no address of a package index."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT, tracked_files, where

# written in pieces, so that this file does not find itself
TRACES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/(?:" + r"work|root|home/\w+|Users/\w+)/",
            r"/" + r"tmp/\w",
            r"C:\\+" + "Users",
            r"(?:--" + r"(?:extra-)?index-url|--find-" + r"links|--trusted-" + "host)",
            r"https?://[\w.]*(?:" + r"pypi|pythonhosted)\.",
        )
    )
)


def test_no_file_names_a_machine_or_an_index() -> None:
    found = []
    for path in tracked_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a font or a picture
        found += [
            f"{where(path, number)}: {match.group()}"
            for number, line in enumerate(text.splitlines(), 1)
            if (match := TRACES.search(line))
        ]
    assert found == []


def test_the_locks_are_hashed() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        pinned = re.findall(r"^[\w.-]+==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
        assert pinned
        assert all("--hash=sha256:" in block for block in blocks)
