"""1. Hello: the smallest step. One line draws; the rest is what every step must have."""

SOURCES = []
LINK = None


def work(visit):
    return None


def draw(page, visit):
    page.ground("paper")
    page.title()  # this line draws: the title of [step.1_hello] in en.toml
