"""Sample contents for the tests of pages; people, numbers and addresses are invented."""

from __future__ import annotations

from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.parts import (
    Addressee,
    AttachmentMark,
    Executor,
    Letterhead,
    Paragraph,
    ParagraphKind,
    Signature,
)

LETTERHEAD = Letterhead(
    founder="Комитет по социальной политике и культуре администрации города Иркутска",
    full_name=(
        "Муниципальное бюджетное общеобразовательное учреждение города Иркутска "
        "средняя общеобразовательная школа №\u00a024"
    ),
    short_name="МБОУ г.\u00a0Иркутска СОШ №\u00a024",
    contacts=(
        "ул.\u00a0Лесная, д.\u00a0118, г.\u00a0Иркутск, 664020",
        "тел. (3952) 00-00-01",
        "school24@example.ru",
        "school24.example.ru",
    ),
    identifiers=("ОКПО 12345678", "ОГРН 1023800000000", "ИНН/КПП 3800000000/380001001"),
)

_TEXT = (
    "МБОУ г.\u00a0Иркутска СОШ №\u00a024 подтверждает исполнение письма и сообщает следующее.",
    (
        "Ответственной за информирование о\u00a0социальном проекте «Заступник» назначена Иванова Ольга "
        "Николаевна, заместитель директора по воспитательной работе (приказ от\u00a003.06.2024 №\u00a057-од)."
    ),
    (
        "Ответственное лицо вступило в\u00a0рабочий чат 04.06.2024 по ссылке: "
        "https://chat.example.ru/?p=messages&join=vBHsZeb_GIP3gPMptbNBSF/XaRWCSwJbxA8=."
    ),
    (
        "Информационные баннеры размещены на\u00a0семи порталах образовательной организации; размещение "
        "на\u00a0двух оставшихся площадках запланировано до 20.06.2024."
    ),
)

LETTER = LetterContent(
    letterhead=LETTERHEAD,
    addressees=(Addressee("", "Министру образования Иркутской\u00a0области", "Парфенову\u00a0М.А."),),
    date="05.06.2024",
    number="01-12/34",
    reference_number="02-55-5749/24",
    reference_date="30.05.2024",
    heading="Об исполнении письма о\u00a0социальном проекте «Заступник»",
    greeting="Уважаемый Максим Александрович!",
    paragraphs=tuple(Paragraph(text) for text in _TEXT),
    attachments=(
        AttachmentMark("Копия приказа о назначении ответственного лица", 1),
        AttachmentMark(
            "Справка о размещении информационных баннеров социального проекта на порталах школы", 3
        ),
    ),
    signature=Signature("Директор", "О.Н.\u00a0Кузнецова"),
    executor=Executor("Смирнова Анна Петровна", "(3952) 00-00-02"),
    code="ОТКЛИК|1|01-12/34|05.06.2024|3800000000|9f86d081884c7d65",
    draft=False,
)

ORDER = OrderContent(
    letterhead=LETTERHEAD,
    date="03.06.2024",
    number="57-од",
    place="г.\u00a0Иркутск",
    heading="О назначении ответственного за информирование о\u00a0социальном проекте «Заступник»",
    paragraphs=(
        Paragraph("На основании письма министерства образования Иркутской области от\u00a030.05.2024"),
        Paragraph("ПРИКАЗЫВАЮ:", ParagraphKind.PLAIN),
        Paragraph(
            "1.\u00a0Назначить Иванову Ольгу Николаевну, заместителя директора по воспитательной работе, "
            "ответственной за информирование о социальном проекте «Заступник» с 03.06.2024.",
            ParagraphKind.ITEM,
        ),
        Paragraph("2.\u00a0Контроль за исполнением приказа оставляю за собой.", ParagraphKind.ITEM),
    ),
    signature=Signature("Директор", "О.Н.\u00a0Кузнецова"),
    acknowledgements=("О.Н.\u00a0Иванова", "С.И.\u00a0Петров"),
    executor=Executor("Смирнова Анна Петровна", "(3952) 00-00-02"),
    draft=False,
)
