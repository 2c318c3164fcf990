"""The picture being drawn: colours, light, finishes and layers of SVG."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from drawing.shapes import Point, Spot, blob, line

WIDTH, HEIGHT = 1200, 900
SHADE = "#24120a"
WARM_SHADE = (
    '<feFuncR type="table" tableValues="0.34 0.52 0.67 0.79 1"/>'
    '<feFuncG type="table" tableValues="0.16 0.35 0.55 0.76 1"/>'
    '<feFuncB type="table" tableValues="0.06 0.24 0.46 0.73 1"/>'
)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(255 * max(0, min(1, v))):02x}" for v in (red, green, blue))


def mix(first: str, second: str, share: float) -> str:
    """Return the first colour moved towards the second by the share."""
    a, b = _parts(first), _parts(second)
    return _hex(*(x + (y - x) * share for x, y in zip(a, b, strict=True)))


def lighter(colour: str, share: float = 0.3) -> str:
    """Return the colour under warm light."""
    return mix(colour, "#fff3d6", share)


def darker(colour: str, share: float = 0.3) -> str:
    """Return the colour in brown shade."""
    return mix(colour, "#441703", share)


@dataclass(frozen=True)
class Finish:
    """How a surface takes the light: its roundness, roughness, gloss and shadow."""

    edge: float = 8.0
    tall: float = 12.0
    grain: float = 0.0
    rough: float = 0.0
    gloss: float = 0.0
    shine: float = 30.0
    drop: float = 5.0
    dark: float = 0.5

    def _even(self) -> str:
        """Return the step that evens out the light on wide, fine surfaces."""
        if self.edge < 12 or self.grain > 0.055:
            return ""
        return f'<feGaussianBlur stdDeviation="{self.edge * 0.14:.1f}"/>'

    def svg(self, name: str) -> str:
        """Return the SVG filter of this finish."""
        steps = [f'<feGaussianBlur in="SourceAlpha" stdDeviation="{self.edge}" result="h"/>']
        if self.rough:
            steps.append(
                f'<feTurbulence type="fractalNoise" baseFrequency="{self.grain}" numOctaves="3" '
                f'seed="7"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0" '
                f'result="t"/><feComposite in="h" in2="t" operator="arithmetic" '
                f'k2="{1 - self.rough / 2:.2f}" k3="{self.rough * 0.42:.3f}" result="h"/>'
            )
        steps.append(
            f'<feDiffuseLighting in="h" surfaceScale="{self.tall}" lighting-color="#fffaf0" '
            'result="l"><feDistantLight azimuth="232" elevation="54"/></feDiffuseLighting>'
            f"{self._even()}<feComponentTransfer>{WARM_SHADE}</feComponentTransfer>"
            '<feComposite in2="SourceGraphic" operator="arithmetic" k1="1.08" k3="0.14"/>'
            '<feComposite in2="SourceAlpha" operator="in" result="lit"/>'
        )
        if self.gloss:
            steps.append(
                f'<feSpecularLighting in="h" surfaceScale="{self.tall}" '
                f'specularConstant="{self.gloss}" specularExponent="{self.shine}" '
                'lighting-color="#fff4dc" result="s"><feDistantLight azimuth="232" elevation="44"/>'
                f'</feSpecularLighting>{self._even()}<feComposite in2="SourceAlpha" operator="in" '
                'result="s"/><feComposite in="lit" in2="s" operator="arithmetic" k2="1" k3="1" '
                'result="lit"/>'
            )
        if self.drop:
            steps.append(
                f'<feGaussianBlur in="SourceAlpha" stdDeviation="{self.drop * 0.9:.1f}"/>'
                f'<feOffset dx="{self.drop * 0.7:.1f}" dy="{self.drop:.1f}" result="b"/>'
                f'<feFlood flood-color="{SHADE}" flood-opacity="{self.dark}"/>'
                '<feComposite in2="b" operator="in" result="d"/><feMerge><feMergeNode in="d"/>'
                '<feMergeNode in="lit"/></feMerge>'
            )
        return (
            f'<filter id="{name}" x="-35%" y="-35%" width="170%" height="170%" '
            f'color-interpolation-filters="sRGB">{"".join(steps)}</filter>'
        )


MATTE = Finish()
SOFT = Finish(edge=14, tall=20)
GLOSS = Finish(edge=9, tall=14, gloss=0.7)
WET = Finish(edge=6, tall=9, gloss=0.9, shine=40)
SAUCE = Finish(edge=10, tall=14, grain=0.018, rough=0.35, gloss=0.75, shine=36)
CRUST = Finish(edge=8, tall=13, grain=0.09, rough=0.4, gloss=0.12, shine=12)
CRUMB = Finish(edge=8, tall=12, grain=0.16, rough=0.62, gloss=0.15, shine=14)
BREAD = Finish(edge=16, tall=22, grain=0.03, rough=0.35, drop=9)
MEAT = Finish(edge=8, tall=14, grain=0.05, rough=0.5, gloss=0.45, shine=24)
LEAF = Finish(edge=3, tall=4, gloss=0.25, drop=4, dark=0.45)
FLAT = Finish(edge=3, tall=4, drop=4)
TINY = Finish(edge=2, tall=3, drop=2.5, dark=0.45)
CREAM = Finish(edge=10, tall=12, grain=0.015, rough=0.3, gloss=0.25, shine=20)


def _margin(points: Sequence[Point], width: float) -> str:
    """Return an unseen frame that keeps a filter from cropping a thick line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        f'<rect x="{min(xs) - width:.0f}" y="{min(ys) - width:.0f}" '
        f'width="{max(xs) - min(xs) + 2 * width:.0f}" '
        f'height="{max(ys) - min(ys) + 2 * width:.0f}" fill="#000" fill-opacity="0.001"/>'
    )


class Picture:
    """A picture in the making: shared definitions and layers from back to front."""

    def __init__(self, seed: str, table: str = "") -> None:
        """Start an empty picture whose chance is seeded; a table given here replaces its own."""
        self.rng = Random(seed)
        self.table = table
        self.defs: dict[str, str] = {}
        self.layers: list[str] = []

    def define(self, key: str, template: str) -> str:
        """Keep a definition once (its name put for @) and return its name."""
        if key not in self.defs:
            self.defs[key] = template.replace("@", f"d{len(self.defs)}")
        return self.defs[key].split('id="', 1)[1].split('"', 1)[0]

    def add(self, svg: str) -> None:
        """Lay an element on top."""
        self.layers.append(svg)

    def finish(self, finish: Finish) -> str:
        """Return the filter attribute of a finish."""
        return f' filter="url(#{self.define(repr(finish), finish.svg("@"))})"'

    def blur(self, amount: float) -> str:
        """Return the filter attribute of a blur."""
        name = self.define(
            f"blur{amount}",
            '<filter id="@" x="-60%" y="-60%" width="220%" height="220%">'
            f'<feGaussianBlur stdDeviation="{amount}"/></filter>',
        )
        return f' filter="url(#{name})"'

    def glow(self, *stops: str, fx: float = 0.4, fy: float = 0.36, r: float = 0.62) -> str:
        """Return a round gradient, lit from the top left, as a fill."""
        return self._gradient(f'radialGradient id="@" cx="{fx}" cy="{fy}" r="{r}"', stops)

    def ramp(self, *stops: str, to: Point = (0.7, 1.0), start: Point = (0.3, 0.0)) -> str:
        """Return a straight gradient as a fill."""
        box = f'x1="{start[0]}" y1="{start[1]}" x2="{to[0]}" y2="{to[1]}"'
        return self._gradient(f'linearGradient id="@" {box}', stops)

    def _gradient(self, head: str, stops: Sequence[str]) -> str:
        marks = []
        for i, stop in enumerate(stops):
            colour, _, veil = stop.partition("/")
            colour, _, where = colour.partition("@")
            offset = where or f"{i / max(1, len(stops) - 1):.3f}"
            opacity = f' stop-opacity="{veil}"' if veil else ""
            marks.append(f'<stop offset="{offset}" stop-color="{colour}"{opacity}/>')
        tag = head.split()[0]
        svg = f"<{head}>{''.join(marks)}</{tag}>"
        return f"url(#{self.define(svg, svg)})"

    def vary(self, colour: str, spread: float = 0.05) -> str:
        """Return a colour a little off the given one."""
        hue, light, full = colorsys.rgb_to_hls(*_parts(colour))
        hue += self.rng.uniform(-spread, spread) * 0.25
        light = max(0, min(1, light + self.rng.uniform(-spread, spread)))
        return _hex(*colorsys.hls_to_rgb(hue % 1, light, full))

    def fill(self, path: str, fill: str, finish: Finish | None = None, veil: float = 1.0) -> None:
        """Lay a filled outline, with a finish if given."""
        extra = (self.finish(finish) if finish else "") + (f' opacity="{veil}"' if veil < 1 else "")
        self.add(f'<path d="{path}" fill="{fill}"{extra}/>')

    def haze(self, path: str, fill: str, soft: float, veil: float = 0.5) -> None:
        """Lay a blurred patch: a shadow, a scorch or a glow."""
        self.add(f'<path d="{path}" fill="{fill}" opacity="{veil}"{self.blur(soft)}/>')

    def stroke(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        veil: float = 1.0,
        finish: Finish | None = None,
        soft: float = 0.0,
    ) -> None:
        """Lay a soft line through the points."""
        extra = self.finish(finish) if finish else (self.blur(soft) if soft else "")
        path = (
            f'<path d="{line(points)}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" '
            f'stroke-linecap="round" stroke-linejoin="round" opacity="{veil:.2f}"/>'
        )
        self.add(f"<g{extra}>{path}{_margin(points, width)}</g>" if extra else path)

    @contextmanager
    def group(
        self, finish: Finish | None = None, veil: float = 1.0, soft: float = 0
    ) -> Iterator[None]:
        """Collect the layers drawn inside under one finish."""
        extra = self.finish(finish) if finish else (self.blur(soft) if soft else "")
        self.add(f'<g opacity="{veil}"{extra}>')
        yield
        self.add("</g>")

    @contextmanager
    def inside(self, path: str) -> Iterator[None]:
        """Keep the layers drawn inside within an outline."""
        svg = f'<clipPath id="@"><path d="{path}"/></clipPath>'
        self.add(f'<g clip-path="url(#{self.define(svg, svg)})">')
        yield
        self.add("</g>")

    def flecks(
        self, places: Sequence[Point], colours: Sequence[str], size: float, long: float = 1.6
    ) -> None:
        """Scatter small irregular flecks (herbs, pepper, crumbs) with tiny shadows."""
        for x, y in places:
            reach = size * self.rng.uniform(0.6, 1.25)
            spot = Spot(x, y, self.rng.uniform(0, 360))
            path = blob(self.rng, spot, reach * long / 1.3, reach / 1.3, 0.3, 6)
            shade = blob(self.rng, Spot(x + 1.6, y + 2.2), reach, reach * 0.8, 0.1, 6)
            self.fill(shade, SHADE, veil=0.35)
            self.fill(path, self.vary(self.rng.choice(list(colours)), 0.06))

    def svg(self) -> str:
        """Return the whole picture as SVG."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}"><defs>{"".join(self.defs.values())}</defs>'
            f"{''.join(self.layers)}</svg>"
        )
