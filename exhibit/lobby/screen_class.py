"""The class's own screens: before a lesson, and what is laid over a step; pure drawing."""

from collections.abc import Callable, Mapping, Sequence

from pygame import Rect

from exhibit.lobby import screen_choice, screens
from exhibit.lobby.signs import draw_eye
from exhibit.lobby.vote import Counting
from exhibit.messages import SourceKind, Vote
from exhibit.page import shapes
from exhibit.page.page import Page


def ready(
    page: Page,
    source: SourceKind,
    languages: Sequence[str],
    plans: Sequence[int],
    plan: int,
    notes: Sequence[str],
) -> None:
    """Whom to look at: three cards; the keys; languages and plans below."""
    page.ground("night")
    page.write(page.text("class.title"), "class_title", "title")
    other = {SourceKind.CAMERA: "camera", SourceKind.CLIP: "film"}.get(source, "")
    names = ("actor", other or "camera", "benches")
    for number, name in enumerate(names, 1):
        _card(page, number, name, number != 2 or bool(other))
    said = page.text(f"note.{notes[0]}") if notes else page.text("class.keys")
    colour = "light_guessed" if notes else "light_soft"
    page.write(said, "class_keys", "scale", colour, "centre", middle=True)
    screens.draw_languages(page, languages)
    _plans(page, plans, plan)


def _card(page: Page, number: int, name: str, there: bool) -> None:
    """A card: its number, whom to look at, what runs; an outline if it cannot be pressed."""
    box = page.box(f"choice_{number}")
    box.height -= page.px(30)
    if there:
        page.surface.blit(shapes.rounded(box.size, page.px(48), page.colour("card")), box)
        page.touch(f"card:{number}", box)
    else:
        frame = shapes.rounded(box.size, page.px(48), page.colour("light_soft"), page.px(3))
        page.surface.blit(frame, box)
    ink, soft = ("ink", "soft") if there else ("light_soft", "light_soft")
    badge = page.grown(64)
    centre = (box.left + page.px(24) + badge // 2, box.top + page.px(24) + badge // 2)
    page.disc(badge, "ink" if there else "band_night", centre)
    page.line(str(number), "body_strong", "paper", *centre, "centre")
    inner = box.inflate(-2 * page.px(40), 0)
    inner.top = centre[1] + badge
    inner.height = box.bottom - inner.top - page.px(24)
    art = Rect(box.left, centre[1] + badge // 4, box.width, round(box.height * 0.32))
    if there and not page.upright:
        _ART[name](page, art.inflate(-2 * page.px(70), 0))
        inner.height -= art.bottom - inner.top
        inner.top = art.bottom
    _words(page, inner, name, there, (ink, soft))


def _threes(page: Page, area: Rect) -> None:
    """Three heads before one screen."""
    side = min(area.height // 2, area.width // 4)
    for number in (-1, 0, 1):
        left = area.centerx + round(number * side * 1.3) - side // 2
        page.mark("person", side, "try", left, area.centery)


_ART: dict[str, Callable[[Page, Rect], None]] = {
    "actor": screen_choice.actor,
    "camera": screen_choice.boxed,
    "film": screen_choice.boxed,
    "benches": _threes,
}


def _words(page: Page, area: Rect, name: str, there: bool, colours: tuple[str, str]) -> None:
    """Title and words of a card; at its foot what it costs."""
    ink, soft = colours
    title = page.write(page.text(f"class.card.{name}.title"), area, "heading", ink, balance=True)
    top = title.bottom + page.px(16)
    foot = page.text(f"class.card.{name}.foot" if there else "class.card.none")
    high = page.block(foot, "known", area.width, True).height
    middle = Rect(area.left, top, area.width, area.bottom - high - page.px(16) - top)
    page.write(page.text(f"class.card.{name}.words"), middle, "body", soft, balance=True)
    low = Rect(area.left, area.bottom - high, area.width, high)
    page.write(foot, low, "known", "try" if there else soft, balance=True)


def _plans(page: Page, plans: Sequence[int], plan: int) -> None:
    """A pill for each plan; the chosen one is filled."""
    box = page.box("class_plans")
    gap = page.px(20)
    wide = (box.width - gap * (len(plans) - 1)) // len(plans)
    for number, each in enumerate(plans):
        area = Rect(box.left + number * (wide + gap), box.top, wide, box.height)
        kind = "light" if each == plan else "light_line"
        page.button(f"plan:{each}", area, page.text("class.plan", minutes=each), kind)


_ASKED = (
    ("runs", "heading", "light_measured"),
    ("off", "heading", "paper"),
    ("why", "body", "light_soft"),
    ("care", "body", "light_soft"),
)


def ask(page: Page, source: SourceKind) -> None:
    """Before anything but the actor is looked at: what runs, what does not, yes or no."""
    name = "film" if source is SourceKind.CLIP else "camera"
    page.ground("night")
    page.write(page.text(f"class.ask.{name}"), "lobby_title", "title")
    area = page.box("staff")
    for key, style, colour in _ASKED:
        drawn = page.write(page.text(f"class.ask.{key}"), area, style, colour, balance=True)
        top = drawn.bottom + page.px(30)
        area = Rect(area.left, top, area.width, area.bottom - top)
    page.button("back", "back", page.text("ui.back"), "light_line", "left")
    page.button("look", "class_look", page.text("class.ask.look"), "light", "right")


def benches(page: Page, names: Sequence[str]) -> None:
    """A row for each bench: its number, its name, what to find out."""
    page.ground("night")
    page.write(page.text("class.benches"), "lobby_title", "title")
    area, gap = page.box("staff"), page.px(12)
    high = (area.height - gap * (len(names) - 1)) // len(names)
    for number, name in enumerate(names):
        row = Rect(area.left, area.top + number * (high + gap), area.width, high)
        page.surface.blit(shapes.rounded(row.size, page.px(24), page.colour("card")), row)
        page.touch(f"bench:{name}", row)
        left, badge = row.left + page.px(20), min(page.grown(58), high - page.px(10))
        page.disc(badge, "ink", (left + badge // 2, row.centery))
        page.line(str(number + 1), "body_strong", "paper", left + badge // 2, row.centery, "centre")
        left += badge + page.px(24)
        wide = round(row.width * 0.26)
        title = Rect(left, row.top, wide, row.height)
        page.write(page.text(f"class.bench.{name}.title"), title, "body_strong", middle=True,
                   colour="ink")  # fmt: skip
        left += wide + page.px(20)
        words = Rect(left, row.top, row.right - page.px(24) - left, row.height)
        page.write(page.text(f"class.bench.{name}.words"), words, "known", "soft", middle=True)
    page.button("back", "back", page.text("ui.back"), "light_line", "left")
    page.write(page.text("class.in_threes"), "band_words", "body", middle=True)


def hidden(page: Page, looks: bool) -> None:
    """A blank page, and who made it so."""
    page.ground("night")
    page.fill("night", page.surface.get_rect())
    draw_eye(page, "opening_eye", 0.0)
    area = page.box("opening_words")
    title = page.write(page.text("class.hidden"), area, "title", "", "centre", balance=True)
    below = Rect(area.left, title.bottom + page.px(16), area.width, area.bottom - title.bottom)
    words = page.text("class.hidden_camera" if looks else "class.hidden_actor")
    page.write(words, below, "body", "light_soft", "centre", balance=True)


def grown(page: Page) -> None:
    """While a room with another size of text is made."""
    page.ground("night")
    area = page.box("opening_words")
    title = page.write(page.text("class.grown"), area, "title", "", "centre", balance=True)
    below = Rect(area.left, title.bottom + page.px(16), area.width, area.bottom - title.bottom)
    page.write(page.text("class.grown_words"), below, "body", "light_soft", "centre", balance=True)


def clock(page: Page, plan: int, left: int, bench: str) -> None:
    """The minutes left, and a thin line at the foot that grows with the lesson."""
    if bench:
        return
    box = page.box("class_clock")
    page.pill(box, "band_paper")
    said = page.text("class.minutes", left=left) if left else page.text("class.over")
    page.line(said, "strip", "ink", box.centerx, box.centery, "centre", box.width * 0.94)
    width, height = page.size
    foot = Rect(0, height - page.px(8), width, page.px(8))
    page.fill("hairline", foot)
    page.fill("try", Rect(0, foot.top, round(width * (plan - left) / plan), foot.height))


def note(page: Page, words: str) -> None:
    """One line over the top of the page: paused, or where to jump."""
    box = page.box("class_note")
    page.pill(box, "night")
    page.line(words, "strip", "paper", box.centerx, box.centery, "centre", box.width * 0.94)


def counting(page: Page, vote: Counting, votes: Mapping[Vote, tuple[int, int]]) -> None:
    """A vote being entered, over everything; or what it came to."""
    box = page.box("class_vote_card")
    page.surface.blit(shapes.rounded(box.size, page.px(48), page.colour("night")), box)
    area = box.inflate(-2 * page.px(60), -2 * page.px(44))
    kicker = page.text(f"class.vote.{vote.which.name.lower()}")
    drawn = page.write(kicker, area, "label", "light_try")
    area = _below(area, drawn, page.px(10))
    drawn = page.write(page.text("class.vote.question"), area, "body", "paper", balance=True)
    area = _below(area, drawn, page.px(24))
    if vote.done:
        return _bars(page, area, votes)
    hands = vote.typed if vote.hands is None else str(vote.hands)
    of = "" if vote.hands is None else vote.typed or (str(vote.of) if vote.of else "")
    asked = "hands" if vote.hands is None else "of"
    drawn = page.write(page.text("class.vote.figure", hands=hands or "_", of=of or "_"), area,
                       "figure", "light_measured")  # fmt: skip
    area = _below(area, drawn, page.px(18))
    key = "class.vote.wrong" if vote.wrong else f"class.vote.type_{asked}"
    page.write(page.text(key), area, "known", "light_guessed" if vote.wrong else "light_soft")
    return None


def _below(area: Rect, drawn: Rect, gap: int) -> Rect:
    """What is left of an area under something drawn."""
    top = drawn.bottom + gap
    return Rect(area.left, top, area.width, area.bottom - top)


def _bars(page: Page, area: Rect, votes: Mapping[Vote, tuple[int, int]]) -> None:
    """A bar for each vote, and its counts."""
    high = page.grown(70)
    for number, (which, (hands, of)) in enumerate(sorted(votes.items())):
        row = Rect(area.left, area.top + number * (high + page.px(24)), area.width, high)
        if row.bottom > area.bottom:
            page.overflows.append((which.name, "class_vote_card"))
        said = page.text(f"class.vote.said_{which.name.lower()}", hands=hands, of=of)
        page.line(said, "body_strong", "paper", row.left, row.top + high * 0.3)
        bar = Rect(row.left, row.bottom - page.px(18), row.width, page.px(18))
        page.fill("band_night", bar)
        page.fill("light_try", Rect(bar.left, bar.top, round(bar.width * hands / of), bar.height))
