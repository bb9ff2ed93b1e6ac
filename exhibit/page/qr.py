"""A text as a QR code: black squares on white, drawn from the matrix alone."""

from functools import lru_cache

from pygame import Rect, Surface

from exhibit.errors import BadText

MOST_BYTES = 270  # what a phone still reads off a screen at arm's length
MARGIN = 4  # modules of white that the standard asks for
# Any mask may be used. The one that scores best for a Chinese text was lost on OpenCV's reader
# at two sizes of three; this one was read in four languages, at every size, tilted too.
_MASK = 1
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)


@lru_cache(maxsize=8)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code of a text, True where black, without a margin; BadText when it is too long."""
    from qrcode.constants import ERROR_CORRECT_M  # late: it also loads PIL, where there is one
    from qrcode.main import QRCode

    size = len(text.encode())
    if size > MOST_BYTES:
        raise BadText(f'The code text "{text[:30]}…" has {size} bytes; {MOST_BYTES} are the most.')
    code = QRCode(border=0, error_correction=ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(each) for each in row) for row in code.get_matrix())


def draw_code(surface: Surface, area: Rect, text: str) -> Rect:
    """A code on white with its margin, as large as whole pixels allow; returns the white square."""
    matrix = modules(text)
    count = len(matrix) + 2 * MARGIN
    side = min(area.width, area.height) // count
    square = Rect(0, 0, side * count, side * count)
    square.midtop = area.midtop
    surface.fill(_WHITE, square)
    for row, line in enumerate(matrix, MARGIN):
        for column, black in enumerate(line, MARGIN):
            if black:
                place = (square.left + column * side, square.top + row * side, side, side)
                surface.fill(_BLACK, place)
    return square
