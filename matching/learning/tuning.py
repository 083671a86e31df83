"""Fitting new weights to the evidence, with a report before anything changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from accounts.models import User
from matching.learning.evidence import gather
from matching.models import RankingWeights
from matching.ranking import Weights
from matching.ranking.fitting import Fold, cross_validate, fit

LEAST_NEEDS = 20  # with less, a few needs would decide for everybody
LEAST_GAIN = 0.002  # nDCG@10 on needs left out; less is noise


class NotEnoughEvidence(Exception):
    """Too little was judged; `str` is a sentence for whoever runs it."""


@dataclass(frozen=True)
class Report:
    """What fitting would change. `before` and `after` are nDCG@10 on needs left out of the fitting."""

    judged: int
    needs: int
    folds: list[Fold]
    old: Weights
    new: Weights

    @property
    def before(self) -> float:
        return self._mean("before")

    @property
    def after(self) -> float:
        return self._mean("after")

    def _mean(self, name: str) -> float:
        sizes = [fold.needs for fold in self.folds]
        return float(np.average([getattr(fold, name) for fold in self.folds], weights=sizes))

    @property
    def is_better(self) -> bool:
        """Whether the new weights rank unseen needs better, by more than noise, in most folds."""
        won = sum(fold.after >= fold.before for fold in self.folds)
        return self.after - self.before >= LEAST_GAIN and 2 * won > len(self.folds)

    def as_json(self) -> dict[str, Any]:
        """As it is stored beside the weights."""
        return {
            "judged": self.judged, "needs": self.needs, "ndcg_before": round(self.before, 4),
            "ndcg_after": round(self.after, 4),
            "folds": [[fold.needs, round(fold.before, 4), round(fold.after, 4)] for fold in self.folds],
        }  # fmt: skip


def propose_weights() -> Report:
    """Fit to all evidence there is. Raises NotEnoughEvidence."""
    evidence, old = gather(), RankingWeights.in_use()
    needs = [
        key for key in np.unique(evidence.need) if np.ptp(evidence.gain[evidence.need == key]) > 0
    ]
    if len(needs) < LEAST_NEEDS:
        raise NotEnoughEvidence(
            _("Only %(have)s needs have a better and a worse product judged; %(least)s are needed. Nothing was changed.")
            % {"have": len(needs), "least": LEAST_NEEDS}
        )  # fmt: skip
    telling = evidence.of(np.array(needs))
    return Report(
        len(telling.need), len(needs), cross_validate(telling, old), old, fit(telling, old)
    )


def adopt(report: Report, user: User | None, note: str) -> RankingWeights:
    """Put the new weights in use; the old ones stay in the history."""
    return RankingWeights.objects.create(
        buyer=report.new.buyer, producer=report.new.producer, note=note[:300],
        report=report.as_json(), made_by=user,
    )  # fmt: skip
