"""Places and the exchange rate."""

from places.models.gazetteer import Commune, District, Place, Province, Village
from places.models.rates import ExchangeRate

__all__ = ["Commune", "District", "ExchangeRate", "Place", "Province", "Village"]
