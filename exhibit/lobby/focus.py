"""Focus: which touchable thing is meant by those who use keys, buttons or a single switch."""


class Focus:
    """A place among the things on the screen, moved by key, or by itself for a single switch.

    at: from 1; 0 while nothing is meant. A single switch scans: the place moves on every
    `scan` seconds, and the switch presses what it is on (ISO 9241-171, automatic scanning).
    """

    def __init__(self, scan: float = 0.0) -> None:
        self.scan = scan
        self.at = 0
        self._moved_at = 0.0

    def move(self, by: int, count: int, now: float) -> None:
        """One on or back among so many; round at the ends."""
        self._moved_at = now
        if count == 0:
            self.at = 0
        elif self.at == 0:
            self.at = 1 if by > 0 else count
        else:
            self.at = (self.at - 1 + by) % count + 1

    def tick(self, count: int, now: float) -> bool:
        """Scan, if a single switch is used; whether the place has changed."""
        before = self.at
        if self.at > count:
            self.at = 0
        if self.scan and now - self._moved_at >= self.scan:
            self.move(1, count, now)
        return self.at != before

    def clear(self, now: float) -> None:
        """Another screen: nothing is meant yet, and a scan begins anew."""
        self.at, self._moved_at = 0, now
