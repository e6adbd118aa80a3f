"""Words for the points of the compass."""

from __future__ import annotations

COMPASS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west",
     "south-east", "south-west"}
)  # fmt: skip
