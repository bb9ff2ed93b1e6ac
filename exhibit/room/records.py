"""The records a visit may ask: the invented city and its register, on a thread of their own."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from exhibit.city.archive import Archive

_Answer = TypeVar("_Answer", covariant=True)
_KEPT = 64  # answers; the visitor moves one control at a time


@runtime_checkable
class Question(Protocol[_Answer]):
    """A frozen dataclass that says what is asked; equal questions have equal answers."""

    def answer(self, archive: Archive) -> _Answer:
        """The answer, computed from the archive. Runs on the records' thread."""
        ...


class Records:
    """Answers questions about the city without keeping the page waiting."""

    def __init__(
        self, ready: Callable[[], bool], opened: Callable[[], Archive], handed: bool = False
    ) -> None:
        """ready: whether the city is built. opened: gives the archive; called once, on the thread.

        handed: time does not run by itself, so that ask() may wait for its answer.
        """
        self._ready, self._opened, self._handed = ready, opened, handed
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._asked: set[object] = set()
        self._waiting: SimpleQueue[Question[Any] | None] = SimpleQueue()
        self._changed = threading.Condition()
        self._trouble: Exception | None = None
        self._thread: threading.Thread | None = None

    @property
    def ready(self) -> bool:
        """Whether there is a city to ask; the builder needs some seconds after the start."""
        return self._thread is not None or self._ready()

    def ask(self, question: Question[_Answer]) -> _Answer | None:
        """The answer, or None while it is looked up; raises what went wrong on the thread."""
        if not self.ready:
            return None
        with self._changed:
            self._raise()
            if question not in self._answers:
                self._send(question)
            while self._handed and question not in self._answers:
                self._changed.wait()
                self._raise()
            if question in self._answers:
                self._answers.move_to_end(question)
            return cast("_Answer | None", self._answers.get(question))

    def close(self) -> None:
        """Let go of the archive; only what outlives its questions need do so, and no room does."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _raise(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    def _send(self, question: Question[Any]) -> None:
        """Hand a question to the thread, once."""
        if question in self._asked:
            return
        self._asked.add(question)
        self._waiting.put(question)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        """The thread: one question after the other, until there are none any more."""
        try:
            archive = self._opened()
            while question := self._waiting.get():
                self._keep(question, question.answer(archive))
        except Exception as error:
            with self._changed:
                self._trouble = error
                self._changed.notify_all()

    def _keep(self, question: Question[Any], found: object) -> None:
        """An answer is there; the oldest makes room."""
        with self._changed:
            self._answers[question] = found
            self._asked.discard(question)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
            self._changed.notify_all()
