"""Delete: everything the program holds, counted; the lobby owns the button that ends it."""

from dataclasses import dataclass

from exhibit.page.file import Row
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage
from exhibit.senses.seen import Face

SOURCES: list[str] = []
LINK = None
_REFRESH = 0.5  # seconds a figure stays before it may change: faster would flicker


@dataclass(frozen=True)
class Inventory:
    """What the room holds: for each row of the file its kind, text key, count and bytes."""

    rows: tuple[tuple[str, str, int, int], ...]
    at: float = 0.0  # seconds


def work(visit: Visit) -> Inventory:
    last = visit.get(Inventory)
    if last is not None and (visit.held or 0 <= visit.now - last.at < _REFRESH):
        return last  # what is struck, row by row, is what was listed
    pictures, screens = visit.pictures(), visit.screens()
    invented = visit.invented()
    numbers = visit.numbers(besides=(Face, Inventory, *invented))
    records = visit.numbers_of(invented)
    guesses = visit.guesses()
    points = _points(visit)
    return Inventory((
        ("measured", "screens", screens.count, screens.bytes),
        ("measured", "pictures", pictures.count, pictures.bytes),
        ("measured", "points", *points),
        ("measured", "measurements", numbers.count, numbers.bytes),
        ("guessed", "guesses", guesses.count, guesses.bytes),
        ("invented", "records", records.count, records.bytes),
    ), visit.now)  # fmt: skip


def _points(visit: Visit) -> tuple[int, int]:
    """How many face points are held, of everybody in view, and in how many bytes."""
    seen = visit.seen
    held = [each.face for each in (*seen.people, *seen.doubtful)] if seen else []
    points = [face.points for face in held if face is not None]
    return sum(map(len, points)), sum(each.nbytes for each in points)


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Inventory) or Inventory(())
    page.ground("paper")
    page.title()
    page.write(page.text("explain"), "delete_words", "body", balance=True, fit=True)
    rows = [
        Row(kind, page.number(count), page.text(key), page.number(size))
        for kind, key, count, size in found.rows
    ]
    total = sum(size for *_, size in found.rows)
    page.file_open(rows, page.number(total), gone=visit.held)
