"""The tour: which step is on, what its work found, and the page it is drawn on."""

from pathlib import Path

import pygame

from exhibit.lesson import BENCHES
from exhibit.messages import Choice, Message, Phase, SourceKind, To, Vote
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Canvas
from exhibit.page.column import MORE
from exhibit.page.controls import picked
from exhibit.page.sources import load_sources
from exhibit.page.theme import Theme
from exhibit.page.words import Words
from exhibit.room.class_limits import barred, draw_barred
from exhibit.room.class_page import draw_poses, draw_vote
from exhibit.room.loading import Loading
from exhibit.room.measures import Measures
from exhibit.room.second_eye import second_eye
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage
from exhibit.room.visitor import confirm, follow, next_face
from exhibit.room.wave import Wave
from exhibit.senses.look import MESH, OUTLINE
from exhibit.senses.seen import Seen
from exhibit.steps.contract import Step, load_step

_NO_WAVE = ("rules", "delete")  # hands are measured in the one, nothing is deleted by a wave
_FADE = 0.3  # seconds in which the words of a new page appear
DELETE = "delete"  # the step over which the lobby draws its hold button
CALIBRATE = "calibrate"  # no step of a visit: staff alone have it run


class Tour:
    """Walks a visit through its steps; knows no pixels and no senses' insides."""

    def __init__(self, order: RoomOrder, canvas: Canvas) -> None:
        settings = order.settings
        folders = [Path(each) for each in order.step_folders]
        self.words, self.theme = Words.load(own=folders), Theme.named(settings.screen.theme)
        self.k = settings.screen.k
        self.still = settings.screen.reduced_motion
        self.gone_seconds = settings.visit.gone_seconds
        names = settings.visit.steps or self.words.step_names
        self.sources = load_sources(own=folders)
        self._loading = Loading(names, folders, self.sources)
        # Where no camera can be opened, pupils hear at once what is wrong with their step.
        self.steps = self._loading.load_all() if order.spoken else self._loading.steps
        self.count = len(names)  # of all steps, loaded or not
        self.visit = Visit(canvas_bytes=canvas.bytes, mirror=settings.camera.mirror)
        self.visit.mesh, self.visit.outline = MESH, OUTLINE
        self.visit.handed = order.handed_time
        self.visit.rules, self.visit.lens = settings.rules, settings.camera
        self.visit.faces = settings.senses.faces
        self.language = settings.visit.language
        self.bench = BENCHES.get(order.try_it)
        self.visit.picked.update(self.bench.picked if self.bench else ())
        self.lesson = bool(order.lesson)
        self.at = 0
        self.path = list(range(self.count))  # numbers of the steps that are gone through
        self._short = [n for n, name in enumerate(names) if name in settings.visit.short_steps]
        self.focus = 0  # number of the thing on the page that keys would press; 0 for none
        self._found: dict[str, type] = {}  # what each step finds, to drop it when it is not sure
        self._made: set[str] = set()  # steps whose ring is in the chain for good
        self.measures = Measures(settings.senses)
        self.second = second_eye(order)
        self._wave = Wave() if settings.input.wave else None
        self.page: VisitPage | None = None

    @property
    def step_name(self) -> str:
        """The step that is on."""
        return self.steps[self.at].name

    @property
    def _page_name(self) -> str:
        """What tells one page from another: the step, and whether it is its second page."""
        return f"{self.step_name} {self.visit.picked.get(MORE, 0)}"

    @property
    def deleting(self) -> bool:
        """Whether this is the step with the delete-hold."""
        return self.step_name == DELETE

    @property
    def calibrating(self) -> bool:
        """Whether staff look at the camera's picture, and nobody is visiting."""
        return self.visit.choice is Choice.CALIBRATE

    @property
    def gone(self) -> bool:
        """Whether nobody has been there for so long that the visit should end."""
        # A class: the teacher says when; calibrating, one stands on a ladder.
        lost = None if self.lesson or self.calibrating else self.visit.lost_at
        return lost is not None and self.visit.now - lost > self.gone_seconds

    def begin(
        self, choice: Choice, kind: SourceKind, language: int, short: bool = False
    ) -> None:
        """Yes was said. short: what the short path leaves out is not worked on either."""
        if short and self._short:
            self.path, self.at = self._short, self._short[0]
        self.visit.choice, self.visit.source = choice, kind
        self._speak(language)
        if self.calibrating:
            self.steps, self.at, self.path = [load_step(CALIBRATE)], 0, [0]
            self.second = self._wave = None
        else:
            self.steps = self._loading.load_all()

    def obey(self, message: Message) -> None:
        """One message of the lobby that is about the tour."""
        match message.kind:
            case To.NEXT:
                self._go(1)
            case To.BACK:
                self._go(-1)
            case To.JUMP:
                self._go(message.a - self.at)
            case To.VOTE:
                self.visit.votes[Vote(message.a)] = (message.b, message.c)
            case To.LANGUAGE:
                self._speak(message.a)
            case To.CHOOSE if 0 < message.a <= len(self.things):
                self._press(self.things[message.a - 1])
            case To.FOCUS:
                self.focus = message.a
            case To.HELD:
                self.visit.held = message.a / 1000
            case To.POINT if message.c == Phase.DOWN:
                self._touch(message.a, message.b)
            case To.POINT if message.c == Phase.MOVE:
                self._slide(message.a, message.b)

    def see(self, seen: Seen | None, now: float) -> bool:
        """Take in what the senses saw and let every step so far do its work; whether it is new."""
        self.visit.now = now
        if seen is None or seen is self.visit.seen:
            return False
        self.visit.frames += 1
        follow(self.visit, seen)
        self.measures.look(self.visit)
        if self.second:
            self.second.attend(self.visit, self.step_name)
        if self._wave and self.step_name not in _NO_WAVE and self._wave.look(self.visit):
            self._go(1)
        for step in self._so_far:
            if barred(self.visit, step.name):
                continue
            found = step.work(self.visit)
            if found is not None:
                self._found[step.name] = type(found)
                self.visit.put(found)
            elif step.name in self._found:
                self.visit.drop(self._found[step.name])
        return True

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the step that is on."""
        page = self._page(surface)
        page.language, page.step = self.language, self.step_name
        page.more = bool(self.visit.picked.get(MORE))
        page.moves.tick(self.visit.now)
        page.fitted(self._page_name, lambda: self._draw_all(page))

    def _draw_all(self, page: VisitPage) -> None:
        """The step and the band under it."""
        self._draw_step(page)
        seen = page.moves.share(self._page_name, _FADE)
        page.veil(page.box("words"), seen)
        if not self.calibrating:
            self._draw_band(page)
        if self._wave and (done := self._wave.progress(self.visit.now)) and not self.deleting:
            page.dwell(page.box("next"), done)
        if 0 < self.focus <= len(self.things):
            page.in_focus(dict(page.touches)[self.things[self.focus - 1]])

    def _draw_band(self, page: VisitPage) -> None:
        """The chain so far, the file, Next and Back."""
        links = self._links()
        strokes = [kind for kind, _ in links]
        gone = self.visit.held if self.deleting else None
        newest = -1 if self._is_made(self.steps[self.at]) else len(links)
        page.band(links, newest, strokes=strokes, gone=gone, back=self.at > self.path[0])

    def _draw_step(self, page: VisitPage) -> None:
        """The step, or why it is off; and what a class adds to it."""
        step = self.steps[self.at]
        if barred(self.visit, step.name):
            draw_barred(page, step.name)
        else:
            step.draw(page, self.visit)
        if self.bench and self.bench.poses and step.name == self.bench.step:
            draw_poses(page, self.visit, self.bench.poses)
        if self.visit.votes:
            draw_vote(page, self.visit.votes)

    def _links(self) -> list[tuple[str, str]]:
        """The rings made so far: a step that measured nothing, or may not, adds none."""
        return [each.link for each in self._so_far if each.link and self._is_made(each)]

    @property
    def _so_far(self) -> list[Step]:
        """The steps gone through, the one that is on included."""
        return [self.steps[each] for each in self.path if each <= self.at]

    def _is_made(self, step: Step) -> bool:
        """Whether a step's ring was made; it stays, even when its finding is lost again."""
        if barred(self.visit, step.name):
            return False
        if step.linked is None or step.linked(self.visit):
            self._made.add(step.name)
        return step.name in self._made

    @property
    def overflows(self) -> list[list[str]]:
        """Texts on the page that did not fit, each with its box; for a rehearsal."""
        return [list(each) for each in self.page.overflows] if self.page else []

    def _page(self, surface: pygame.Surface) -> VisitPage:
        """The one page, on this surface."""
        if self.page is None:
            self.page = VisitPage(surface, self.theme, self.words, self.language, self.k)
            self.page.sources = self.sources
            self.page.moves.still = self.still
            self.page.moves.skip(self._page_name)  # the eye has just opened: no second fade
        self.page.surface = surface
        return self.page

    def _go(self, by: int) -> None:
        """One step on or back; at the ends it stays."""
        place = self.path.index(self.at) + by
        at = self.path[min(len(self.path) - 1, max(0, place))]
        if at != self.at:
            self.visit.picked.pop(MORE, None)
        self.at = at

    def _speak(self, language: int) -> None:
        """Change the language."""
        if language < len(self.words.languages):
            self.language = self.words.languages[language]

    def _under(self, x: int, y: int) -> str:
        """The name of the last drawn thing under a point, or nothing."""
        touches = self.page.touches if self.page else []
        names = [name for name, box in reversed(touches) if box.collidepoint(x, y)]
        return names[0] if names else ""

    def _slide(self, x: int, y: int) -> None:
        """A finger slides over a control: whatever stop is under it is picked."""
        if choice := picked(self._under(x, y)):
            self.visit.picked[choice[0]] = choice[1]

    def _touch(self, x: int, y: int) -> None:
        """A touch on the canvas: the last drawn thing under it is meant."""
        self._press(self._under(x, y))

    @property
    def things(self) -> list[str]:
        """Names of what may be pressed on the page, Next first."""
        touches = self.page.touches if self.page else []
        return sorted(dict(touches), key=lambda name: name != "next")

    def _press(self, name: str) -> None:
        """What is done when a named thing is touched, or pressed by key."""
        if choice := picked(name):
            self.visit.picked[choice[0]] = choice[1]
            return
        match name:
            case "":
                return
            case "next":
                self._go(1)
            case "back":
                self._go(-1)
            case "next_face":
                next_face(self.visit)
            case "it_is_me":
                confirm(self.visit)
            case name:
                if touch := self.steps[self.at].touch:
                    touch(self.visit, name)
