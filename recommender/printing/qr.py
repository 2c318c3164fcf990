"""A code that guests point their phone at."""

from io import BytesIO

import segno

ERRORS = "q"  # a quarter of it may be stained or torn
QUIET = 4  # modules of white around, as the standard asks


def qr_png(address: str, *, module: int = 10) -> bytes:
    """Return a code that opens ``address``, as a PNG with ``module`` pixels for each dot."""
    return _saved(address, "png", scale=module)


def qr_svg(address: str) -> bytes:
    """Return the same as an SVG, sharp at every size."""
    return _saved(address, "svg", scale=1, xmldecl=True)


def _saved(address: str, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    code = segno.make(address, error=ERRORS, micro=False, boost_error=False)
    code.save(buffer, kind=kind, border=QUIET, **options)
    return buffer.getvalue()
