"""How a visit ends on the screen: the receipt with its marks, and the troubles."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.lobby.receipt import Line, Receipt
from exhibit.messages import Ending
from exhibit.page import shapes
from exhibit.page.page import Page

_GROUPS = {  # mark of a line: colour of its head and mark
    "failed": "failed",
    "checked": "measured",
    "refused": "ink",
    "unknown": "guessed",
}
_SIGNS = {"failed": "failed", "checked": "checked", "refused": "refused", "unknown": "unchecked"}


def receipt(page: Page, done: Receipt) -> None:
    """What is true now, each line marked by how we know it."""
    from exhibit.lobby.screens import draw_eye  # late: screens gathers this module's screens

    page.ground("night")
    draw_eye(page, "receipt_eye", 0.0)
    page.write(page.text("receipt.title" if done.clean else "receipt.failed_title"), "receipt_title", "title")
    box = page.box("receipt_words")
    words = page.text("receipt.words" if done.clean else "receipt.failed_words")
    drawn = page.write(words, box, "body", "light_soft", balance=True)
    below = Rect(box.left, drawn.bottom + page.px(20), box.width, box.bottom - drawn.bottom - page.px(20))
    page.write(page.text(f"receipt.why.{done.ending.name.lower()}"), below, "body", "paper")
    page.write(page.text("ui.closed"), "receipt_closed", "body_strong", middle=True)
    _strip(page, done.lines)
    page.button("take_away", "take", page.text("receipt.take"), "light", "right")
    page.button("done", "done", page.text("ui.done"), "light_line")


def _strip(page: Page, lines: Sequence[Line]) -> None:
    """The paper: a group for each mark, what failed first."""
    box = page.box("receipt")
    _paper(page, box)
    pad = page.px(48)
    inner = Rect(box.left + pad, box.top + page.px(28), box.width - 2 * pad, box.height - page.px(28))
    groups = {mark: [each for each in lines if _group(each) == mark] for mark in _GROUPS}
    at = inner.top
    for mark, members in groups.items():
        if members:
            at = _head(page, inner, at, mark)
            for line in members:
                at = _line(page, inner, at, mark, line)
            at += page.px(18)
    foot = Rect(inner.left, at, inner.width, page.grown(56))
    page.write(page.text("receipt.doubts"), foot, "known", "ink", middle=True)
    if foot.bottom > box.bottom - page.px(24):
        page.overflows.append((page.text("receipt.doubts"), "receipt"))


def _group(line: Line) -> str:
    """The mark a line is shown under: a line that does not hold has failed."""
    return line.mark.value if line.holds else "failed"


def _paper(page: Page, box: Rect) -> None:
    """A strip of paper, torn at its foot."""
    tooth = page.px(22)
    page.fill("card", Rect(box.left, box.top, box.width, box.height - tooth))
    count = round(box.width / page.px(64))
    step = box.width / count
    corners = [(0.0, 0.0)]
    for number in range(count):
        corners += [((number + 0.5) * step, float(tooth)), ((number + 1) * step, 0.0)]
    edge = shapes.polygon((box.width, tooth), tuple(corners), page.colour("card"))
    page.surface.blit(edge, (box.left, box.bottom - tooth))


def _head(page: Page, inner: Rect, at: int, mark: str) -> int:
    """The head of a group over its rule: solid, or dashed where nothing was checked."""
    words = page.text(f"receipt.head.{mark}")
    area = Rect(inner.left, at, inner.width, page.grown(54))
    page.write(words, area, "scale", _GROUPS[mark], middle=True)
    if mark == "unknown":
        for (x0, _), (x1, _) in shapes.dashes((0, 0), (inner.width, 0), page.px(14), page.px(8)):
            page.rule(inner.left + round(x0), area.bottom, round(x1 - x0), 3, "ink")
    else:
        page.rule(inner.left, area.bottom, inner.width, 4, "ink")
    return area.bottom + page.px(6)


def _line(page: Page, inner: Rect, at: int, mark: str, line: Line) -> int:
    """One line: mark, words and, where there is one, its value."""
    area = Rect(inner.left, at, inner.width, page.grown(52))
    side = page.grown(34)
    page.mark(_SIGNS[mark], side, _GROUPS[mark], area.left, area.centery)
    left, right = area.left + side + page.px(18), area.right
    value = _value(page, line)
    if value:
        colour = "failed" if mark == "failed" else "ink"
        drawn = page.line(value, "label", colour, area.right, area.centery, "right")
        right = drawn.left - page.px(20)
    words = Rect(left, area.top, right - left, area.height)
    page.write(page.text(f"receipt.line.{line.key}"), words, "known", "ink", middle=True)
    page.rule(area.left, area.bottom - page.px(2), area.width, 2)
    return area.bottom


def _value(page: Page, line: Line) -> str:
    """What stands at the right of a line."""
    if not line.holds:
        return page.text("receipt.failed")
    key = f"receipt.value.{line.key}"
    return page.text(key, **line.fields) if page.has(key) else ""


def trouble(page: Page, ending: Ending) -> None:
    """Something went wrong: what, what to do, and that all was deleted."""
    from exhibit.lobby.screens import closed_sign, draw_eye

    page.ground("night")
    name = f"trouble.{ending.name.lower()}"
    box = page.box("trouble_title")
    title = page.write(page.text(f"{name}.title"), box, "title", balance=True)
    area = page.box("trouble_words")
    area = Rect(area.left, title.bottom + page.px(32), area.width, area.bottom - title.bottom - page.px(32))
    words = page.write(page.text(f"{name}.words"), area, "body", "light_soft", balance=True)
    below = Rect(area.left, words.bottom + page.px(32), area.width, area.bottom - words.bottom)
    page.write(page.text("trouble.deleted"), below, "body_strong", balance=True)
    draw_eye(page, "trouble_eye", 0.0)
    page.button("done", "back", page.text("ui.done"), "light_line")
    page.button("receipt", "trouble_receipt", page.text("trouble.receipt"), "light", "right")
    closed_sign(page)
