"""Killed while registering: the number is given with its letter, bytes and row, or not given at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.models.database import Database
from desktop_app.services.integrity import check_file
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, LetterDraft, LetterState, PaperKind
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, write_record

_VICTIM = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from desktop_app.models.database import Database
from desktop_app.services.letters.service import LetterService
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer

left = int(sys.argv[2])

def count(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", count)
event.listen(Engine, "commit", count)
store = Store(Database(Path(sys.argv[1])), FrozenClock())
LetterService(store, FrozenClock(), FakeRenderer()).register(1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("statements", [2, 10, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 44, 500])
def test_a_kill_leaves_all_or_nothing(
    database: Database, store: Store, clock: FrozenClock, statements: int
) -> None:
    write_record(store)
    letters = LetterService(store, clock, FakeRenderer())
    with_it = (EnclosureDraft(kind=PaperKind.BANNER_REPORT), EnclosureDraft(kind=PaperKind.MEMO))
    draft = letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, enclosures=with_it))
    database.close()
    ended = subprocess.run(
        [sys.executable, "-c", _VICTIM, str(store.path), str(statements)],
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert ended.returncode in {0, -signal.SIGKILL}
    reopened = Database(store.path)
    try:
        again = Store(reopened, clock)
        service = LetterService(again, clock, FakeRenderer())
        rows = RegisterService(again).outgoing()
        assert len(rows) == (1 if ended.returncode == 0 else 0)
        if not rows:
            assert service.get(draft.id).state is LetterState.DRAFT
            assert [one.sha256 for one in service.get(draft.id).enclosures] == [None, None]
            assert service.register(draft.id).number == "1"
        assert all(one.sha256 for one in service.get(draft.id).enclosures)
    finally:
        reopened.close()
    assert check_file(store.path) == ()
