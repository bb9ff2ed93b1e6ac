"""The invented map: where people live and work, and where cameras, gates and shops stand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibit.city.make_draw import Chance, Columns, Floats, Ints, pick
from exhibit.city.tables import ACROSS, CELLS, KEYS, cell_name

Weights = NDArray[np.float64]  # one for each cell

_X = np.arange(CELLS, dtype=np.int16) % ACROSS
_Y = np.arange(CELLS, dtype=np.int16) // ACROSS
_CENTRES = 3  # where most work is
_QUARTERS = 8  # where most people live
_SCHOOLS, _CLINICS, _STATIONS, _LIBRARIES = 120, 60, 50, 20
_GROCER, _CANTEEN, _TEA = range(3)
_FIRST_SHOPS = 5  # a cell's shops repeat: grocer, canteen, tea, and two of any other kind


@dataclass(frozen=True)
class Spots:
    """Things on the map, ordered by cell: where each cell's begin and how many it has."""

    cell: NDArray[np.int16]
    first: Ints
    count: Ints

    @classmethod
    def scattered(cls, counts: Ints) -> "Spots":
        """So many in each cell."""
        cell = np.repeat(np.arange(CELLS, dtype=np.int16), counts)
        return cls(cell, (np.cumsum(counts) - counts).astype(np.int32), counts.astype(np.int32))

    def any(self, cell: NDArray[np.integer], drawn: Floats) -> Ints:
        """One of a cell's, by a number from 0 to below 1."""
        one: Ints = self.first[cell] + (drawn * self.count[cell]).astype(np.int32)
        return one

    def columns(self) -> Columns:
        """The columns id and cell."""
        return {"id": np.arange(len(self.cell), dtype=np.int32), "cell": self.cell}


@dataclass(frozen=True)
class Town:
    """The map. living and working: a weight for each cell; the rest are cells or spots in them."""

    living: Weights
    working: Weights
    schools: Ints
    clinics: Ints
    stations: Ints
    cameras: Spots
    gates: Spots
    gate_kind: NDArray[np.int8]
    shops: Spots
    shop_kind: NDArray[np.int8]

    @property
    def hotels(self) -> Ints:
        """The shops that are hotels."""
        hotel = KEYS["shop_kind"].index("hotel")
        return np.flatnonzero(self.shop_kind == hotel).astype(np.int32)


def distances() -> Floats:
    """From every cell to every other, in cells; CELLS x CELLS."""
    x, y = _X.astype(np.float32), _Y.astype(np.float32)
    apart: Floats = np.hypot(x[:, None] - x, y[:, None] - y)
    return apart


def between(start: NDArray[np.integer], end: NDArray[np.integer], part: Floats) -> Ints:
    """The cell at a part (0 to 1) of the straight way from one cell to another."""
    x = _X[start] + (_X[end] - _X[start]) * part + np.float32(0.5)
    y = _Y[start] + (_Y[end] - _Y[start]) * part + np.float32(0.5)
    cell: Ints = y.astype(np.int32) * ACROSS + x.astype(np.int32)
    return cell


def nearest(places: Ints) -> Ints:
    """For every cell the nearest of these cells."""
    found: Ints = places[np.argmin(distances()[:, places], axis=1)]
    return found


def _hills(chance: Chance, count: int, width: float, floor: float) -> Weights:
    """A weight for every cell, high around a few of them."""
    tops = chance.choice(CELLS, count, replace=False)
    heights = chance.uniform(0.5, 1.0, count)
    slopes = np.exp(-((distances()[:, tops] / width) ** 2))
    weights: Weights = floor + (slopes * heights).sum(axis=1)
    return weights


def _some(chance: Chance, count: int, weights: Weights) -> Ints:
    """So many different cells, more likely where the weight is."""
    chosen = chance.choice(CELLS, count, replace=False, p=weights / weights.sum())
    cells: Ints = np.sort(chosen).astype(np.int32)
    return cells


def _gates(
    chance: Chance, town: dict[str, Ints], working: Weights
) -> tuple[Spots, NDArray[np.int8]]:
    """Every cell has at least an office gate, a factory gate and an estate gate."""
    kinds = KEYS["gate_kind"]
    has = np.zeros((CELLS, len(kinds)), np.int32)
    for kind in ("office", "factory", "estate"):
        has[:, kinds.index(kind)] = 1
    has[:, kinds.index("office")] += chance.poisson(2 * working)
    for kind, cells in town.items():
        has[cells, kinds.index(kind)] = 1
    repeated = np.repeat(np.tile(np.arange(len(kinds), dtype=np.int8), CELLS), has.ravel())
    return Spots.scattered(has.sum(axis=1).astype(np.int32)), repeated


def _shop_kinds(chance: Chance, shops: Spots) -> NDArray[np.int8]:
    """What every shop is; the first three of each cell are a grocer, a canteen and a tea house."""
    place = (np.arange(len(shops.cell)) - shops.first[shops.cell]) % _FIRST_SHOPS
    others = len(KEYS["shop_kind"]) - 3
    other = 3 + pick(chance, len(place), [3, 1, 2, 2, 1, 1, 0.4][:others])
    return np.where(place < 3, place, other).astype(np.int8)


def make_town(chance: Chance) -> Town:
    """The map, the same for the same chance."""
    living = _hills(chance, _QUARTERS, 5, 0.15)
    working = _hills(chance, _CENTRES, 4, 0.08)
    places = {
        "school": _some(chance, _SCHOOLS, living),
        "station": _some(chance, _STATIONS, living + working),
        "library": _some(chance, _LIBRARIES, living + working),
    }
    cameras = Spots.scattered(1 + chance.poisson(1 + 6 * working).astype(np.int32))
    gates, gate_kind = _gates(chance, places, working)
    shops = Spots.scattered(5 + chance.poisson(4 * living + 8 * working).astype(np.int32))
    return Town(
        living, working, places["school"], _some(chance, _CLINICS, living), places["station"],
        cameras, gates, gate_kind, shops, _shop_kinds(chance, shops),
    )  # fmt: skip


def favourite(town: Town, kind: int, cell: NDArray[np.integer], drawn: Floats) -> Ints:
    """One of a cell's grocers (0), canteens (1) or tea houses (2)."""
    rounds = (town.shops.count[cell] - kind + _FIRST_SHOPS - 1) // _FIRST_SHOPS
    place = kind + _FIRST_SHOPS * (drawn * rounds).astype(np.int32)
    shop: Ints = town.shops.first[cell] + place
    return shop


def cells(_town: Town) -> Columns:
    """The table cells."""
    names = np.array([cell_name(cell) for cell in range(CELLS)], object)
    return {"id": np.arange(CELLS, dtype=np.int16), "x": _X, "y": _Y, "name": names}


def cameras(town: Town) -> Columns:
    """The table cameras."""
    return town.cameras.columns()


def gates(town: Town) -> Columns:
    """The table gates."""
    return {**town.gates.columns(), "kind": town.gate_kind}


def shops(town: Town) -> Columns:
    """The table shops; a name is its cell's and its number there."""
    number = np.arange(len(town.shops.cell)) - town.shops.first[town.shops.cell] + 1
    pairs = zip(town.shops.cell.tolist(), number.tolist(), strict=True)
    names = np.array([f"{cell_name(cell)}-{place}" for cell, place in pairs], object)
    return {**town.shops.columns(), "kind": town.shop_kind, "name": names}
