"""The gazetteer of Cambodia, distances between provinces, and the exchange rate."""
