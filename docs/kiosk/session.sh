#!/bin/sh
# All there is in an X session of the exhibit's own: no window manager, no compositor, no screen
# saver. FOLDER is where the exhibit is installed.
FOLDER=${FOLDER:-$HOME/exhibit}
if command -v xset >/dev/null; then
    xset s off s noblank -dpms
fi
exec "$FOLDER/.venv/bin/exhibit" --settings "$FOLDER/exhibit.toml"
