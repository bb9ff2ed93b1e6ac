"""Run by every Python that finds it: has the lines of lobby and room noted, where that is asked."""

import os

if number := os.environ.get("EXHIBIT_COVERING"):
    from recorder import note

    note(int(number))
