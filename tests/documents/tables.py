"""Sample reports, books and memos for the tests of pages; people, numbers and addresses are invented."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from desktop_app.services.papers.books import (
    Align,
    BookContent,
    Cell,
    Cover,
    Figure,
    MemoContent,
    ReportContent,
    Table,
    TableColumn,
)
from desktop_app.services.papers.parts import Executor, Paragraph, Signature

from .papers import LETTERHEAD

SIGNATURE = Signature("Директор", "О.Н.\u00a0Кузнецова")

JOURNAL_COLUMNS = (
    TableColumn("№ п/п", 12, Align.CENTRE),
    TableColumn("Дата", 20, Align.CENTRE),
    TableColumn("Форма работы", 30),
    TableColumn("Классы", 22),
    TableColumn("Тема", 46),
    TableColumn("Родителей", 18, Align.RIGHT, summed=True),
    TableColumn("Учеников", 18, Align.RIGHT, summed=True),
    TableColumn("Роздано", 17, Align.RIGHT, summed=True),
    TableColumn("Ответственный", 30),
    TableColumn("Подтверждение", 30),
    TableColumn("Примечание", 24),
)


def journal_row(number: int) -> tuple[Cell, ...]:
    """Return one row of the outreach journal."""
    return (
        number,
        "05.09.2024",
        "Родительское собрание",
        f"{number % 11 + 1}А, {number % 11 + 1}Б",
        f"О социальном проекте «Заступник»: беседа {number}",
        number % 30,
        number % 7,
        number % 3,
        "Иванова О.Н.",
        f"Протокол № {number}",
        "",
    )


def journal(rows: int, **changes: object) -> BookContent:
    """Return a journal of ``rows`` events."""
    fields: dict[str, object] = {
        "organisation": LETTERHEAD.full_name,
        "title": "ЖУРНАЛ информационной работы с\u00a0родителями (законными представителями)",
        "period": "с\u00a001.09.2024 по\u00a031.05.2025",
        "paragraphs": (),
        "table": Table(JOURNAL_COLUMNS, tuple(map(journal_row, range(1, rows + 1)))),
        "signature": SIGNATURE,
        "landscape": True,
        "cover": Cover("01.09.2024", "31.05.2025"),
        "certified": True,
        "empty": "Записей за период нет.",
    }
    return BookContent(**(fields | changes))  # type: ignore[arg-type]


def screenshot(width: int = 640, height: int = 360, kind: str = "JPEG") -> bytes:
    """Return a picture that has something to see on it."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((width // 10, height // 10, width // 2, height // 2), fill="steelblue")
    pen.ellipse((width // 2, height // 2, width - 10, height - 10), outline="black")
    stream = BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


REPORT_COLUMNS = (
    TableColumn("№ п/п", 10, Align.CENTRE),
    TableColumn("Портал", 32),
    TableColumn("Адрес", 38),
    TableColumn("Место размещения", 28),
    TableColumn("Размещён", 20, Align.CENTRE),
    TableColumn("Проверен", 20, Align.CENTRE),
    TableColumn("Состояние", 24),
    TableColumn("Рисунок №", 17, Align.CENTRE),
)


def report_row(number: int) -> tuple[Cell, ...]:
    """Return one portal."""
    return (
        number,
        f"Сообщество школы {number}",
        f"https://school24.example.ru/news/{number}/banner?from=main&join=vBHsZeb_GIP3gPMptbNBSF",
        "Главная страница, верхняя часть",
        "03.06.2024",
        "05.06.2024",
        "проверен",
        number,
    )


def figure(number: int, image: bytes) -> Figure:
    """Return one figure with its proof."""
    return Figure(
        image,
        f"Главная страница сообщества {number}",
        ("Снято 05.06.2024", f"https://school24.example.ru/news/{number}", f"SHA-256: {'9f86d081' * 8}"),
    )


def report(rows: int, count: int, **changes: object) -> ReportContent:
    """Return a banner report of ``rows`` portals and ``count`` pictures."""
    image = screenshot()
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "date": "05.06.2024",
        "number": "01-12/35",
        "title": "СПРАВКА",
        "heading": "о\u00a0размещении информационных баннеров социального проекта «Заступник»",
        "paragraphs": (
            Paragraph(
                "Информационные баннеры размещены на\u00a0порталах школы, перечисленных в\u00a0таблице."
            ),
        ),
        "table": Table(REPORT_COLUMNS, tuple(map(report_row, range(1, rows + 1)))),
        "figures": tuple(figure(number, image) for number in range(1, count + 1)),
        "signature": SIGNATURE,
        "executor": Executor("Смирнова Анна Петровна", "(3952) 00-00-02"),
        "draft": False,
    }
    return ReportContent(**(fields | changes))  # type: ignore[arg-type]


MEMO = MemoContent(
    organisation="МБОУ г.\u00a0Иркутска СОШ №\u00a024",
    title="Памятка для родителей о\u00a0проекте «Заступник»",
    paragraphs=(
        Paragraph(
            "«Заступник» — социальный проект и\u00a0бесплатное мобильное приложение. Оно помогает ребёнку, "
            "оказавшемуся в\u00a0критической ситуации, подать сигнал бедствия и\u00a0получить помощь."
        ),
        Paragraph("Участие добровольное. Если Вам это подходит, можно:"),
        Paragraph("— узнать о\u00a0проекте подробнее у\u00a0классного руководителя;"),
        Paragraph("— установить приложение из\u00a0официального магазина приложений телефона;"),
        Paragraph("— обсудить с\u00a0ребёнком, в\u00a0каких случаях и\u00a0как подают сигнал."),
        Paragraph("Приложение не\u00a0заменяет экстренные службы: единый номер вызова\u00a0— 112."),
    ),
    link="https://school24.example.ru",
    link_caption="Сайт школы",
    contacts=("Заместитель директора по воспитательной работе Иванова О.Н.", "тел. (3952) 00-00-02"),
)
