"""Khmer-aware text handling. Pure: no Django, no database."""

from ovop.text.clusters import cluster_pairs
from ovop.text.cutting import cut
from ovop.text.digits import khmer_digits, khmer_numbers, latin_digits
from ovop.text.search import PLACE_TITLES, name_key, query_terms, searchable, segmented
from ovop.text.segmentation import words

# Raised with every change of what becomes of a text: stored texts are then made anew.
ANALYSIS = 2

__all__ = [
    "ANALYSIS", "PLACE_TITLES", "cluster_pairs", "cut", "khmer_digits", "khmer_numbers", "latin_digits", "name_key",
    "query_terms", "searchable", "segmented", "words",
]  # fmt: skip
