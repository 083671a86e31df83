"""Putting several small producers together for one large order. Pure: no Django inside."""

from matching.pooling.assembly import Offer, Share, assemble

__all__ = ["Offer", "Share", "assemble"]
