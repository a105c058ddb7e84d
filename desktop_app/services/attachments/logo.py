"""The emblem of the letterhead: made once as it is printed, small and without what the file carried along."""

from __future__ import annotations

import io
import warnings
from typing import Final

from desktop_app.services.errors import AppError

_HIGHEST: Final = 400
"""Pixels: 20 mm at 500 dpi."""
_WIDEST: Final = 1200
_MOST_PIXELS: Final = 40_000_000


def read_logo(content: bytes) -> bytes:
    """Return the emblem as a JPEG on white; raises ``AppError`` for what is no picture."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow; an emblem is chosen once

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP", "BMP"))
            if image.width * image.height > _MOST_PIXELS:
                raise AppError("Картинка слишком большая.", hint="Уменьшите её и выберите снова.")
            with_alpha = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise AppError("Это не картинка или файл повреждён.", hint="Нужен файл PNG или JPEG.") from error
    flat = Image.new("RGB", with_alpha.size, "white")
    flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
    flat.thumbnail((_WIDEST, _HIGHEST))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=92, subsampling=0, optimize=True)
    return out.getvalue()
