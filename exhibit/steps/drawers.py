"""One key opens the next drawer: records joined one after the other, and four places and times."""

from dataclasses import dataclass

from exhibit.city.drawer_rows import Day, Entry, Hour, When, Word
from exhibit.city.drawers import SORTS, Drawer, OpenDrawer
from exhibit.city.linkage import Weight, needed
from exhibit.city.naming import Named
from exhibit.city.places import POINTS, Homes, Shared, Spot, Spots
from exhibit.city.profile import ProfileOf
from exhibit.city.tables import A_DAY, ACROSS, DOWN
from exhibit.page.city_map import Pin, draw_city_map
from exhibit.page.controls import draw_options, pick
from exhibit.page.crowd import draw_crowd
from exhibit.page.notes import draw_note, draw_tag
from exhibit.page.place_list import draw_choices, draw_shared
from exhibit.page.record_card import Bits, draw_record_card
from exhibit.page.tree import Leaf, draw_tree
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage

SOURCES = [
    "rocher-2019", "sbv-2345", "kai-2022", "mayer-2016", "alipay-2020", "farzanehfar-2021",
    "citizen-lab-2020", "sweeney-2000", "golle-2006", "fellegi-sunter-1969",
    "unique-in-the-crowd", "shopping-mall-2015",
]  # fmt: skip
LINK = ("invented", "drawers")

# Who stands behind the known line, by the drawer that is open.
_SAID_BY = {
    "start": ("rocher-2019",),
    "card": ("sbv-2345",),
    "gates": ("kai-2022",),
    "phone": ("mayer-2016",),
    "wallet": ("alipay-2020",),
    "trips": ("farzanehfar-2021",),
    "posts": ("citizen-lab-2020",),
    "stays": ("sweeney-2000", "golle-2006"),
    "court": ("fellegi-sunter-1969",),
    "court_own": ("fellegi-sunter-1969",),
    "places": ("unique-in-the-crowd", "shopping-mall-2015"),
}
_DRAWERS, _PLACES = range(2)
_FIRST = 1  # drawers open at the start
_DIGIT = 16  # chosen sightings are the digits of one number, the newest last


@dataclass(frozen=True)
class Opened:
    """The file so far: drawers opened, of whom; or sightings chosen, and who shares them.

    citizen: of so many citizens. example: the visitor's own number named nobody; this one stands
    in. wanted: how many drawers should be open; drawers has those that were looked up. chosen:
    numbers of spots, in the order of choosing; shared: how many citizens share the first of
    them, the first two, and so on.
    """

    citizen: int
    example: bool
    citizens: int
    wanted: int
    drawers: tuple[Drawer, ...]
    spots: tuple[Spot, ...] = ()
    chosen: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()
    view: int = _DRAWERS


def work(visit: Visit) -> Opened | None:
    named = visit.get(Named) or Named("found", False, "missing", 0, 0)
    if named.state != "found":
        return None
    citizen, example = named.citizen, not (named.own and named.within)
    profile = visit.ask(ProfileOf(citizen, example))
    if profile is None:
        return None
    visit.put(profile)
    view = visit.picked.get("drawers.view", _DRAWERS)
    wanted = min(visit.picked.get("drawers.open", _FIRST), len(SORTS))
    first = visit.ask(OpenDrawer(citizen, 0, named.alike, named.count))
    if first is None:
        return None
    others = (visit.ask(OpenDrawer(citizen, number)) for number in range(1, wanted))
    drawers = tuple(each for each in (first, *others) if each)[:wanted]
    spots: tuple[Spot, ...] = ()
    chosen: tuple[int, ...] = ()
    if view == _PLACES:
        spots = visit.ask(Spots(citizen)) or ()
        chosen = tuple(each for each in _digits(visit) if each < len(spots))
    shared = visit.ask(Shared(tuple(spots[each].point for each in chosen))) if chosen else ()
    file = (citizen, example, first.before, wanted, drawers)
    return Opened(*file, spots, chosen, shared or (), view)


def _digits(visit: Visit) -> tuple[int, ...]:
    """The chosen sightings, the oldest choice first."""
    left, digits = visit.picked.get("drawers.places", 0), []
    while left:
        left, digit = divmod(left, _DIGIT)
        digits.append(digit - 1)
    return tuple(reversed(digits))


def touch(visit: Visit, name: str) -> None:
    what, _, number = name.partition(" ")
    if what == "open":
        wanted = visit.picked.get("drawers.open", _FIRST)
        visit.picked["drawers.open"] = wanted + 1 if wanted < len(SORTS) else 0
    elif what == "place":
        chosen = [each for each in _digits(visit) if each != int(number)]
        if len(chosen) == len(_digits(visit)):
            chosen = [*chosen, int(number)][-POINTS:]
        packed = 0
        for each in chosen:
            packed = packed * _DIGIT + each + 1
        visit.picked["drawers.places"] = packed


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Opened)
    page.ground("lilac")
    page.invented_edge()
    if found is None:
        page.write(page.text("title"), "drawers_title", "title")
        draw_tag(page, page.text("waiting"), "drawers_tag")
        return
    tag = "tag_example" if found.example else "tag"
    draw_tag(page, page.text(tag), "drawers_tag")
    if found.view == _PLACES:
        page.write(page.text("title_places"), "drawers_title", "title")
        _places(page, visit, found)
    else:
        page.write(page.text("title"), "drawers_title", "title")
        _drawers(page, found)
    labels = [page.text("view_drawers"), page.text("view_places")]
    draw_options(page, "drawers.view", page.box("drawers_view"), labels, found.view)


def _note(page: VisitPage, about: str) -> None:
    """What is known of such drawers, and who says so."""
    sources = page.text("ui.sources", names=page.cite(*_SAID_BY[about]))
    draw_note(page, page.text(f"known.{about}"), sources, "drawers_note")


def _drawers(page: VisitPage, found: Opened) -> None:
    """The shrinking crowd, the open drawer, and the tree of the file."""
    newest = found.drawers[-1] if found.drawers else None
    page.write(page.text("head"), "drawers_head", "label", "ink", middle=True)
    counts = [found.citizens]
    if newest:
        first = newest.before == found.citizens
        counts += [newest.fits] if first else [newest.before, newest.fits]
    labels = [page.text("count", count=count) for count in counts]
    draw_crowd(page, page.box("drawers_crowd"), counts, labels)
    if newest:
        _card(page, found, newest)
    else:
        page.write(page.text("weigh"), "drawers_card", "body", balance=True)
    own = newest and newest.sort.name == "court" and newest.wrong is None
    _note(page, "court_own" if own else newest.sort.name if newest else "start")
    _tree(page, found)
    over = found.wanted == len(SORTS)
    page.button("open", "drawers_open", page.text("again" if over else "open"))


def _card(page: VisitPage, found: Opened, drawer: Drawer) -> None:
    """Rows, what is kept of them, the key and its weight."""
    rows = [_said(page, f"row.{each.text}", each) for each in drawer.entries[:2]]
    wrong = ""
    if drawer.wrong:
        wrong = page.text("wrong", name=drawer.wrong.name, home=drawer.wrong.home)
    else:
        rows.append(page.text("kept", fact=_said(page, f"fact.{drawer.fact.text}", drawer.fact)))
    name = page.text(f"name.{drawer.sort.name}")
    key = page.text(f"key.{drawer.key}")
    bits = _bits(page, drawer.weight, found.citizens) if drawer.weight else None
    draw_record_card(page, page.box("drawers_card"), name, key, rows, bits, wrong)


def _bits(page: VisitPage, weight: Weight, citizens: int) -> Bits:
    """The weight beside the one that singles a citizen out of all."""
    key = "bits_least" if weight.least else "bits"
    words = page.text(key, bits=weight.bits, others=weight.others)
    return Bits(weight.bits, words, needed(citizens), page.text("enough", citizens=citizens))


def _said(page: VisitPage, key: str, entry: Entry) -> str:
    """An entry in the page's language."""
    return page.text(key, **{name: _value(page, value) for name, value in entry.values})


def _value(page: VisitPage, value: object) -> object:
    """A word, a moment, or a value as it is."""
    if isinstance(value, Word):
        return page.text(f"word.{value.key}")
    return _clock(page, value) if isinstance(value, When) else value


def _clock(page: VisitPage, when: When) -> str:
    """Day of the week, and the time of day or the hour where they matter."""
    day, rest = divmod(when.minute, A_DAY)
    name, hour = page.text(f"day.{day % 7}"), rest // 60
    if isinstance(when, Day):
        return name
    if isinstance(when, Hour):
        return page.text("hour", day=name, hour=hour, end=hour + 1)
    return page.text("clock", day=name, hour=hour, minute=rest % 60)


def _tree(page: VisitPage, found: Opened) -> None:
    """The face number and every drawer on its branch, with who still fits."""
    root = page.text("face_example" if found.example else "face")
    leaves = [Leaf(root, page.text("count", count=found.citizens), -1, 0, True)]
    known = {each.sort.name: each for each in found.drawers}
    for number, sort in enumerate(SORTS):
        drawer = known.get(sort.name)
        leaves.append(Leaf(
            page.text(f"name.{sort.name}"),
            page.text("count", count=drawer.fits) if drawer else "",
            sort.parent + 1,
            leaves[sort.parent + 1].depth + 1,
            drawer is not None,
            number == found.wanted - 1,
            bool(drawer and drawer.wrong),
            pick("drawers.open", number + 1),
        ))  # fmt: skip
    draw_tree(page, page.box("drawers_tree"), leaves)


def _places(page: VisitPage, visit: Visit, found: Opened) -> None:
    """The map, sightings to choose from, and how many share the chosen ones."""
    order = {number: place for place, number in enumerate(found.chosen, 1)}
    orders = [order.get(number, 0) for number in range(len(found.spots))]
    pins = [Pin(each.x, each.y, place) for each, place in zip(found.spots, orders, strict=True)]
    homes = visit.ask(Homes()) or ()
    most = max(homes, default=0) or 1
    shares = [each / most for each in homes]
    draw_city_map(page, page.box("places_map"), ACROSS, DOWN, shares, pins)
    page.fill("lilac", page.box("places_key"))
    page.write(page.text("map"), "places_key", "citation", "ink", "centre", middle=True)
    counts = [page.text("count", count=each) for each in (found.citizens, *found.shared)]
    draw_shared(page, page.box("places_counts"), counts, POINTS)
    _note(page, "places")
    if not found.spots:
        page.write(page.text("unseen"), "places_list")
        return
    names = [f"place {number}" for number in range(len(found.spots))]
    labels = [
        page.text("place", when=_clock(page, When(each.minute)), cell=each.name)
        for each in found.spots
    ]
    draw_choices(page, page.box("places_list"), names, labels, orders)
    words = page.text("choose")
    if found.shared:
        left = found.shared[-1]
        words = page.text("unique" if left == 1 else "shared", count=left)
    page.write(words, "drawers_open", "body_strong", "ink", middle=True)
