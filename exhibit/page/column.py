"""The column of words beside the picture: title, measured, who uses it, how it fails, try this."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page.controls import pick
from exhibit.page.sheet import Sheet
from exhibit.page.where import draw_where

MORE = "page.more"  # under which it is picked that the second page is shown
SECOND_PAGE = 1.05  # the distance factor from which "used by" and "fails" need a page of their own
_PILL = 1.2  # as far as what stands in the green pill may grow


class Column(Sheet):
    """A sheet with the words of a step.

    With large type "used by" and "fails" have a second page; more: whether that one is shown.
    """

    more = False

    @property
    def divided(self) -> bool:
        """Whether the type is so large that a step's words need two pages."""
        return self.more or self.k > SECOND_PAGE

    @property
    def _words_foot(self) -> int:
        """Where what was measured must end."""
        return self.box("more" if self.divided else "known").top

    def title(self, key: str = "title", **fields: object) -> Rect:
        """The museum's title; returns the pixels it takes."""
        drawn = self.write(self.text(key, **fields), "title", "title", balance=True)
        self._title_foot = drawn.bottom
        return drawn

    _title_foot = 0

    def measured(
        self,
        figure: str = "figure",
        unit: str = "unit",
        words: str = "measured",
        sure: bool = True,
        instead: str = "ui.not_sure",
        **fields: object,
    ) -> Rect:
        """What was measured: one large figure with its unit and error, and a sentence.

        figure, unit and words are keys of the step's text; fields fill all three. When not sure,
        the figure gives way to the text instead. Returns the pixels of the figure.
        """
        box = self.box("measured")
        if self.more:
            return Rect(box.topleft, (0, 0))
        top = max(box.top, self._title_foot + self.px(14))
        indent, side = self.grown(72), self.grown(48)
        row = top + self.grown(21)
        self.mark("measured", side, "measured", box.left, row)
        self.line(self.text("ui.measured"), "label", "measured", box.left + indent, row)
        base = top + self.grown(42) + self.px(64)
        left = box.left + indent
        if sure:
            value, short = self.text(figure, **fields), self.text(unit, **fields)
            drawn = self.figure(value, short, left, base, room=box.right - left)
        else:
            drawn = self.line(self.text(instead), "question", "soft", left, base)
        below = Rect(left, base + self.px(76), box.width - indent, 0)
        below.height = self._words_foot - below.top
        self.write(self.text(words, **fields), below, "body", balance=True)
        if drawn.right > box.right:
            self.overflows.append((self.text(figure, **fields), "measured"))
        return drawn

    def figure(
        self, value: str, unit: str, x: int, middle: int, colour: str = "measured", room: int = 0
    ) -> Rect:
        """A large figure around a height, its unit on the same line of writing."""
        drawn = self.line(value, "figure", colour, x, middle)
        _, large = self.setter.font("figure")
        _, small = self.setter.font("unit")
        foot = middle + (large - small) * 0.714 / 2
        after = drawn.right + self.grown(18)
        left = max(1, x + room - after) if room else 0
        return drawn.union(self.line(unit, "unit", colour, after, foot, room=left))

    def known(self, sources: str = "", area: str = "known") -> None:
        """Who uses this and how it fails, side by side, and under them who says so.

        With large type a button takes their place, and they have what was measured's on its page.
        """
        if box := self.aside(area):
            self._known(sources, box)

    def aside(self, area: str) -> Rect | None:
        """Where stands what can wait: its own box; or with large type, for which there is a button,
        all of the second page, and None while the first is shown.
        """
        box = self.box(area)
        if not self.divided:
            return box
        label, arrow = ("ui.back", "left") if self.more else ("ui.uses", "right")
        self.button(pick(MORE, int(not self.more)), "more", self.text(label), "line", arrow)
        top = max(self.box("measured").top, self._title_foot + self.px(14))
        whole = Rect(box.left, top, box.width, self.box("more").top - self.px(10) - top)
        return whole if self.more else None

    def _known(self, sources: str, box: Rect) -> None:
        """The same, inside a box."""
        indent = self.grown(72)
        row = box.top + self.grown(20)
        self.mark("known", self.grown(48), "known", box.left, row)
        half = (box.width - indent) * 0.53
        left = Rect(box.left + indent, row, round(half - self.px(24)), 0)
        right = Rect(round(box.left + indent + half), row, 0, 0)
        right.width = box.right - right.left
        foot = row
        for area, key in ((left, "used_by"), (right, "fails")):
            self.line(self.text(f"ui.{key}"), "label", "known", area.left, row)
            body = Rect(area.left, row + self.grown(23), area.width, box.bottom - row)
            body.height = box.bottom - body.top
            foot = max(foot, self.write(self.text(key), body, "known", balance=True).bottom)
        if sources:
            foot += self.px(8)
            under = Rect(left.left, foot, box.right - left.left, box.bottom - foot)
            self.write(self.text("ui.sources", names=sources), under, "citation", "soft")

    def try_this(self, key: str = "try", **fields: object) -> None:
        """What to do now: a green panel. Its ends are not round, for it is no button."""
        with self.scaled(min(self.k, _PILL)):
            self._try_this(self.text(key, **fields))

    def _try_this(self, words: str) -> None:
        """The same, as large as the panel allows."""
        box = self.box("try")
        self.fill("try", box)
        side = round(box.height * 0.55)
        self.mark("try", side, "paper", box.left + round(box.height * 0.24), box.centery)
        left = box.left + round(box.height * 1.0)
        step = self.grown(21)
        self.line(self.text("ui.try"), "label", "paper", left, box.centery - step)
        room = box.right - box.height // 4 - left
        with self.scaled(1.0):  # on a narrow page a long invitation is set in the smaller type
            style = "button" if self.block(words, "button", 10**6).width <= room else "scale"
        self.line(words, style, "paper", left, box.centery + step, room=room)

    def where(
        self,
        column: str | None,
        row: str | None,
        name: str,
        lines: Sequence[str],
        words: str = "measured",
    ) -> None:
        """A small screen with the region looked at, its name and lines beside it, and words.

        column: left, middle or right; row: up or down; None while not sure.
        """
        if self.more:
            return
        box = self.box("measured")
        top = max(box.top, self._title_foot + self.px(14))
        indent, row_at = self.grown(72), top + self.grown(21)
        self.mark("measured", self.grown(48), "measured", box.left, row_at)
        self.line(self.text("ui.measured"), "label", "measured", box.left + indent, row_at)
        area = Rect(box.left + indent, top + self.grown(46), box.width - indent, 0)
        foot = draw_where(self, area, column, row, name, lines)
        below = Rect(area.left, foot + self.px(10), area.width, 0)
        below.height = self._words_foot - below.top
        self.write(self.text(words), below, "body", balance=True)
