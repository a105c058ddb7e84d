"""The journal every side sets: eleven columns, the same words, made row by row from its number."""

HEADER = (
    "№ п/п",
    "Дата",
    "Форма работы",
    "Классы",
    "Тема",
    "Родителей",
    "Учеников",
    "Роздано",
    "Ответственный",
    "Подтверждение",
    "Примечание",
)
WIDTHS = (12, 20, 30, 22, 46, 18, 18, 17, 30, 30, 24)
"""Millimetres; every side scales them to its sheet."""
SUMMED = (5, 6, 7)
TITLE = "ЖУРНАЛ информационной работы с родителями (законными представителями)"
_FORMS = ("Родительское собрание", "Беседа", "Рассылка", "Классный час", "Консультация")
_PEOPLE = ("Иванова О.Н.", "Петров С.И.", "Сидорова А.П.", "Кузнецова М.В.", "Смирнова Т.А.")
_TOPICS = (
    "О социальном проекте «Заступник»",
    "Безопасность детей в дороге и дома",
    "Как установить приложение и подать сигнал",
    "Куда обратиться за помощью",
)


def row(number: int) -> tuple[int | str, ...]:
    """Return one event; the topic, the proof and the date differ from row to row."""
    return (
        number,
        f"{number % 28 + 1:02}.{number // 28 % 9 + 1:02}.2024",
        _FORMS[number % 5],
        f"{number % 11 + 1}А, {number % 11 + 1}Б",
        f"{_TOPICS[number % 4]}, занятие {number}",
        number % 31,
        number % 27,
        number % 19,
        _PEOPLE[number // 7 % 5],
        f"Протокол № {number} от {number % 28 + 1:02}.09.2024",
        "" if number % 3 else f"Фото {number}",
    )
