"""python -m exhibit.notes: the process of the notes, started by the lobby."""

import sys

from exhibit.errors import ExhibitError
from exhibit.notes.process import main

if __name__ == "__main__":
    # numpy would come in with pygame, for parts of it that are never used here.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        sys.exit(main())
    except ExhibitError as error:
        print(f"exhibit: {error}", file=sys.stderr)
        sys.exit(error.code)
