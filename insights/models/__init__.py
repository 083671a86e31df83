"""What the figures are kept in: counts by month and province, targets, surveys, closed years."""

from insights.models.buckets import Bucket, ClosedYear, Stale
from insights.models.surveys import LivelihoodAnswer
from insights.models.targets import Target

__all__ = ["Bucket", "ClosedYear", "LivelihoodAnswer", "Stale", "Target"]
