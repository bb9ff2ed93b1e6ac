"""The teacher's notes: a process of its own that is told a step and the minutes left."""
