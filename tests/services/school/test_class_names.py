"""Classes are read as people type them."""

from __future__ import annotations

import pytest

from desktop_app.services.school.class_names import read_classes, write_classes
from desktop_app.services.school.types import ClassRow

CLASSES = tuple(
    ClassRow(id=place, name=name, pupils=25, parents=30)
    for place, name in enumerate(("5А", "5Б", "7А", "10А", "Ёлочка"), 1)
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("5А, 5Б", (1, 2)),
        ("5б,5а", (1, 2)),
        ("5 «А»; 7-А", (1, 3)),
        ("5А 5Б", (1, 2)),
        ("5А и 10А", (1, 4)),
        ("5", (1, 2)),
        ("10", (4,)),
        ("5A, 7a", (1, 3)),  # latin letters
        ("елочка", (5,)),
        ("", ()),
        (" , ", ()),
        ("Вся школа", ()),
    ],
)
def test_every_usual_way_of_writing_is_understood(text: str, ids: tuple[int, ...]) -> None:
    assert read_classes(text, CLASSES) == (ids, ())


@pytest.mark.parametrize("text", ["12Я", "5А 12Я", "6", "школа"])
def test_what_names_no_class_is_named(text: str) -> None:
    assert read_classes(f"10А, {text}", CLASSES) == ((4,), (text,))


@pytest.mark.parametrize("ids", [(), (1,), (4, 1), (5, 3, 2)])
def test_written_classes_are_read_back(ids: tuple[int, ...]) -> None:
    assert read_classes(write_classes(ids, CLASSES), CLASSES) == (tuple(sorted(ids)), ())
