"""Plays a plan in the lobby, for a witness: presses, keys, pictures, and the receipt told."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import pygame

from exhibit.errors import BadPlan, did_you_mean
from exhibit.held import is_ready
from exhibit.lobby.input import Act, Action
from exhibit.lobby.plan import Moment, read_plan, whole_visit
from exhibit.lobby.receipt import Receipt
from exhibit.lobby.scenes import Closing
from exhibit.messages import Ending
from exhibit.orders import LobbyOrder
from exhibit.page.words import Words
from exhibit.witness import Sender, Witness

if TYPE_CHECKING:
    from exhibit.lobby.loop import Lobby

_PATIENCE = 60.0  # seconds a plan waits for what should come
_KEYS = {"next": Act.NEXT, "back": Act.BACK, "leave": Act.LEAVE,
         "language": Act.LANGUAGE, "quit": Act.QUIT}


class Rehearsal:
    """The plan's moments in order; what is due is done, and pictures leave by the witness."""

    def __init__(self, descriptor: int, plan: list[Moment], lenient: bool = False) -> None:
        """lenient: a visit that ends by itself ends the plan, which was nobody's own."""
        self._lenient = lenient
        self.witness = Witness(descriptor, Sender.LOBBY)
        self._plan = plan
        self._holding_until: float | None = None
        self._pictures: list[str] = []
        self._stop = False
        self._awaited: Moment | None = None
        self._awaited_since = 0.0
        self._late = 0.0  # by how much the plan was put off
        self._ended = ""  # how the last visit ended, for whoever wonders why a plan fails

    def actions(self, lobby: Lobby) -> Iterator[Action]:
        """What the plan does now."""
        if self._holding_until is not None and lobby.now >= self._holding_until:
            self._holding_until = None
            yield Action(Act.NEXT, down=False)
            yield Action(Act.PRESS, down=False)
        while self._plan and self._plan[0].at + self._late <= lobby.now + 1e-6:
            moment = self._plan[0]
            if not _come(lobby, moment):
                self._put_off(lobby.now, moment)
                return
            yield from self._do(lobby, self._plan.pop(0))
            if moment.word in ("picture", "stop"):
                return  # it is taken at the end of this turn, before anything else is done

    def _put_off(self, now: float, moment: Moment) -> None:
        """Wait with everything from this moment on; not for ever."""
        if moment is not self._awaited:
            self._awaited, self._awaited_since = moment, now
        if now - self._awaited_since > _PATIENCE:
            raise BadPlan(f"The plan waited {_PATIENCE:.0f} s in vain for {' '.join(moment.what)}.")
        self._late = now - moment.at

    def _do(self, lobby: Lobby, moment: Moment) -> Iterator[Action]:
        """One moment."""
        match moment.word:
            case "press":
                yield from self._press(lobby, moment.what[0])
            case "touch":
                width, height = lobby.display.size
                x, y = (float(each) for each in moment.what)
                yield from _tap(int(x * width), int(y * height))
            case "hold":
                self._holding_until = lobby.now + float(moment.what[0])
                yield Action(Act.NEXT)
            case "enter":
                self._holding_until = lobby.now + float((*moment.what, "0")[0])
                yield Action(Act.PRESS)
            case "focus":
                by = int(moment.what[0])
                yield from [Action(Act.FOCUS, number=1 if by > 0 else -1)] * abs(by)
            case "picture" | "stop":
                self._pictures.append(moment.what[0])
                self._stop = moment.word == "stop"
            case "choose":
                yield Action(Act.CHOOSE, number=int(moment.what[0]))
            case "wait" | "await":
                return
            case "key":
                yield Action(Act[moment.what[0].upper()])
            case key:
                yield Action(_KEYS[key])
                yield Action(_KEYS[key], down=False)

    def _press(self, lobby: Lobby, name: str) -> Iterator[Action]:
        """Touch the middle of what has this name on the lobby's screen."""
        boxes = dict(lobby.scene.touches)
        if name not in boxes:
            there = ", ".join(boxes) or "nothing"
            near = did_you_mean(name, list(boxes)) or self._ended
            raise BadPlan(f'The plan presses "{name}", but on the screen is {there}.{near}')
        x, y, width, height = boxes[name]
        yield from _tap(x + width // 2, y + height // 2)

    def after_turn(self, lobby: Lobby) -> bool:
        """Take the pictures that are due; whether the plan is over."""
        for name in self._pictures:
            self._take(lobby, name)
        self._pictures.clear()
        if self._stop:
            self._stop = False
            os.kill(os.getpid(), signal.SIGSTOP)  # a proof looks at us now
        return not self._plan and self._holding_until is None

    def _take(self, lobby: Lobby, name: str) -> None:
        """Send what the window shows, and which processes there are."""
        file = io.BytesIO()
        if lobby.order.handed_time:
            pygame.image.save(lobby.display.surface, file, "picture.png")
        room = getattr(lobby.scene, "room", None)
        rooms = {"room": room, "spare": lobby.keeper.spare}
        pids = {key: each.process.pid for key, each in rooms.items() if each}
        overflows = [list(each) for each in lobby.overflows]
        told = {"at": lobby.now, "clock": time.monotonic(), "lobby": os.getpid(), **pids}
        told |= {"notes": lobby.notes(), "overflows": overflows}
        told["pictures"] = room.pictures if room else 0
        told["display"] = pygame.display.get_driver()
        self.witness.tell(file.getvalue(), picture=name, **told)

    def tell_receipt(self, paper: Receipt) -> None:
        """The receipt, as values."""
        why = paper.ending.name.lower().replace("_", " ")
        self._ended = f" The last visit ended by itself or was ended ({why})."
        if self._lenient and paper.ending is not Ending.HELD_DELETE:
            self._plan.clear()
        lines = [{**asdict(each), "mark": each.mark.value} for each in paper.lines]
        refused = {int(family): count for family, count in paper.refused.items()}
        told = {"ending": paper.ending.name, "milliseconds": paper.milliseconds}
        self.witness.tell(receipt={**told, "lines": lines, "refused": refused})


def rehearsal_for(order: LobbyOrder, words: Words) -> Rehearsal | None:
    """What plays the order's plan, or a whole visit; None where there is no witness."""
    if order.witness is None:
        return None
    if order.plan:
        return Rehearsal(order.witness, read_plan(order.plan))
    steps = order.settings.visit.steps or words.step_names
    return Rehearsal(order.witness, whole_visit(steps), lenient=True)


def _come(lobby: Lobby, moment: Moment) -> bool:
    """Whether a moment can be: what it waits for is there, the scene it presses on is drawn."""
    what = moment.what
    if moment.word == "press":
        return bool(lobby.scene.touches)
    if moment.word != "await":
        return True
    if what[0] == "spare":
        return bool(lobby.keeper.spare and lobby.keeper.spare.ready)
    if what[0] == "city":
        held = (lobby.order.city, lobby.order.register)
        return all(each is None or is_ready(each) for each in held)
    if what[0] == "receipt":
        return isinstance(lobby.scene, Closing)
    room = getattr(lobby.scene, "room", None)
    if what[0] == "delete":
        return bool(room and room.deleting)
    return room is None or room.pictures >= int(what[1])  # a visit that is over draws no more


def _tap(x: int, y: int) -> Iterator[Action]:
    """A finger down and up again."""
    yield Action(Act.POINT, x, y)
    yield Action(Act.POINT, x, y, down=False)
