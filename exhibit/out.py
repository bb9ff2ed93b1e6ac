"""Where a command leaves what it makes: tried before the work is done, and not after it."""

from pathlib import Path
from tempfile import TemporaryFile

from exhibit.errors import BadSettings


def folder(path: Path) -> Path:
    """A folder in which a file can be written, made if it is missing; BadSettings."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettings(
            f"No folder can be made at {path} ({error.strerror}): name another with --out."
        ) from None
    try:
        TemporaryFile(dir=path).close()
    except OSError as error:
        raise BadSettings(
            f"Nothing can be written into {path} ({error.strerror}): "
            "name another folder with --out."
        ) from None
    return path


def try_file(path: Path) -> None:
    """Complain if this file cannot be written; what stands in it is left alone. BadSettings."""
    try:
        new = not path.exists()
        path.open("ab").close()
        if new:
            path.unlink()
    except OSError as error:
        raise refused(path, error) from None


def refused(path: Path, error: OSError) -> BadSettings:
    """The complaint about a file that cannot be written."""
    return BadSettings(f"Nothing can be written to {path} ({error.strerror}): name another file.")
