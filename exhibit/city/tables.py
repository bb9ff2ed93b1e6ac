"""The tables of the invented city, in SQL, each with a comment that says what it holds.

Everything in them is invented: no person, place, company or number exists (docs/CITY.md).
"""

from datetime import date

ACROSS, DOWN = 40, 25  # cells, each about a square kilometre
CELLS = ACROSS * DOWN
DAYS = 14  # the city remembers two weeks; day 0 is a Monday
A_DAY = 24 * 60  # minutes; the column minute = day * A_DAY + minute of the day
FIRST_DAY = date(2024, 3, 4)  # the Monday that day 0 is, by the city's own calendar
YOUNGEST, OLDEST = 16, 90  # years; nobody in the register is a child

# Keys, which the pages put into words. Each list is a type of its own in the database.
KEYS: dict[str, tuple[str, ...]] = {
    "job": ("pupil", "student", "factory", "shop", "office", "driver", "nurse", "teacher",
            "builder", "cook", "guard", "programmer", "home", "none", "retired"),
    "gate_kind": ("station", "office", "factory", "school", "estate", "library"),
    "shop_kind": ("grocer", "canteen", "tea", "clothes", "books", "pharmacy", "repair", "games",
                  "liquor", "hotel"),
    "mode": ("metro", "bus", "bicycle", "taxi", "train", "fast_train"),
    "topic": ("food", "family", "sport", "music", "work", "rent", "prices", "pollution", "strike",
              "officials"),
    "remark": ("agree", "disagree", "joke", "thanks", "angry", "question"),
    "ward": ("general", "teeth", "eyes", "heart", "skin", "mind", "infections"),
}  # fmt: skip

KEYED = {  # the columns that hold such keys
    "people": {"job": "job"}, "gates": {"kind": "gate_kind"}, "shops": {"kind": "shop_kind"},
    "trips": {"mode": "mode"}, "posts": {"topic": "topic"}, "comments": {"key": "remark"},
    "clinic_visits": {"ward": "ward"},
}  # fmt: skip

SCHEMA = """
-- A million invented citizens. A row's id is also the row of the face-number register. identity is
-- a number whose check digit is wrong, phone one of a country code that is given to nobody.
-- home and work are cells; for a pupil or student, work is the school; NULL for who has no work.
CREATE TABLE people(id INTEGER, given VARCHAR, family VARCHAR,
    name VARCHAR GENERATED ALWAYS AS (given || ' ' || family) VIRTUAL,
    born DATE, identity VARCHAR, phone VARCHAR, wallet VARCHAR,
    home SMALLINT, work SMALLINT, job job);

-- The map: 40 x 25 cells, x to the east, y to the south; a name is a letter and a number (K17).
CREATE TABLE cells(id SMALLINT, x SMALLINT, y SMALLINT, name VARCHAR);

-- Cameras that find faces, more of them where more people work.
CREATE TABLE cameras(id SMALLINT, cell SMALLINT);

-- A camera matched somebody's face number. minute: since day 0 began, 0 to 20159
-- (DuckDB keeps the word at for itself).
CREATE TABLE sightings(person INTEGER, camera SMALLINT, minute INTEGER);

-- Doors and barriers that open to an identity card.
CREATE TABLE gates(id SMALLINT, cell SMALLINT, kind gate_kind);

-- Somebody's identity card opened a gate.
CREATE TABLE passes(person INTEGER, gate SMALLINT, minute INTEGER);

-- Shops, canteens, hotels; a name is the cell and a number (K17-3): nothing a company is called.
CREATE TABLE shops(id INTEGER, cell SMALLINT, kind shop_kind, name VARCHAR);

-- Somebody's wallet paid in a shop, in hundredths of the city's own coin.
CREATE TABLE payments(person INTEGER, shop INTEGER, minute INTEGER, cents INTEGER);

-- A ride paid by phone or card; minute is when it began.
CREATE TABLE trips(person INTEGER, mode mode, from_cell SMALLINT, to_cell SMALLINT,
    minute INTEGER);

-- Who called whom in the two weeks, once from each side: (a, b) and (b, a) have the same calls.
CREATE TABLE contacts(a INTEGER, b INTEGER, calls SMALLINT);

-- What somebody posted: where, when and about what, never a text.
CREATE TABLE posts(id INTEGER, person INTEGER, minute INTEGER, cell SMALLINT, topic topic);

-- What somebody answered to a post, nearly always a friend's.
CREATE TABLE comments(person INTEGER, post INTEGER, minute INTEGER, key remark);

-- Nights in a hotel (a shop of that kind), by identity card. night 0 begins on day 0.
CREATE TABLE hotel_nights(person INTEGER, hotel INTEGER, cell SMALLINT, night SMALLINT);

-- Days at a school's gate: pupils and students nearly daily, parents now and then.
CREATE TABLE school_visits(person INTEGER, cell SMALLINT, day SMALLINT);

-- Days at a clinic, and in which ward.
CREATE TABLE clinic_visits(person INTEGER, cell SMALLINT, day SMALLINT, ward ward);

-- The court's list of those who have not paid what they owe (cents), and since when.
CREATE TABLE court(person INTEGER, case_no VARCHAR, since DATE, cents INTEGER);
"""

# Every table is in the order of this column, so that one citizen's rows lie together.
ORDER = {
    "people": "id", "cells": "id", "cameras": "id", "sightings": "person", "gates": "id",
    "passes": "person", "shops": "id", "payments": "person", "trips": "person", "contacts": "a",
    "posts": "person", "comments": "person", "hotel_nights": "person", "school_visits": "person",
    "clinic_visits": "person", "court": "person",
}  # fmt: skip


def types() -> str:
    """SQL that makes the types, before the tables."""
    made = (f"CREATE TYPE {name} AS ENUM {keys};" for name, keys in KEYS.items())
    return "\n".join(made)


def cell_name(cell: int) -> str:
    """A letter for the row and a number for the column: A1 to Y40."""
    return f"{chr(ord('A') + cell // ACROSS)}{cell % ACROSS + 1}"
