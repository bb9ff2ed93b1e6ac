"""4. Measure: work computes and gives back a finding; draw shows it with its error."""

from dataclasses import dataclass

from exhibit.senses.seen import Head

SOURCES = []
LINK = ("measured", "map")  # the ring that this step adds to the chain


@dataclass(frozen=True)
class Nod:
    """How far the head is lowered, and how wrong that may be: degrees."""

    degrees: float
    error: float


def work(visit):
    head = visit.get(Head)
    if head is None:  # nobody in view, or the face is hidden
        return None
    return Nod(head.pitch, head.error)


def draw(page, visit):
    nod = visit.get(Nod)
    page.ground("paper")
    page.seen(visit)
    page.who(visit)
    page.title()
    if nod is None:
        page.measured(words="measured_lost", sure=False)
    else:
        page.measured(degrees=nod.degrees, error=nod.error)
