"""What a row of the table is made of."""
from dataclasses import dataclass
from typing import Callable, Optional

import numpy as np


@dataclass
class Peer:
    """One package at one row."""
    #: Imports what it needs and returns the function of the inputs that is timed.
    prepared: Callable
    #: How many times the processor time of filiation it should take at least.
    goal: Optional[float] = None
    #: The share of the work that it does; its time is scaled up linearly.
    share: float = 1
    #: Whether it uses more than one core when it may.
    threads: bool = False


class Row:
    name: str
    title: str
    peers: dict
    needs_panel = False
    #: Floating-point operations that the result needs, where a rate is of interest.
    work = None

    def write(self, folder):
        """Writes the inputs."""

    def read(self, folder):
        """The inputs as the peers want them."""

    def agreement(self, mine, theirs):
        """How near the values are, in words. Stops the run where they are not near enough."""
        return within(mine, theirs, 1e-6)


def within(mine, theirs, tolerance):
    """The largest distance, which may not exceed the tolerance."""
    assert mine.shape == theirs.shape, f"{mine.shape} values against {theirs.shape}"
    assert (np.isnan(mine) == np.isnan(theirs)).all(), "values where there are none"
    same = (mine == theirs) | np.isnan(mine)
    with np.errstate(invalid="ignore"):
        distance = float(np.max(np.abs(mine - theirs), where=~same, initial=0))
    assert distance <= tolerance, f"values differ by {distance:.2g}, more than {tolerance:g}"
    return f"within {distance:.0e}" if distance else "equal"
