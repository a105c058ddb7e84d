"""Three answers about a page: the picture, where it leads, what is said; and what each rests on."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from desktop_app.russian.fold import fold
from desktop_app.russian.plurals import count
from desktop_app.services.page_check.likeness import compare, look_at, may_hide
from desktop_app.services.page_check.types import (
    Answer,
    Page,
    PageAnswer,
    PageImage,
    Place,
    Verdict,
    WantedBanner,
)

_DEEPEST: Final = 3
"""Redirects inside an address («away.php?to=…») that are followed."""
_UNSHOWN: Final = {
    Place.HIDDEN: "Картинка в странице есть, но она скрыта (может быть, это другой слайд)",
    Place.ASIDE: "Картинка сохранена вместе со страницей, но где она на ней стоит, не видно",
}
_SAVE_OPEN: Final = "Откройте её в браузере, войдите и сохраните: Ctrl+S."


def judge(page: Page, wanted: WantedBanner) -> PageAnswer:
    """Look for the banner in the page."""
    picture, hung = _picture(page, wanted)
    return PageAnswer(page.title, picture, _link(page, wanted, hung), _words(page, wanted))


def _picture(page: Page, wanted: WantedBanner) -> tuple[Answer, PageImage | None]:
    official = [look for content in wanted.pictures if (look := look_at(content))]
    if not official:
        return Answer(Verdict.UNSURE, "Сравнить не с чем: в учёте нет официального баннера."), None
    alike: PageImage | None = None
    unshown: PageImage | None = None
    seen = absent = unread = 0
    for image in page.images:
        look = look_at(image.content) if image.content else None
        if look is None:
            absent += not image.content or image.later
            unread += bool(image.content) and not image.later and may_hide(image.content)
            continue
        seen += 1
        verdicts = {compare(look, other) for other in official}
        if Verdict.FOUND in verdicts and image.place is Place.SHOWN:
            return Answer(Verdict.FOUND, f"Картинка та же: {_named(image)}."), image
        if Verdict.FOUND in verdicts:
            unshown = unshown or image
        elif Verdict.UNSURE in verdicts and alike is None:
            alike = image
    if unshown is not None:
        said = f"{_UNSHOWN[unshown.place]}: {_named(unshown)}. Посмотрите сами."
        return Answer(Verdict.UNSURE, said), unshown
    if alike is not None:
        return Answer(Verdict.UNSURE, f"Похожа, но не та же: {_named(alike)}. Посмотрите сами."), alike
    why = _untold(page, absent, unread)
    if why:
        return Answer(Verdict.UNSURE, f"Сказать нельзя: {why}"), None
    compared = count(seen, "картинка", "картинки", "картинок")
    return Answer(Verdict.NOT_FOUND, f"Сравнили, баннера среди них нет: {compared}."), None


def _untold(page: Page, absent: int, unread: int) -> str:
    """Return why a page without the banner proves nothing, or nothing when it does."""
    if page.wants_password:
        return f"страница просит войти. {_SAVE_OPEN}"
    if page.drawn_by_script:
        return f"страницу рисует скрипт, в файле её содержимого нет. {_SAVE_OPEN}"
    if absent:
        return (
            f"в файле нет {count(absent, 'картинки', 'картинок', 'картинок')} страницы. "
            "Пролистайте её до конца и сохраните целиком."
        )
    if page.frames_absent:
        return "часть страницы взята с другого сайта, в файле её нет. Сохраните страницу целиком."
    if unread:
        return f"{count(unread, 'картинку', 'картинки', 'картинок')} прочесть не удалось. Посмотрите сами."
    return ""


def _link(page: Page, wanted: WantedBanner, hung: PageImage | None) -> Answer:
    targets = [target for link in wanted.links if (target := _plain(link))]
    if not targets:
        return Answer(Verdict.UNSURE, "В учёте не указано, куда ведёт баннер.")
    if hung is not None and hung.link and _leads(hung.link, targets):
        return Answer(Verdict.FOUND, f"Картинка ведёт куда нужно: {hung.link[:120]}")
    led = next((link for link in page.links if _leads(link, targets)), "")
    if led:
        if hung is not None and hung.link:
            said = f"Ссылка есть: {led[:120]} Но сама картинка ведёт на {hung.link[:120]}"
            return Answer(Verdict.UNSURE, said)
        return Answer(Verdict.FOUND, f"Ссылка есть: {led[:120]}")
    return _elsewhere(page, targets)


def _elsewhere(page: Page, targets: list[str]) -> Answer:
    """Return the answer about a page none of whose links leads where the banner must."""
    hosts = {target.partition("/")[0] for target in targets}
    near = next((link for link in page.links if _plain(link).partition("/")[0] in hosts), "")
    if near:
        return Answer(Verdict.UNSURE, f"Ссылка на тот же сайт, но другая: {near[:120]}")
    if page.wants_password or page.drawn_by_script or page.frames_absent:
        return Answer(Verdict.UNSURE, "Сказать нельзя: содержимого страницы в файле нет.")
    return Answer(
        Verdict.NOT_FOUND, f"Среди ссылок нужной нет: {count(len(page.links), 'ссылка', 'ссылки', 'ссылок')}."
    )


def _words(page: Page, wanted: WantedBanner) -> Answer:
    if not wanted.words:
        return Answer(Verdict.UNSURE, "В учёте не указано, какие слова должны быть на странице.")
    text = fold(f"{page.title} {page.text}")
    missing = [word for word in wanted.words if fold(word) not in text]
    if not missing:
        return Answer(Verdict.FOUND, f"Есть: {_quoted(wanted.words)}.")
    if page.drawn_by_script or page.wants_password or page.frames_absent:
        return Answer(Verdict.UNSURE, "Сказать нельзя: содержимого страницы в файле нет.")
    if len(missing) == len(wanted.words):
        return Answer(Verdict.NOT_FOUND, f"Нет: {_quoted(missing)}.")
    present = [word for word in wanted.words if word not in missing]
    return Answer(Verdict.UNSURE, f"Есть {_quoted(present)}, нет {_quoted(missing)}.")


def _leads(link: str, targets: list[str]) -> bool:
    """Tell whether an address, or one it redirects to, is wanted."""
    for _ in range(_DEEPEST):
        plain = _plain(link)
        if any(plain == target or plain.startswith((f"{target}/", f"{target}?")) for target in targets):
            return True
        try:
            onward = [value for _, value in parse_qsl(urlsplit(link).query) if value.startswith("http")]
        except ValueError:
            return False
        if not onward:
            return False
        link = onward[0]
    return False


def _plain(link: str) -> str:
    """Return an address without what does not matter: scheme, www, port, last slash, capitals of the host."""
    try:
        parts = urlsplit(link.strip() if "//" in link else f"//{link.strip()}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{unquote(parts.path).rstrip('/')}{query}" if host else ""


def _named(image: PageImage) -> str:
    return f"«{image.caption}» ({image.source})" if image.caption else image.source


def _quoted(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"«{word}»" for word in words)
