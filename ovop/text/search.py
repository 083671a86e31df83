"""What is stored for searching, and what a person's query becomes."""

import unicodedata
from functools import lru_cache

from ovop.text.clusters import cluster_pairs
from ovop.text.segmentation import normalise, words

MAX_TERMS = 32
# They announce a place and say nothing themselves.
PLACE_TITLES = frozenset({"ខេត្ត", "ស្រុក", "ឃុំ", "ភូមិ", "រាជធានី"})


def segmented(*texts: str) -> str:
    """All words of the texts, separated by single spaces: the stored form.

    PostgreSQL's parser keeps a whole Khmer run as one token, so the spaces are what lets it see
    Khmer words at all.
    """
    return " ".join(_segmented_one(text) for text in texts if text)


@lru_cache(maxsize=4096)
def _segmented_one(text: str) -> str:
    # Names of provinces and categories and their synonyms come with every product.
    return " ".join(words(text))


def searchable(*texts: str) -> str:
    """All words of the texts and the cluster pairs of their unspaced scripts, space-separated."""
    return " ".join(_searchable_one(text) for text in texts if text)


@lru_cache(maxsize=4096)
def _searchable_one(text: str) -> str:
    return " ".join([*words(text), *cluster_pairs(text)])


def query_terms(text: str) -> list[str]:
    """The distinct words of a search, in order, at most MAX_TERMS; empty when none is a word.

    Words that only announce a place ("ខេត្ត" before a province's name) are dropped unless they
    are all there is.
    """
    found = list(dict.fromkeys(words(text[:2000])))
    telling = [word for word in found if word not in PLACE_TITLES]
    return (telling or found)[:MAX_TERMS]


def name_key(text: str) -> str:
    """A name without spaces, punctuation and case, so that "Siem Reap" finds "Siemreap"."""
    kept = (c for c in normalise(text) if unicodedata.category(c)[0] in "LMN")
    return "".join(kept)
