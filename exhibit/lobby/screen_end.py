"""How a visit ends on the screen: the receipt with its marks, and the troubles."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.lobby.receipt import Line, Receipt
from exhibit.lobby.signs import closed_sign, draw_eye
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
    page.ground("night")
    draw_eye(page, "receipt_eye", 0.0)
    result = "" if done.clean else "failed_"
    page.write(page.text(f"receipt.{result}title"), "receipt_title", "title")
    why = f"receipt.why.{done.ending.name.lower()}"
    parts = [(f"receipt.{result}words", "body", "light_soft"), (why, "body", "paper")]
    _stacked(page, page.box("receipt_words"), [*parts, ("ui.closed", "body_strong", "paper")], 20)
    _strip(page, done.lines)
    page.button("take_away", "take", page.text("receipt.take"), "light", "right")
    page.button("done", "done", page.text("ui.done"), "light_line")


def _stacked(page: Page, box: Rect, parts: Sequence[tuple[str, str, str]], gap: int) -> None:
    """Texts below each other, each with its style and colour."""
    for key, style, colour in parts:
        drawn = page.write(page.text(key), box, style, colour, balance=True)
        top = drawn.bottom + page.px(gap)
        box = Rect(box.left, top, box.width, box.bottom - top)


def _strip(page: Page, lines: Sequence[Line]) -> None:
    """The paper: a group for each mark, what failed first."""
    box = page.box("receipt")
    _paper(page, box)
    pad = page.px(48)
    inner = Rect(box.left + pad, box.top + page.px(20), box.width - 2 * pad, 0)
    inner.height = box.height - page.px(20) - 2 * page.px(22)
    groups = {mark: [each for each in lines if _group(each) == mark] for mark in _GROUPS}
    groups = {mark: members for mark, members in groups.items() if members}
    # A head is as high as a line, a gap is a third of one, and the foot is one more.
    high = round(inner.height / (len(lines) + len(groups) * 4 / 3 + 1))
    if high < page.grown(50):
        page.overflows.append((page.text("receipt.doubts"), "receipt"))
    high, at = min(high, page.grown(66)), inner.top
    for mark, members in groups.items():
        row = Rect(inner.left, at, inner.width, high)
        _head(page, row, mark)
        for line in members:
            row.top += high
            _line(page, row, mark, line)
        at = row.bottom + high // 3
    foot = Rect(inner.left, at - high // 6, inner.width, high)
    page.write(page.text("receipt.doubts"), foot, "known", "ink", middle=True)


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


def _head(page: Page, area: Rect, mark: str) -> None:
    """The head of a group over its rule: solid, or dashed where nothing was checked."""
    page.write(page.text(f"receipt.head.{mark}"), area, "scale", _GROUPS[mark], middle=True)
    thick, y = page.px(4), area.bottom - page.px(4)
    dash, gap = (page.px(14), page.px(8)) if mark == "unknown" else (area.width, 0)
    for (x0, _), (x1, _) in shapes.dashes((0, 0), (area.width, 0), dash, gap):
        page.fill("ink", Rect(area.left + round(x0), y, round(x1 - x0), thick))


def _line(page: Page, area: Rect, mark: str, line: Line) -> None:
    """One line: mark, words and, where there is one, its value."""
    side = page.grown(36)
    page.mark(_SIGNS[mark], side, _GROUPS[mark], area.left, area.centery)
    left, right = area.left + side + page.px(18), area.right
    value = _value(page, line)
    if value:
        colour = "failed" if mark == "failed" else "ink"
        drawn = page.line(value, "label", colour, area.right, area.centery, "right")
        right = drawn.left - page.px(20)
    words = Rect(left, area.top, right - left, area.height)
    page.write(page.text(f"receipt.line.{line.key}"), words, "line", "ink", middle=True)
    page.rule(area.left, area.bottom - page.px(2), area.width, 2)


def _value(page: Page, line: Line) -> str:
    """What stands at the right of a line."""
    if not line.holds:
        return page.text("receipt.failed")
    key = f"receipt.value.{line.key}"
    return page.text(key, **line.fields) if page.has(key) else ""


def trouble(page: Page, ending: Ending) -> None:
    """Something went wrong: what, what to do, and that all was deleted."""
    page.ground("night")
    name = f"trouble.{ending.name.lower()}"
    parts = [(f"{name}.title", "title", "paper"), (f"{name}.words", "body", "light_soft")]
    _stacked(page, page.box("trouble"), [*parts, ("trouble.deleted", "body_strong", "paper")], 30)
    draw_eye(page, "trouble_eye", 0.0)
    page.button("done", "back", page.text("ui.done"), "light_line")
    page.button("receipt", "trouble_receipt", page.text("trouble.receipt"), "light", "right")
    closed_sign(page, "closed_after")
