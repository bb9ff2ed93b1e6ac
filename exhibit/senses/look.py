"""Senses: frames go in, people with their faces come out, with the image they were found in."""

from types import TracebackType

from exhibit.camera import Frame
from exhibit.senses.mediapipe_tasks import MESH, OUTLINE, FaceMaps
from exhibit.senses.people import Tracks
from exhibit.senses.seen import Seen

__all__ = ["MESH", "OUTLINE", "Senses"]


class Senses:
    """Looks at frames without ever holding up the room.

    faces: how many faces are looked for at once. follow: whether whoever is alone is followed,
    and others looked for more rarely: for frames at a camera's rate only. Close it, or kill the
    process it runs in.
    """

    def __init__(self, faces: int = 6, follow: bool = True) -> None:
        self._maps = FaceMaps(faces, follow)
        self._tracks = Tracks()
        self._seen: Seen | None = None

    def look(self, frame: Frame) -> None:
        """Hand in the newest frame; never blocks, and drops it while the models are busy."""
        self._maps.submit(frame)

    def seen(self, wait: bool = False) -> Seen | None:
        """The newest finished result, the same object again while there is nothing newer.

        wait: block until the frame handed in last is done, for visits on handed-in time.
        """
        if wait:
            self._maps.wait()
        if mapped := self._maps.take():
            frame, faces = mapped
            self._seen = self._tracks.follow(faces, frame.image, frame.at)
        return self._seen

    def close(self) -> None:
        """End the models; safe to call twice."""
        self._maps.close()

    def __enter__(self) -> "Senses":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
