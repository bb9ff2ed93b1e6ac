"""The notes in a window of their own, on the screen that the class does not see."""

import os

import pygame
from pygame import Rect

from exhibit.messages import Inbox
from exhibit.notes.said import Notes, Said
from exhibit.page.page import Page
from exhibit.page.theme import Theme

_SIZE = (960, 600)
_TURN = 0.1  # seconds between looks at the window's own events
K = 1.25  # of the type: read from an arm's length, while somebody talks

_ANEW = {
    pygame.VIDEORESIZE, pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED,
    pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST,
}  # fmt: skip


def _open() -> pygame.Surface:
    """The window; on another screen than the first if there is one."""
    # The class's window keeps the keys.
    os.environ["SDL_WINDOW_NO_ACTIVATION_WHEN_SHOWN"] = "1"
    pygame.display.init()
    pygame.font.init()
    other = 1 if pygame.display.get_num_displays() > 1 else 0
    surface = pygame.display.set_mode(_SIZE, pygame.RESIZABLE, display=other)
    pygame.display.set_caption("exhibit: notes")
    return surface


def draw(page: Page, notes: Notes, said: Said, focused: bool = False) -> None:
    """One moment: minutes at the top, the step's note, the phase's at the foot."""
    page.ground("paper")
    page.fill("paper", page.surface.get_rect())
    _head(page, notes, said)
    area = page.box("notes_step")
    title = page.write(f"{said.number}. {said.title}", area, "heading", balance=True)
    top = title.bottom + page.px(22)
    parts = [("ask", said.ask, "try"), ("wrong", said.wrong, "guessed")]
    if said.ahead:
        parts.append(("ahead", said.ahead, "soft"))
    for key, text, colour in parts:
        left = Rect(area.left, top, area.width, area.bottom - top)
        label = page.write(notes.say(f"class.notes.{key}"), left, "label", colour)
        left = Rect(area.left, label.bottom, area.width, area.bottom - label.bottom)
        top = page.write(text, left, "body", balance=True).bottom + page.px(18)
    _foot(page, notes, said)
    key, colour = ("class.notes.focus", "failed") if focused else ("class.keys", "soft")
    page.write(notes.say(key), "notes_keys", "citation", colour, middle=True)


def _head(page: Page, notes: Notes, said: Said) -> None:
    """The minutes left, large, and how far along the lesson is."""
    box = page.box("notes_head")
    page.fill("night", Rect(0, 0, page.size[0], box.bottom))
    minutes = notes.say("class.notes.left", left=said.left) if said.left else notes.say(
        "class.notes.over")  # fmt: skip
    page.line(minutes, "question", "paper", box.left, box.centery)
    phase = notes.say("class.notes.phase", name=said.phase, left=said.phase_left)
    page.line(phase, "body_strong", "light_try", box.right, box.centery, "right", box.width * 0.6)
    gone = 1 - said.left / notes.order.plan
    bar = Rect(0, box.bottom - page.px(10), round(page.size[0] * gone), page.px(10))
    page.fill("light_try", bar)


def _foot(page: Page, notes: Notes, said: Said) -> None:
    """What the plan's phase asks for."""
    box = page.box("notes_phase")
    page.fill("band_paper", Rect(0, box.top - page.px(20), page.size[0], page.size[1]))
    label = page.write(notes.say("class.notes.now", name=said.phase), box, "label", "measured")
    below = Rect(box.left, label.bottom, box.width, box.bottom - label.bottom)
    asked = page.write(said.phase_ask, below, "known", balance=True)
    below = Rect(box.left, asked.bottom + page.px(8), box.width, box.bottom - asked.bottom)
    page.write(said.phase_wrong, below, "known", "soft", balance=True)


def _closed() -> tuple[bool, bool]:
    """Whether the window was closed, and whether it must be drawn anew."""
    events = pygame.event.get()
    kinds = {each.type for each in events}
    anew = kinds & _ANEW
    return pygame.QUIT in kinds, bool(anew)


def show(inbox: Inbox, notes: Notes) -> None:
    """Show the newest note until the pipe or the window is closed."""
    surface, theme = _open(), Theme.load()
    said = notes.at(0, notes.order.plan)
    page, dirty, closed = _page(surface, theme, notes), True, False
    while not inbox.closed and not closed:
        inbox.wait(_TURN)
        for message in inbox.take():
            said, dirty = notes.at(message.a, message.b), True
        closed, anew = _closed()
        if anew:
            page = _page(pygame.display.get_surface(), theme, notes)
        if dirty or anew:
            draw(page, notes, said, pygame.key.get_focused())
            pygame.display.flip()
            dirty = False
    pygame.quit()


def _page(surface: pygame.Surface, theme: Theme, notes: Notes) -> Page:
    """The page on this window."""
    return Page(surface, theme, notes.words, notes.language, K)
