"""The scenes before a lesson: whom to look at, a question if that is the class, the benches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exhibit.lesson import BENCHES, PLANS
from exhibit.lobby import screen_class
from exhibit.lobby.input import Act, Action
from exhibit.lobby.scenes import Scene
from exhibit.messages import Choice, SourceKind
from exhibit.page.page import Page

if TYPE_CHECKING:
    from exhibit.lobby.loop import Lobby
    from exhibit.lobby.school import School


def school_of(lobby: Lobby) -> School:
    """The lesson's state, which a class always has."""
    assert lobby.school is not None
    return lobby.school


class Ready(Scene):
    """Ten minutes before class: the actor, whom the teacher chooses instead, or the benches."""

    def act(self, lobby: Lobby, action: Action) -> None:
        """Next begins with the actor; a number is a card's; + and - change the text."""
        if action.act is Act.NEXT and action.down:
            return self.press(lobby, "card:1")
        if action.act is Act.CHOOSE and 1 <= action.number <= 3:
            return self.press(lobby, f"card:{action.number}")
        if action.act in (Act.LARGER, Act.SMALLER):
            school_of(lobby).grow(lobby, 1 if action.act is Act.LARGER else -1)
            return None
        if action.act is Act.PAUSE:
            plans = list(PLANS)
            at = plans.index(school_of(lobby).plan) + 1
            return self.press(lobby, f"plan:{plans[at % len(plans)]}")
        if action.act is Act.FULL_SCREEN:
            return lobby.full_screen()
        return super().act(lobby, action)

    def press(self, lobby: Lobby, name: str) -> None:
        """A card, or a plan."""
        kind, _, what = name.partition(":")
        if kind == "plan":
            school_of(lobby).choose(int(what))
            school_of(lobby).open_notes(lobby)
        elif name == "card:1":
            start(lobby, Choice.ACTOR)
        elif name == "card:2" and lobby.source is not SourceKind.ACTOR:
            lobby.show(Ask(lobby.now))
        elif name == "card:3":
            lobby.show(Benches(lobby.now))
        else:
            super().press(lobby, name)

    def tick(self, lobby: Lobby) -> bool:
        """The first bench named on the command line opens by itself, once."""
        lobby.look_for_cameras()
        school = school_of(lobby)
        school.open_notes(lobby, again=False)
        school.sit(lobby)
        if school.first:
            bench, school.first = school.first, ""
            sit_down(lobby, bench)
        return False

    def draw(self, lobby: Lobby, page: Page) -> None:
        """The three cards, languages, plans."""
        plan, plans = school_of(lobby).plan, list(PLANS)
        screen_class.ready(page, lobby.source, lobby.words.languages, plans, plan, lobby.notes())


class Ask(Scene):
    """Whether whoever is in view may be looked at: asked each time, answered by a button only."""

    def act(self, lobby: Lobby, action: Action) -> None:
        """Back and leave go back. Next alone agrees to nothing."""
        if action.act in (Act.BACK, Act.LEAVE):
            return self.press(lobby, "back")
        if action.act is Act.CHOOSE and action.number == 1:
            return self.press(lobby, "look")
        return super().act(lobby, action)

    def press(self, lobby: Lobby, name: str) -> None:
        """Look, or go back."""
        if name == "look":
            return start(lobby, Choice.CLASS)
        if name == "back":
            return lobby.welcome()
        return super().press(lobby, name)

    def draw(self, lobby: Lobby, page: Page) -> None:
        """What will run, and what will not."""
        screen_class.ask(page, lobby.source)


class Benches(Scene):
    """The experiments as free play, a line each."""

    def act(self, lobby: Lobby, action: Action) -> None:
        """A number chooses; back and leave go back."""
        if action.act is Act.CHOOSE and 1 <= action.number <= len(BENCHES):
            return sit_down(lobby, list(BENCHES)[action.number - 1])
        if action.act in (Act.BACK, Act.LEAVE):
            return lobby.welcome()
        return super().act(lobby, action)

    def press(self, lobby: Lobby, name: str) -> None:
        """A bench, or back."""
        kind, _, bench = name.partition(":")
        if kind == "bench":
            return sit_down(lobby, bench)
        if name == "back":
            return lobby.welcome()
        return super().press(lobby, name)

    def draw(self, lobby: Lobby, page: Page) -> None:
        """The list."""
        screen_class.benches(page, list(BENCHES))


def start(lobby: Lobby, choice: Choice) -> None:
    """The lesson begins, or goes on with another room."""
    from exhibit.lobby.teaching import Teaching

    school_of(lobby).begin(lobby.now)
    school_of(lobby).sit(lobby)
    lobby.await_spare()
    lobby.show(Teaching(lobby, choice))


def sit_down(lobby: Lobby, bench: str) -> None:
    """A bench: the actor, one step, and nobody in a hurry."""
    from exhibit.lobby.teaching import Teaching

    school_of(lobby).sit(lobby, bench)
    lobby.await_spare()
    lobby.show(Teaching(lobby, Choice.ACTOR, bench=bench))
