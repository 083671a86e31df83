"""Khmer-aware text handling. Pure: no Django, no database."""

from ovop.text.digits import khmer_digits, latin_digits
from ovop.text.search import name_key, query_terms, segmented
from ovop.text.segmentation import words

__all__ = ["khmer_digits", "latin_digits", "name_key", "query_terms", "segmented", "words"]
