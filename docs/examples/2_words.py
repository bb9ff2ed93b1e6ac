"""2. Words: a text with a number in it. The words stand in en.toml, never in this file."""

SOURCES = []
LINK = None


def work(visit):
    return None


def draw(page, visit):
    page.ground("paper")
    page.title()
    # {seconds:.0f} in the text takes the number; visit.now is the time since this visit began.
    page.write(page.text("since", seconds=visit.now), "measured")
