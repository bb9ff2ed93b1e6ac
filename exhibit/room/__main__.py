"""python -m exhibit.room: one room, started by a lobby's keeper."""

from exhibit.room.process import main

main()
