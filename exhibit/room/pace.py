"""The pace at which pictures are shown: even, whatever the senses and the drawing take."""

PERIOD = 1 / 30  # seconds from one picture to the next
_EARLY = 0.006  # seconds by which a picture should be ready before it is shown
_NUDGE = 0.1, 0.0015  # part of what is amiss, and seconds at the most, by which a moment is moved
_FADES = 0.97  # how slowly the longest time that something took is forgotten
_LONGEST = PERIOD / 3  # seconds that are reckoned with for either
_TURN = 0.004  # seconds: so often the camera and the lobby are asked what is new


class Pace:
    """Says when to see, to draw and to show; every time is in seconds of one clock.

    What is newly seen is drawn at once and shown at the next moment; when nothing new has come the
    same is drawn again in time, so that the page goes on moving. The moments are moved a little
    towards where the senses are just done, so that what they see is neither late nor left out.
    """

    def __init__(self) -> None:
        self._due: float | None = None
        self._drawing, self._seeing = 0.010, 0.005
        self._blind = True  # nothing was taken in since the last picture was shown

    def may_see(self, now: float, drawn: bool) -> bool:
        """Whether there is time to take in what was seen, before the next is due; once there is."""
        return self._blind or self._due is None or now + self._seeing < self._deadline(drawn)

    def must_draw(self, now: float) -> bool:
        """Whether nothing new can be waited for any longer."""
        return self._due is not None and now >= self._deadline(drawn=False)

    def must_show(self, now: float) -> bool:
        """Whether the moment has come."""
        return self._due is None or now >= self._due

    def patience(self, now: float, drawn: bool) -> float:
        """For how long there is nothing to do but to listen."""
        left = _TURN if self._due is None else self._deadline(drawn) - now
        return min(_TURN, max(0.0, left))

    def saw(self, took: float) -> None:
        """Taking it in took so long."""
        self._seeing = min(_LONGEST, max(took, _FADES * self._seeing))
        self._blind = False

    def drew(self, now: float, took: float, fresh: bool) -> None:
        """Drawing took so long and is done; fresh: it shows what was not seen before."""
        self._drawing = min(_LONGEST, max(took, _FADES * self._drawing))
        if self._due is not None:
            gain, most = _NUDGE
            amiss = gain * (_EARLY - (self._due - now)) if fresh else most
            self._due += min(most, max(-most, amiss))

    def showed(self, now: float) -> None:
        """A picture was shown; after a long halt the next does not follow at once."""
        before = now if self._due is None else self._due
        self._due = max(before, now - PERIOD / 3) + PERIOD
        self._blind = True

    def _deadline(self, drawn: bool) -> float:
        """When what comes next must begin."""
        assert self._due is not None
        return self._due if drawn else self._due - self._drawing
