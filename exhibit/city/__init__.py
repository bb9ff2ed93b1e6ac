"""The invented city: its people, their records, the register of face numbers, and the linking."""
