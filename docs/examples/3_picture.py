"""3. Picture: what the camera sees, everyone but the visitor pixelated, and how many there are."""

SOURCES = []
LINK = None


def work(visit):
    return None


def draw(page, visit):
    page.ground("paper")
    picture = page.seen(visit)
    if picture is not None:  # before the first picture there is none
        for person in visit.people:
            picture.box(person.box, page.text("person"))
    page.who(visit)
    page.title()
    page.write(page.text("people", count=len(visit.people)), "measured")
