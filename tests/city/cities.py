"""Small cities for tests."""

from pathlib import Path

from exhibit.city.making import START, build_city, empty_city

CITIZENS = 20_000


def make(path: Path, citizens: int = CITIZENS, start: int = START, threads: int = 2) -> Path:
    """A city in a file; its path."""
    path.write_bytes(empty_city())
    build_city(str(path), citizens, start, threads)
    return path
