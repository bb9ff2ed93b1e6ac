"""Whether the invented city can be made and asked here, by making a small one and asking it."""

from dataclasses import replace

from exhibit import door
from exhibit.check.answer import Answer
from exhibit.held import is_ready
from exhibit.orders import LobbyOrder
from exhibit.settings import City, Settings

_CITIZENS = 200


def city(settings: Settings) -> Answer:
    """Made as for a visit: by the locked builder, in memory that nobody can write to."""
    if not settings.city.citizens:
        says = "No invented city is asked for: the steps from the name on will say so."
        return Answer("city", None, says)
    small = replace(settings, city=City(_CITIZENS))
    order = LobbyOrder(small, parent=0, source="actor", handed_time=True)
    with door.with_city(order, tell=False) as told:
        wrong = _wrong(told)
    if wrong:
        says = f"The invented city cannot be {wrong}: install anew, with just the packages named."
        return Answer("city", False, says)
    return Answer("city", True, "The invented city can be made and asked; tried with a small one.")


def _wrong(told: LobbyOrder) -> str:
    """What cannot be done with the city that was just made; nothing if all can."""
    assert told.city is not None and told.register is not None
    if not (is_ready(told.city) and is_ready(told.register)):
        return "made"
    try:
        from exhibit.city.archive import open_archive

        archive = open_archive(told.city, told.register)
        asked = archive.rows("SELECT count(*) FROM people") == [(_CITIZENS,)]
        archive.connection.close()
    except Exception:  # DuckDB's own, or a package that is not there
        return "opened"
    return "" if asked else "asked"
