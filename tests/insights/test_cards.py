"""One figure as a card beside the year before."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from insights.boards import _card
from insights.indicators import BY_CODE


def card(now: str, then: str):
    year = SimpleNamespace(year=2026, value=lambda _indicator, _place: Decimal(now), targets={})
    history = SimpleNamespace(trend=lambda _indicator: {2025: Decimal(then), 2026: Decimal(now)})
    return _card(BY_CODE["export_ready"], year, history, "", exact=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "then", "better"),
    [("6.52", "6.48", None), ("6.52", "6.31", True), ("6.52", "7.1", False)],
)
def test_what_reads_alike_is_neither_better_nor_worse(now, then, better):
    found = card(now, then)
    assert found.better is better
    assert (found.value == found.before) is (better is None)
