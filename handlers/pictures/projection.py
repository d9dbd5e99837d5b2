"""Project places of the Earth to the plane of the bot's map (Albers equal-area conic)."""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

# Parallels and meridian between the westernmost and easternmost member cities, so that all keep their shape.
_SOUTH, _NORTH = radians(44), radians(66)
_MIDDLE_LONGITUDE = 82.0
_MIDDLE_LATITUDE = radians(52)
_CONE = (sin(_SOUTH) + sin(_NORTH)) / 2
_CONSTANT = cos(_SOUTH) ** 2 + 2 * _CONE * sin(_SOUTH)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x to the east and y to the south, in radii of the Earth, of a place in degrees."""
    turn = _CONE * radians((longitude - _MIDDLE_LONGITUDE + 180) % 360 - 180)
    distance = _distance(radians(latitude))
    return distance * sin(turn), distance * cos(turn) - _distance(_MIDDLE_LATITUDE)


def _distance(latitude: float) -> float:
    return sqrt(max(_CONSTANT - 2 * _CONE * sin(latitude), 0.0)) / _CONE


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the picture, in pixels, that shows a part of the plane."""

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    scale: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the pixels of a place given in degrees."""
        x, y = project(longitude, latitude)
        return self.left + (x - self.west) * self.scale, self.top + (y - self.north) * self.scale


def frame_around(places: list[tuple[float, float]], box: tuple[float, float, float, float]) -> Frame:
    """Return a frame that shows all places with a margin.

    places are longitudes and latitudes in degrees. box is left, top, width and height in pixels.
    """
    left, top, width, height = box
    points = [project(longitude, latitude) for longitude, latitude in places]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    span_x, span_y = max(xs) - min(xs) or 0.2, max(ys) - min(ys) or 0.2
    scale = min(width / (span_x * 1.15), height / (span_y * 1.25))
    west = (max(xs) + min(xs)) / 2 - width / scale / 2
    north = (max(ys) + min(ys)) / 2 - height / scale / 2
    return Frame(left, top, width, height, west, north, scale)
