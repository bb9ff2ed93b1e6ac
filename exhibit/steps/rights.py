"""What you can do: rights where the visitor lives, what they have done for others, one thing to do.

Where the visitor lives and what they pick is known to this visit only, and deleted with it.
"""

from dataclasses import dataclass

from exhibit.page.cards import draw_evidence, draw_plain
from exhibit.page.controls import draw_grid
from exhibit.page.pledges import draw_pledges
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage

SOURCES = [
    "bipa-2008",
    "ccpa-2018",
    "eu-2024-1689",
    "gdpr-2016",
    "greenleaf-2023",
    "guo-bing-2020",
    "ico-2024",
    "ico-cctv",
    "imy-2019",
    "kai-2022",
    "pofa-2012",
    "uu-pdp-2022",
    "vietnam-91-2025",
    "williams-2024",
]
LINK = None

# Each place with those who say so.
PLACES = {
    "eu": ("gdpr-2016", "eu-2024-1689", "imy-2019"),
    "uk": ("ico-cctv", "pofa-2012", "ico-2024"),
    "us": ("bipa-2008", "ccpa-2018", "williams-2024"),
    "indonesia": ("uu-pdp-2022", "kai-2022"),
    "vietnam": ("vietnam-91-2025",),
    "elsewhere": ("greenleaf-2023", "guo-bing-2020"),
}
PLEDGES = ("ask", "data", "app", "tell")
_WHERE, _PLEDGE = "rights.where", "rights.pledge"


@dataclass(frozen=True)
class Agency:
    """Where the visitor lives and what they mean to do, as keys of texts; None: not picked."""

    place: str | None
    pledge: str | None


def work(visit: Visit) -> Agency:
    where, pledge = visit.picked.get(_WHERE), visit.picked.get(_PLEDGE)
    place = None if where is None else list(PLACES)[where]
    return Agency(place, None if pledge is None else PLEDGES[pledge])


def draw(page: VisitPage, visit: Visit) -> None:
    found = work(visit)  # what was touched shows at once
    page.ground("paper")
    page.write(page.text("title"), "left_title", "title")
    names = [page.text(f"place.{each}") for each in PLACES]
    if found.place is None:
        asked = page.box("rights_where")
        page.line(page.text("where"), "label", "try", asked.left, asked.centery, room=asked.width)
    draw_grid(page, _WHERE, page.box("rights_regions"), names, visit.picked.get(_WHERE))
    if found.place is None:
        draw_plain(
            page,
            "rights_card",
            page.text("card"),
            page.text("laws"),
            page.cite("greenleaf-2023"),
            "world",
        )
    else:
        cited = page.text("caveat", names=page.cite(*PLACES[found.place]))
        right, hope = page.text(f"right.{found.place}"), page.text(f"hope.{found.place}")
        draw_evidence(page, "rights_card", page.text("card"), right, cited, hope)
    labels = [page.text(f"pledge.{each}") for each in PLEDGES]
    chosen = visit.picked.get(_PLEDGE)
    draw_pledges(page, "rights_pledges", _PLEDGE, page.text("pick"), labels, chosen)
    if found.pledge is None:
        page.try_this()
    else:
        how = page.text(f"how.{found.pledge}")
        draw_plain(page, "rights_how", page.text("yours"), how, "", "checked")
