"""Linkage: how much it says for one person that two records agree, in bits.

Fellegi and Sunter, A theory for record linkage, Journal of the American Statistical Association
64(328), 1969: two records agree in a field with probability m when they are about one person, and
u when they are not. To agree counts log2(m/u).
"""

import math
from dataclasses import dataclass

# The share of true pairs that agree in a key. An assumption: nobody can count it in a city of
# which every record is right. It is the default of fsWeights in the R package RecordLinkage.
AGREE = 0.95


@dataclass(frozen=True)
class Weight:
    """What one shared key counts: m, u and bits; others: how many more citizens share it.

    least: nobody else shares it, so that u is at most 1/N and the bits are at least these.
    """

    m: float
    u: float
    bits: float
    others: int
    least: bool


def agreement(m: float, u: float) -> float:
    """Bits for agreeing; m and u from above 0 to 1."""
    return math.log2(m) - math.log2(u)


def needed(citizens: int) -> float:
    """Bits that make one of so many as likely as all the others together."""
    return math.log2(max(1, citizens - 1))


def weigh(sharing: int, citizens: int, m: float = AGREE) -> Weight:
    """The weight of a key that so many citizens have, the one in question among them."""
    others = max(0, sharing - 1)
    u = others / (citizens - 1) if others else 1 / citizens
    return Weight(m, u, agreement(m, u), others, least=not others)
