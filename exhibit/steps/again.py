"""You again: the visitor leaves, returns, and is matched by face number or by clothes."""

from dataclasses import dataclass, replace

from exhibit.messages import Choice
from exhibit.page.photo import Picture
from exhibit.page.swatch_chart import Swatch, draw_swatches
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.again import Again, Elsewhere, Known, Sighting
from exhibit.senses.clothes import Clothes, to_srgb
from exhibit.senses.seen import Face

SOURCES = ["g4s-appearance-search", "unique-in-the-crowd"]
LINK = ("guessed", "again")

STEADY = 5
_REFRESH = 0.25
_HELD = 12.0  # seconds for which a sighting by the second camera stands before all else
_GUESSES = {True: "guessed", False: "guessed_other", None: None}


@dataclass(frozen=True)
class YouAgain:
    """What is shown of the clothes and of the return, at most four changes a second.

    numbers: how many are remembered. by: "face" or "clothes", as in Again. frames: for how many
    the answer has been the same. guess: the key of its text, once it is steady.
    """

    numbers: int = 0
    clothes: Clothes | None = None
    again: Again | None = None
    shown_at: float = 0.0
    frames: int = 0
    guess: str | None = None


def work(visit: Visit) -> YouAgain | None:
    known, again, last = visit.remembered.get(Known), visit.get(Again), visit.get(YouAgain)
    if visit.visitor is None or not isinstance(known, Known):
        return None
    answer = _GUESSES[again.same] if again else None
    before = _GUESSES[last.again.same] if last and last.again else None
    frames = last.frames + 1 if last and answer == before else 1
    guess = answer if frames >= STEADY else last.guess if last else None
    if last and answer == before and visit.now - last.shown_at < _REFRESH:
        return replace(last, frames=frames, guess=guess)
    clothes = visit.get(Clothes)
    return YouAgain(known.numbers, clothes, again, visit.now, frames, guess)


def linked(visit: Visit) -> bool:
    """Whether the visitor was seen again: until then there is no path."""
    found = visit.get(YouAgain)
    back = found is not None and found.again is not None and found.again.same is True
    return back or _elsewhere(visit) is not None


def draw(page: VisitPage, visit: Visit) -> None:
    found, face = visit.get(YouAgain), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit)
    if picture and face is not None:
        _marks(picture, visit.get(Clothes))
    page.who(visit)
    if picture and face is not None and found and found.guess:
        clear = [area for _, area in page.touches]
        picture.pin(beside(face), page.text(found.guess), avoid=face.box, drawn=clear)
    page.title()
    _measured(page, visit, found)
    page.known(page.cite("g4s-appearance-search", "unique-in-the-crowd"))
    page.try_this()
    _chart(page, found, visit.get(Elsewhere))


def _marks(picture: Picture, clothes: Clothes | None) -> None:
    """Where the colour was looked for."""
    for patch in clothes.patches if clothes else ():
        picture.box(patch)


def _word(page: VisitPage, clothes: Clothes) -> str:
    """The name of a colour, in the page's language."""
    return page.text(f"colour.{clothes.word or 'mixed'}")


def _measured(page: VisitPage, visit: Visit, found: YouAgain | None) -> None:
    """What is remembered; or, after a return, how far apart then and now are."""
    again, clothes = (found.again, found.clothes) if found else (None, None)
    if sighting := _elsewhere(visit):
        _sighted(page, sighting)
    elif found is None:
        left = visit.visitor is None and Known in visit.remembered
        page.measured(words="measured_away" if left else "measured_none", sure=False)
    elif again is None and clothes is None:
        page.measured(words="measured_none", sure=False)
    elif again is None and clothes is not None:
        light, red, yellow = clothes.lab
        word, error = _word(page, clothes), clothes.error
        page.measured(
            count=found.numbers, word=word, light=light, red=red, yellow=yellow, error=error
        )
    elif again is not None:
        _returned(page, visit, again)


def _elsewhere(visit: Visit) -> Sighting | None:
    """Where the second camera saw the visitor a moment ago; not while it is open who is back."""
    second, known = visit.get(Elsewhere), visit.remembered.get(Known)
    if second is None or second.sighting is None or not isinstance(known, Known):
        return None
    whose = visit.visitor is None or visit.visitor.id == known.id
    return second.sighting if whose and visit.now - second.sighting.at < _HELD else None


def _sighted(page: VisitPage, sighting: Sighting) -> None:
    """When and by what the second camera found the visitor, minutes and seconds of the visit."""
    minutes, seconds = divmod(int(sighting.at), 60)
    page.measured(
        figure=f"figure_{sighting.by}",
        unit=f"unit_{sighting.by}",
        words=f"second_{sighting.by}",
        distance=sighting.distance,
        error=sighting.error,
        at=f"{minutes}:{seconds:02d}",
    )


def _returned(page: VisitPage, visit: Visit, again: Again) -> None:
    """How the visitor was matched, or was not."""
    if again.same is None:
        page.measured(words=f"unsure_{again.by}", sure=False)
        return
    refused = visit.choice is Choice.NO_NUMBER
    words = {
        ("face", True): "by_face",
        ("face", False): "other",
        ("clothes", True): "by_clothes_refused" if refused else "by_clothes",
    }[again.by, again.same]
    page.measured(
        figure=f"figure_{again.by}",
        unit=f"unit_{again.by}",
        words=words,
        distance=again.distance,
        error=again.error,
        away=again.away,
    )


def _chart(page: VisitPage, found: YouAgain | None, second: Elsewhere | None) -> None:
    """The colour remembered, the colour on return, and what lies between."""
    again, clothes = (found.again, found.clothes) if found else (None, None)
    now = _swatch(page, clothes)
    if again is None:
        later = (None, page.text("next_time"))
        draw_swatches(page, now, later, page.text(_waiting(second)), joined=False)
        return
    between = page.text("away", seconds=again.away)
    draw_swatches(page, _swatch(page, again.before), now, between, joined=bool(again.same))


def _waiting(second: Elsewhere | None) -> str:
    """The key of what is said before anybody left: who looks too is told."""
    if second is None:
        return "not_left"
    return "second_trouble" if second.trouble else "second_opened"


def _swatch(page: VisitPage, clothes: Clothes | None) -> Swatch:
    """A colour with its word."""
    if clothes is None:
        return None, page.text("unseen")
    return to_srgb(clothes.lab), _word(page, clothes)
