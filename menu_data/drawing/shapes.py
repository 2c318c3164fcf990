"""Outlines: seeded, slightly irregular shapes and where they lie on the table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """A place on the table: outlines are drawn around it, turned and scaled."""

    x: float
    y: float
    angle: float = 0.0
    size: float = 1.0
    squash: float = 1.0

    def at(self, x: float, y: float) -> Point:
        """Return where the local point (x, y) falls in the picture."""
        turn = math.radians(self.angle)
        x, y = x * self.size, y * self.size
        east = x * math.cos(turn) - y * math.sin(turn)
        south = x * math.sin(turn) + y * math.cos(turn)
        return self.x + east, self.y + south * self.squash

    def place(self, points: Iterable[Point]) -> list[Point]:
        """Return the outline with every point moved to this spot."""
        return [self.at(x, y) for x, y in points]

    def on(self, x: float, y: float, angle: float = 0.0, size: float = 1.0) -> Spot:
        """Return a spot lying at a local point of this one."""
        px, py = self.at(x, y)
        return Spot(px, py, self.angle + angle, self.size * size, self.squash)


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 6.0) -> str:
    """Return a path that runs softly through the points."""
    count = len(points)
    steps = count if closed else count - 1

    def pick(i: int) -> Point:
        return points[i % count] if closed else points[max(0, min(count - 1, i))]

    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(steps):
        before, here, there, after = pick(i - 1), pick(i), pick(i + 1), pick(i + 2)
        ax, ay = (
            here[0] + (there[0] - before[0]) / tension,
            here[1] + (there[1] - before[1]) / tension,
        )
        bx, by = (
            there[0] - (after[0] - here[0]) / tension,
            there[1] - (after[1] - here[1]) / tension,
        )
        path.append(f"C{ax:.1f} {ay:.1f} {bx:.1f} {by:.1f} {there[0]:.1f} {there[1]:.1f}")
    return "".join(path) + ("Z" if closed else "")


def cornered(points: Sequence[Point], corner: float = 8.0) -> str:
    """Return a closed path with straight sides and rounded corners."""
    path: list[str] = []
    count = len(points)
    for i, (x, y) in enumerate(points):
        (bx, by), (ax, ay) = points[i - 1], points[(i + 1) % count]
        back, ahead = math.hypot(bx - x, by - y) or 1, math.hypot(ax - x, ay - y) or 1
        cut_in, cut_out = min(corner, back / 2), min(corner, ahead / 2)
        sx, sy = x + (bx - x) / back * cut_in, y + (by - y) / back * cut_in
        ex, ey = x + (ax - x) / ahead * cut_out, y + (ay - y) / ahead * cut_out
        path.append(f"{'L' if path else 'M'}{sx:.1f} {sy:.1f}Q{x:.1f} {y:.1f} {ex:.1f} {ey:.1f}")
    return "".join(path) + "Z"


def line(points: Sequence[Point]) -> str:
    """Return an open, soft path through the points."""
    return smooth(points, closed=False)


def ellipse(x: float, y: float, rx: float, ry: float) -> str:
    """Return the path of an ellipse."""
    return (
        f"M{x - rx:.1f} {y:.1f}A{rx:.1f} {ry:.1f} 0 1 1 {x + rx:.1f} {y:.1f}"
        f"A{rx:.1f} {ry:.1f} 0 1 1 {x - rx:.1f} {y:.1f}Z"
    )


def ring_points(
    rng: Random, rx: float, ry: float, wobble: float = 0.06, count: int = 12
) -> list[Point]:
    """Return a round outline whose radius wavers by the given share."""
    points = []
    for i in range(count):
        turn = 2 * math.pi * i / count
        reach = 1 + rng.uniform(-wobble, wobble)
        points.append((rx * reach * math.cos(turn), ry * reach * math.sin(turn)))
    return points


def blob(rng: Random, spot: Spot, rx: float, ry: float, wobble: float = 0.06, n: int = 12) -> str:
    """Return a soft, irregular round at a spot."""
    return smooth(spot.place(ring_points(rng, rx, ry, wobble, n)))


def leaf_points(length: float, width: float) -> list[Point]:
    """Return a pointed leaf growing from the origin to the right."""
    upper = [(0, 0), (0.18, 0.6), (0.42, 1), (0.68, 0.72), (0.9, 0.22), (1, 0)]
    points = [(x * length, -y * width / 2) for x, y in upper]
    return points + [(x * length, y * width / 2) for x, y in reversed(upper[1:-1])]


def box_points(rng: Random, width: float, height: float, jitter: float = 0.0) -> list[Point]:
    """Return a four-cornered outline around the origin with uneven corners."""
    half_w, half_h = width / 2, height / 2
    corners = [(-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h)]
    return [
        (x + rng.uniform(-jitter, jitter), y + rng.uniform(-jitter, jitter)) for x, y in corners
    ]


def arc_points(radius: float, start: float, end: float, count: int = 12) -> list[Point]:
    """Return points along an arc around the origin, angles in degrees."""
    turns = [math.radians(start + (end - start) * i / (count - 1)) for i in range(count)]
    return [(radius * math.cos(t), radius * math.sin(t)) for t in turns]


def strew(
    rng: Random,
    x: float,
    y: float,
    radius: float,
    count: int,
    gap: float = 0.0,
    squash: float = 1.0,
) -> list[Point]:
    """Return up to count seeded places inside a disc, at least gap apart."""
    places: list[Point] = []
    for _ in range(count * 30):
        if len(places) >= count:
            break
        reach, turn = radius * math.sqrt(rng.random()), rng.uniform(0, 2 * math.pi)
        spot = (x + reach * math.cos(turn), y + reach * math.sin(turn) * squash)
        if all(math.hypot(spot[0] - p[0], (spot[1] - p[1]) / squash) >= gap for p in places):
            places.append(spot)
    return places
