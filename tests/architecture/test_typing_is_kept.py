"""Every dialog and screen somebody types in keeps it over a crash, or says here why it does not."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source import PACKAGE, tree

UI = PACKAGE / "ui"

KEPT_BY = {
    "AnswerDialog": "letters/actions.py",
    "CodeDialog": "register/page.py",
    "DatedNoteDialog": "letters/actions.py",
    "EntryDialog": "parents/entry_form.py",
    "ExtractDialog": "letters/extract_dialog.py",
    "ImportDialog": "exchange/keeping_answers.py",
    "LetterDialog": "overview/letter_form.py",
    "PageCheckDialog": "banners/page_check_dialog.py",
    "PromotionDialog": "school/promotion_dialog.py",
    "ReadingDialog": "overview/reading_dialog.py",
    "ReasonDialog": "letters/actions.py",
    "RegisterDialog": "letters/actions.py",
    "ReleaseDialog": "register/actions.py",
    "ReplaceDialog": "coordinator/page.py",
    "ReserveDialog": "register/actions.py",
}
"""The dialogs, and the file that keeps what is typed in them."""

NOT_KEPT = {
    "DecisionDialog": "what others are made of",
    "_ReadOnlyDialog": "as above",
    "_TriedDialog": "as above",
    "_WorkDialog": "as above",
    "NewPasswordDialog": "a password is never kept",
    "ProveDialog": "a password is never kept",
    "UnlockDialog": "a password or a recovery key is never kept",
    "SheetDialog": "a recovery key is only shown",
    "DestroyDialog": "one tick, «I understand»: it must be given anew",
    "HideNamesDialog": "the picture is not to be in the file before the names on it are hidden",
    "EventLogDialog": "only a search over what is read",
    "SupportDialog": "only read",
    "HelpDialog": "only read",
    "PictureDialog": "only looked at",
    "WaitDialog": "only waited for",
}
"""Dialogs nothing is kept of, and why."""

KEEPS = ("FormKeeper(", "keep_typing(", ".keep_as(")


def dialogs() -> set[str]:
    """Return every dialog of the window, through whatever it is derived from."""
    bases = {
        node.name: {base.id for each in node.bases if isinstance(base := _name(each), ast.Name)}
        for path in UI.rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    found = {"QDialog"}
    while more := {name for name, over in bases.items() if over & found} - found:
        found |= more
    return found - {"QDialog"}


def _name(base: ast.expr) -> ast.expr:
    """Return the class of ``Class[T]``."""
    return base.value if isinstance(base, ast.Subscript) else base


def keeps(path: Path) -> bool:
    text = path.read_text("utf-8")
    return any(sign in text for sign in KEEPS)


def test_every_dialog_keeps_what_is_typed_or_has_a_reason_not_to() -> None:
    assert dialogs() == set(KEPT_BY) | set(NOT_KEPT)
    assert set(KEPT_BY) & set(NOT_KEPT) == set()


def test_whoever_is_said_to_keep_does() -> None:
    for dialog, file in KEPT_BY.items():
        assert keeps(UI / file), dialog


def test_every_screen_that_asks_about_unsaved_typing_keeps_it_too() -> None:
    asking = {
        str(path.relative_to(UI))
        for path in UI.rglob("*.py")
        if "def has_unsaved" in path.read_text("utf-8") and not keeps(path)
    }
    assert asking == {
        "kit/form.py",  # asked by whoever has it
        "kit/page.py",  # nothing by default
        "parents/quick_entry.py",  # kept by its page
        "school/page.py",  # asks its tabs
        "school/section.py",  # nothing by default
    }
