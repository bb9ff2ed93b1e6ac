"""The courier: carries pictures to a model on a thread of its own."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

Load = TypeVar("Load")


class Courier(Generic[Load]):
    """Takes what it is given to a model, one after the other; whoever gives never waits.

    Preparing a picture and handing it over take milliseconds, more while the models are busy, and
    for ever if one hangs. deliver: does both. What it raises is raised by the next send().
    """

    def __init__(self, deliver: Callable[[Load], None]) -> None:
        self._deliver = deliver
        self._sent: SimpleQueue[Load | None] = SimpleQueue()
        self._trouble: Exception | None = None
        self._thread = Thread(target=self._carry, daemon=True)
        self._thread.start()

    def send(self, load: Load) -> None:
        """Have this delivered; returns at once."""
        if self._trouble:
            raise self._trouble
        self._sent.put(load)

    def close(self) -> None:
        """Deliver what was sent, then stop; safe to call twice."""
        self._sent.put(None)
        self._thread.join()

    def _carry(self) -> None:
        """The thread."""
        while (load := self._sent.get()) is not None:
            try:
                self._deliver(load)
            except Exception as trouble:
                self._trouble = trouble
