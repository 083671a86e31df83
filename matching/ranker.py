"""Ranking one need: candidates by SQL, score by numpy, the best kept as matches."""

from __future__ import annotations

import numpy as np
from django.db import transaction

from buyers.models import Need
from matching.candidates import fetch_candidates, profile_of
from matching.models import Match, MatchRun
from matching.ranking import rank, score

KEEP = 30
FLOOR = 0.25  # below this a pairing is noise, not a suggestion


def rank_need(need: Need, run: MatchRun) -> int:
    """Replace the need's matches by fresh ones; return how many there are. Safe to repeat."""
    candidates = fetch_candidates(need)
    scores = score(profile_of(need), candidates)
    best = [n for n in rank(scores, candidates, KEEP) if scores.total[n] >= FLOOR]
    matches = [
        Match(
            need=need,
            product_id=int(candidates.ids[n]),
            run=run,
            rank=position,
            score=float(scores.total[n]),
            factors={name: round(float(values[n]), 4) for name, values in scores.factors.items()},
        )
        for position, n in enumerate(best, 1)
    ]
    with transaction.atomic():
        Need.objects.select_for_update().filter(pk=need.pk).first()  # one run at a time per need
        Match.objects.filter(need=need).exclude(
            product__in=candidates.ids[np.array(best, dtype=int)].tolist()
        ).delete()
        Match.objects.bulk_create(
            matches,
            update_conflicts=True,
            unique_fields=["need", "product"],
            update_fields=["run", "rank", "score", "factors", "created_at"],
        )
    return len(matches)
