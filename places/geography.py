"""Facts of the 25 provinces that the gazetteer does not carry, and distances between them.

Coordinates are of each provincial town (public geography, rounded to 0.01 degree); the tile is the
province's place (row, column) on a map of equal squares.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True)
class ProvinceFacts:
    """`region` is a Province.Region value; latitude and longitude in degrees.

    `spelling` is how the name is commonly written in English where the gazetteer's is unusual.
    """

    region: str
    latitude: float
    longitude: float
    tile: tuple[int, int]
    spelling: str = ""


PROVINCES: dict[str, ProvinceFacts] = {
    "01": ProvinceFacts("tonle_sap_west", 13.59, 102.97, (1, 0)),
    "02": ProvinceFacts("tonle_sap_west", 13.10, 103.20, (2, 1)),
    "03": ProvinceFacts("plains", 11.99, 105.46, (3, 3)),
    "04": ProvinceFacts("tonle_sap_west", 12.25, 104.67, (3, 1)),
    "05": ProvinceFacts("plains", 11.45, 104.52, (4, 1)),
    "06": ProvinceFacts("tonle_sap_east", 12.71, 104.89, (2, 2)),
    "07": ProvinceFacts("coast", 10.61, 104.18, (6, 2)),
    "08": ProvinceFacts("plains", 11.48, 104.95, (4, 3)),
    "09": ProvinceFacts("coast", 11.61, 102.98, (4, 0)),
    "10": ProvinceFacts("highlands", 12.49, 106.02, (2, 3)),
    "11": ProvinceFacts("highlands", 12.46, 107.19, (2, 4), "Mondulkiri"),
    "12": ProvinceFacts("plains", 11.56, 104.92, (4, 2)),
    "13": ProvinceFacts("tonle_sap_east", 13.81, 104.98, (1, 2)),
    "14": ProvinceFacts("plains", 11.49, 105.33, (4, 4)),
    "15": ProvinceFacts("tonle_sap_west", 12.54, 103.92, (3, 0)),
    "16": ProvinceFacts("highlands", 13.74, 106.99, (1, 4), "Ratanakiri"),
    "17": ProvinceFacts("tonle_sap_west", 13.36, 103.86, (1, 1), "Siem Reap"),
    "18": ProvinceFacts("coast", 10.63, 103.52, (5, 0), "Preah Sihanouk"),
    "19": ProvinceFacts("highlands", 13.53, 105.97, (1, 3)),
    "20": ProvinceFacts("plains", 11.09, 105.80, (5, 4)),
    "21": ProvinceFacts("plains", 10.99, 104.78, (5, 2)),
    "22": ProvinceFacts("tonle_sap_east", 14.18, 103.52, (0, 1), "Oddar Meanchey"),
    "23": ProvinceFacts("coast", 10.48, 104.32, (6, 3)),
    "24": ProvinceFacts("tonle_sap_west", 12.85, 102.61, (2, 0)),
    "25": ProvinceFacts("plains", 11.91, 105.66, (3, 4)),
}


def distance_km(first: str, second: str) -> float:
    """Great-circle distance between two provincial towns, in kilometres.

    `first` and `second` are province codes. Haversine formula (R. W. Sinnott, Sky and Telescope
    68, 1984).
    """
    if first == second:
        return 0.0
    a, b = PROVINCES[first], PROVINCES[second]
    half_latitude = radians(b.latitude - a.latitude) / 2
    half_longitude = radians(b.longitude - a.longitude) / 2
    chord = sin(half_latitude) ** 2 + (
        cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(half_longitude) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))
