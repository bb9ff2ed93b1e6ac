"""The delete-hold: how long a button has been held; letting go pauses it."""


class Hold:
    """A timer that runs while held; owned by the lobby, so that it works when the room hangs."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._held = 0.0
        self._since: float | None = None

    def press(self, now: float) -> None:
        """The button went down; pressing it twice changes nothing."""
        if self._since is None:
            self._since = now

    def release(self, now: float) -> None:
        """The button was let go; what was held stays."""
        self._held = self.progress(now) * self.seconds
        self._since = None

    @property
    def pressed(self) -> bool:
        """Whether the button is down."""
        return self._since is not None

    def progress(self, now: float) -> float:
        """From 0 to 1."""
        running = now - self._since if self._since is not None else 0.0
        return min(1.0, (self._held + running) / self.seconds)
