"""python -m exhibit.lobby: the lobby process, started by the door."""

import sys

from exhibit.errors import ExhibitError
from exhibit.lobby.process import main

if __name__ == "__main__":
    # numpy would come in with pygame, for parts of it that the lobby never uses.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        sys.exit(main())
    except ExhibitError as error:
        print(f"exhibit: {error}", file=sys.stderr)
        sys.exit(error.code)
