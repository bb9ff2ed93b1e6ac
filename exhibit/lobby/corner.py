"""The corner that staff press: a long press which nothing on the screen tells of."""

from exhibit.lobby.input import Act, Action

PRESS = 3.0  # seconds


class Corner:
    """A long press on the welcome's top left corner."""

    def __init__(self) -> None:
        self._since: float | None = None

    def act(self, action: Action, size: tuple[int, int], now: float) -> None:
        """Follow the finger: it must go down in the corner and stay there."""
        side = min(size) // 8
        inside = action.act is Act.POINT and action.x < side and action.y < side
        if not inside or not action.down:
            self._since = None
        elif not action.moved:
            self._since = now

    def held(self, now: float) -> bool:
        """Whether it has been pressed for long enough; once."""
        if self._since is None or now - self._since < PRESS:
            return False
        self._since = None
        return True
