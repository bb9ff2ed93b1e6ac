"""What you do: a line, a light, a body and its hands; broken rules become events with a time."""

from dataclasses import dataclass, replace

from exhibit.page.bones import draw_bones
from exhibit.page.crossing import draw_light, draw_line, fading
from exhibit.page.photo import Picture
from exhibit.page.strip import Named, draw_strip
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.body import BONES, Pose, Posture
from exhibit.senses.hands import BONES as FINGERS
from exhibit.senses.hands import Hands
from exhibit.senses.rules import FADE, Event, Ruled, red_since, reds
from exhibit.senses.seen import Face

SOURCES = ["guardian-2022", "kompas-2022", "scmp-2018"]
LINK = ("guessed", "event")

STEADY = 5
_REFRESH = 0.25
_HOLD = 10.0  # seconds for which the last event is held up to a visitor
_SPAN = 30.0  # seconds on the strip


@dataclass(frozen=True)
class Doing:
    """What is shown of the visitor, at most four times a second new.

    since: when the rules were first shown. cm, error: short of the line, centimetres, negative past
    it; None while unknown. stood: seconds in one place since then. shape, legs, hand: keys of
    texts. rule: of the event that goes on or was last, for so many frames. guess: the key of the
    text of the event that held.
    """

    since: float = 0.0
    cm: float | None = None
    error: float = 0.0
    stood: float = 0.0
    shape: str = "shape_unsure"
    legs: str = "legs_unsure"
    hand: str = "hand_none"
    shown_at: float = 0.0
    rule: str | None = None
    frames: int = 0
    guess: str | None = None


def work(visit: Visit) -> Doing | None:
    ruled, last = visit.get(Ruled), visit.get(Doing)
    if ruled is None:
        return None
    since = last.since if last else visit.now
    event = _newest(_under(ruled.events, since, visit), visit.now)
    rule = event.rule if event else None
    frames = last.frames + 1 if last and last.rule == rule else 1
    guess = last.guess if last else None
    if frames >= STEADY:
        guess = f"guessed_{rule}" if rule else None
    if last and last.frames and visit.now - last.shown_at < _REFRESH:
        kept = (last.cm, last.error, last.stood, last.shape, last.legs, last.hand)
        return Doing(since, *kept, last.shown_at, rule, frames, guess)
    stood = min(ruled.stood, visit.now - since)
    return Doing(
        since, ruled.cm, ruled.error, stood, *_body(visit), visit.now, rule, frames, guess
    )


def _under(events: tuple[Event, ...], since: float, visit: Visit) -> tuple[Event, ...]:
    """The events since the rules were first shown: who did not know of a rule broke none.

    A stay or a gathering that had begun before counts from then on, and has to be as long.
    """
    least = {"stood": visit.law.stood, "gathered": visit.law.together}
    told = []
    for each in events:
        end = visit.now if each.end is None else each.end
        if each.start < since and each.rule in least:
            each = replace(each, start=since)
            end -= least[each.rule] - 1e-6
        if end >= since:
            told.append(each)
    return tuple(told)


def _newest(events: tuple[Event, ...], now: float) -> Event | None:
    """The event that goes on, or was over a moment ago."""
    held = [each for each in events if each.end is None or now - each.end < _HOLD]
    return held[-1] if held else None


def _body(visit: Visit) -> tuple[str, str, str]:
    """The keys of what is said of posture, legs and the hand that does most."""
    posture, hands = visit.get(Posture), visit.get(Hands)
    shape = posture.shape if posture else None
    legs = posture.legs if posture else None
    said = [
        ("up_" if each.raised else "") + (each.kind or "unsure")
        for each in (hands.gestures if hands else ())
    ]
    hand = max(said, key=lambda word: word.startswith("up_"), default="none")
    return f"shape_{shape or 'unsure'}", f"legs_{legs or 'unsure'}", f"hand_{hand}"


def draw(page: VisitPage, visit: Visit) -> None:
    found, ruled = visit.get(Doing), visit.get(Ruled)
    page.ground("paper")
    picture = page.seen(visit)
    off = visit.visitor is not None and ruled is None
    if picture and not off:
        _draw_on(page, picture, visit, found)
    page.who(visit)
    page.title()
    _measured(page, found, off)
    page.known(page.cite("scmp-2018", "kompas-2022", "guardian-2022"))
    page.try_this()
    if off:
        page.instrument(0, 1, [(0, ""), (1, "")], None)
    else:
        _strip(page, visit, found, ruled)


def _draw_on(page: VisitPage, picture: Picture, visit: Visit, found: Doing | None) -> None:
    """The line, the light, the body, the hands, and what the program would say."""
    law, face = visit.law, visit.get(Face)
    line = law.line * (visit.seen.image.shape[1] if visit.seen else 0)
    draw_line(picture, line, visit.rules.way == "right")
    if pose := visit.get(Pose):
        draw_bones(picture, pose.points, BONES[[pose.sees(*pair) for pair in BONES]])
    if hands := visit.get(Hands):
        for hand in hands.hands:
            draw_bones(picture, hand.points, FINGERS, fine=True)
    red = red_since(law, visit.now)
    light = draw_light(picture, line, fading(red, visit.now % (law.green + law.red), FADE))
    if found and found.guess and face is not None:
        picture.pin(beside(face), page.text(found.guess), avoid=face.box, drawn=[light])


def _measured(page: VisitPage, found: Doing | None, off: bool) -> None:
    """How far to the line, and what the body does."""
    if found is None or found.cm is None:
        page.measured(words="measured_off" if off else "measured_lost", sure=False)
        return
    page.measured(
        unit="unit_past" if found.cm < 0 else "unit",
        cm=abs(found.cm),
        error=found.error,
        stood=found.stood,
        shape=page.text(found.shape),
        legs=page.text(found.legs),
        hand=page.text(found.hand),
    )


def _strip(page: VisitPage, visit: Visit, found: Doing | None, ruled: Ruled | None) -> None:
    """Light and events of the last seconds."""
    since = found.since if found else visit.now
    events = _under(ruled.events, since, visit) if ruled else ()
    named = [Named(each.start, each.end, _words(page, each)) for each in events]
    spans = reds(visit.law, max(0.0, visit.now - _SPAN), visit.now)
    words = (page.text("red"), page.text("green"), page.text("no_event"))
    ticks = [(ago, page.text("ago", seconds=ago)) for ago in (30, 20, 10)]
    ticks.append((0, page.text("now")))
    draw_strip(page, visit.now, _SPAN, spans, named, words, ticks)


def linked(visit: Visit) -> bool:
    """Whether there was an event: who broke no rule leaves none."""
    found = visit.get(Doing)
    return found is not None and found.guess is not None


def _words(page: VisitPage, event: Event) -> str:
    """An event with its start and end, minutes and seconds of the visit."""
    key = f"event_{event.rule}" if event.end is not None else f"event_{event.rule}_on"
    times = [divmod(int(at or 0), 60) for at in (event.start, event.end)]
    start, end = (f"{minutes}:{seconds:02d}" for minutes, seconds in times)
    return page.text(key, start=start, end=end)
