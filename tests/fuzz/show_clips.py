"""Shows clips one by one, in a process that may be ended: show_clips.py FILE, paths one a line."""

import json
import os
import sys
from pathlib import Path

from exhibit.camera.clip import Clip
from exhibit.camera.source import hush
from exhibit.errors import ExhibitError

SECONDS = (0.0, 0.2, 3.0, 40.0)


def show(path):
    """What is shown at some seconds, or what it is refused with."""
    now = [0.0]
    try:
        clip = Clip(Path(path), lambda: now[0])
        try:
            for now[0] in SECONDS:
                if frame := clip.read():
                    shape, kind = frame.image.shape, frame.image.dtype.name
                    assert len(shape) == 3 and shape[2] == 3 and kind == "uint8"
                    assert 32 <= max(shape) <= 1280 and min(shape) >= 1
        finally:
            clip.close()
    except ExhibitError as error:
        return {"said": str(error), "code": error.code, "open": _open()}
    except BaseException as error:  # what a visitor would see as a crash
        return {"fell": repr(error)}
    return {"shown": True, "open": _open()}


def _open():
    """How many descriptors are open."""
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0


def main():
    hush()
    for line in Path(sys.argv[1]).read_text().splitlines():
        print(json.dumps({"path": line, **show(line)}), flush=True)


if __name__ == "__main__":
    main()
