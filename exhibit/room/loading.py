"""When the file of a step is run: the exhibit's own at a room's birth, all others only after yes.

A room is born while another visitor's receipt is on screen, and could open a camera at once. So
whatever others wrote waits until somebody has begun, and what it tries is on that visitor's
receipt. What can be checked without running it is checked at birth all the same.
"""

from collections.abc import Sequence
from pathlib import Path

from exhibit.page.sources import Sources
from exhibit.steps.contract import HERE, Step, check_file, cited_by, file_of, load_step


class Loading:
    """The steps of a visit; those of others' folders are loaded by load_all()."""

    def __init__(self, names: Sequence[str], folders: Sequence[Path], sources: Sources) -> None:
        """Raises BadStep for a file that breaks the contract, BadText for an unknown source."""
        self._names, self._folders = names, folders
        self._loaded: dict[str, Step] = {}
        for name in names:
            path = file_of(name, folders)
            check_file(path)
            sources.need(cited_by(path), f"steps/{name}.py")
            if path.parent == HERE:
                self._loaded[name] = load_step(name)

    @property
    def steps(self) -> list[Step]:
        """Those that are loaded, in the order of the visit."""
        return [self._loaded[name] for name in self._names if name in self._loaded]

    def load_all(self) -> list[Step]:
        """Run the files that have waited; BadStep where one does not start."""
        for name in self._names:
            if name not in self._loaded:
                self._loaded[name] = load_step(name, self._folders)
        return self.steps
