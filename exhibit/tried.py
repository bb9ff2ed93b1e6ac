"""A film, picture or folder opened once before the visits, in a process that is locked for it.

As a command, `python -m exhibit.tried PATH`, it is locked as the builder is before anything
is decoded: whoever runs all day should never have decoded what a stranger made.
"""

import subprocess
import sys
from pathlib import Path

from exhibit.errors import BadClip
from exhibit.python import python


def try_clip(path: Path) -> None:
    """Raise BadClip, with a sentence, where it cannot be shown; decodes nothing here."""
    command = python("-m", "exhibit.tried", str(path))
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode == BadClip.code:
        raise BadClip(done.stdout.decode("utf-8", "replace").strip())
    if done.returncode:
        raise BadClip(f"{path} breaks its decoder: name another film or picture.")


def main(path: str) -> int:
    """The command: nothing, or what is wrong in a sentence and its code."""
    from exhibit.lock import lock_builder

    lock_builder()

    from exhibit.camera.clip import Clip
    from exhibit.camera.source import hush

    hush()
    try:
        Clip(Path(path), lambda: 0.0).close()
    except BadClip as error:
        sys.stdout.buffer.write(str(error).encode())
        return error.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
