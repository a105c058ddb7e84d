"""The recovery sheet: one page, every group numbered, and a code that reads as the key."""

from __future__ import annotations

from datetime import date

import pypdfium2
import zxingcpp

from desktop_app.documents import qr
from desktop_app.documents.recovery_page import recovery_page
from desktop_app.models.keys import Key
from desktop_app.services.protection.recovery_key import groups, read_key
from desktop_app.services.protection.types import RecoveryPage

KEY = Key(b"OTKLE1" + bytes(range(10)), bytes(range(32)))
PAGE = RecoveryPage(
    school="МБОУ «Школа № 99»", file_name="Школа.otklik", made_on=date(2026, 11, 27), groups=groups(KEY)
)


def test_the_sheet_says_whose_it_is_and_holds_every_group_once() -> None:
    document = pypdfium2.PdfDocument(recovery_page(PAGE))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    for said in ("МБОУ «Школа № 99»", "Школа.otklik", "27 ноября 2026 г.", "Пароль забыт", "под замком"):
        assert said in text.replace("\r\n", " ").replace("\n", " "), said
    bare = "".join(text.split())
    positions = [bare.find(f"{number}{group}") for number, group in enumerate(PAGE.groups, 1)]
    assert -1 not in positions
    assert positions == sorted(positions)


def test_the_code_is_the_key() -> None:
    page = pypdfium2.PdfDocument(recovery_page(PAGE))[0]
    picture = page.render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    assert read_key(found.text, KEY.salt) == KEY


def test_what_is_secret_is_kept_in_no_cache_and_in_no_word_about_the_file() -> None:
    before = qr.symbol_of.cache_info().currsize
    pdf = recovery_page(PAGE)
    assert qr.symbol_of.cache_info().currsize == before
    meta = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert not any(group in value for value in meta.values() for group in PAGE.groups)
    assert recovery_page(PAGE) == pdf


def test_a_long_name_pushes_nothing_off_the_sheet() -> None:
    long = "Муниципальное бюджетное общеобразовательное учреждение " * 4
    page = RecoveryPage(
        school=long, file_name="ш" * 120 + ".otklik", made_on=PAGE.made_on, groups=PAGE.groups
    )
    document = pypdfium2.PdfDocument(recovery_page(page))[0]
    text = document.get_textpage()
    bottom = min(text.get_charbox(index)[1] for index in range(text.count_chars()))
    assert bottom > 20
