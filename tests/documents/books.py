"""Sample reports, books and a memo; schools, portals and classes are invented."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from desktop_app.services.papers.books import (
    Align,
    BookContent,
    Cover,
    Figure,
    MemoContent,
    ReportContent,
    Table,
    TableColumn,
)
from desktop_app.services.papers.parts import Executor, Paragraph, Signature

from .papers import LETTERHEAD


def picture(width: int = 640, height: int = 360, form: str = "JPEG") -> bytes:
    """Return a plain picture of the size given."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(buffer, form)
    return buffer.getvalue()


PORTALS = Table(
    columns=(
        TableColumn("№", 10, Align.CENTRE),
        TableColumn("Портал", 60),
        TableColumn("Адрес", 60),
        TableColumn("Размещён", 25, Align.CENTRE),
    ),
    rows=(
        (1, "Официальный сайт школы", "school24.example.ru", "03.06.2024"),
        (2, "Страница школы в\u00a0сети", "social.example.ru/school24", "04.06.2024"),
    ),
)

REPORT = ReportContent(
    letterhead=LETTERHEAD,
    date="05.06.2024",
    number="01-12/35",
    title="СПРАВКА",
    heading="о\u00a0размещении информационных баннеров социального проекта «Заступник»",
    paragraphs=(Paragraph("Баннеры размещены на\u00a0двух порталах из\u00a0двух."),),
    table=PORTALS,
    figures=(
        Figure(picture(), "Главная страница сайта", ("Снято 03.06.2024", "school24.example.ru")),
        Figure(picture(300, 600, "PNG"), "Страница школы", ("Снято 04.06.2024",)),
    ),
    signature=Signature("Директор", "О.Н.\u00a0Кузнецова"),
    executor=Executor("Смирнова Анна Петровна", "(3952) 00-00-02"),
    draft=False,
)


def journal(rows: int) -> BookContent:
    """Return an outreach journal of ``rows`` events."""
    return BookContent(
        organisation=LETTERHEAD.full_name,
        title="ЖУРНАЛ информационной работы с\u00a0родителями",
        period="с\u00a001.09.2023 по\u00a031.05.2024",
        paragraphs=(),
        table=Table(
            columns=(
                TableColumn("№", 10, Align.CENTRE),
                TableColumn("Дата", 22, Align.CENTRE),
                TableColumn("Форма", 40),
                TableColumn("Тема", 90),
                TableColumn("Родителей", 24, Align.RIGHT, summed=True),
                TableColumn("Роздано", 24, Align.RIGHT, summed=True),
            ),
            rows=[
                (n, f"{n % 28 + 1:02}.09.2023", "Родительское собрание", "О\u00a0проекте «Заступник»", 25, n)
                for n in range(1, rows + 1)
            ],
        ),
        signature=Signature("Заместитель директора по\u00a0воспитательной работе", "О.Н.\u00a0Иванова"),
        landscape=True,
        cover=Cover("01.09.2023", "31.05.2024"),
        certified=True,
        empty="Записей за период нет.",
    )


MEMO = MemoContent(
    organisation="МБОУ г.\u00a0Иркутска СОШ №\u00a024",
    title="Памятка для родителей",
    paragraphs=(
        Paragraph("О\u00a0социальном проекте «Заступник» можно узнать на\u00a0официальной странице."),
        Paragraph("Если ребёнка обижают, можно обратиться к\u00a0классному руководителю."),
    ),
    link="https://zastupnik.example.ru/parents",
    link_caption="Официальная страница проекта",
    contacts=("Заместитель директора по\u00a0воспитательной работе", "(3952) 00-00-02"),
)
