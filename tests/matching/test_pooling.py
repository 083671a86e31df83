"""Putting producers together: the promises of the pure assembly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.pooling import Offer, assemble

ANYWHERE = ("d1", "p1", "r1")


def offer(key, supply, areas=ANYWHERE, producer=None, score=0.8, minimum=1.0):
    months = tuple(map(float, supply)) if isinstance(supply, tuple | list) else (float(supply),) * 2
    return Offer(key, producer or f"maker {key}", months, minimum, score, areas)


@given(st.floats(10, 1000), st.lists(st.tuples(st.floats(0, 600), st.floats(0, 600)), max_size=7))
def test_group_fills_every_month_and_asks_nobody_for_more_than_there_is(quantity, supplies):
    offers = [offer(n, supply) for n, supply in enumerate(supplies)]
    group = assemble(quantity, offers)
    for month in range(2 if group else 0):
        assert sum(share.amounts[month] for share in group) == pytest.approx(quantity)
    by_key = {each.key: each for each in offers}
    for share in group:
        for amount, supply in zip(share.amounts, by_key[share.key].supply, strict=True):
            assert amount <= supply + 1e-6


def test_neighbours_are_put_together_even_when_fewer_strangers_would_do():
    near = [offer(n, 40, ("d1", "p1", "r1")) for n in range(3)]
    far = [offer("x", 60, ("d2", "p2", "r2")), offer("y", 60, ("d3", "p3", "r2"))]
    assert {share.key for share in assemble(100, [*far, *near])} == {0, 1, 2}


def test_fewest_producers_of_the_area_are_taken():
    offers = [offer("a", 60), offer("b", 50), *(offer(n, 30) for n in range(4))]
    assert {share.key for share in assemble(100, offers)} == {"a", "b"}


@pytest.mark.parametrize("members", [3, 6, 7])
def test_equal_parts_that_make_exactly_the_whole_are_enough(members):
    quantity = 9000.0
    group = assemble(quantity, [offer(n, quantity / members) for n in range(members)])
    assert len(group) == members


def test_huge_and_tiny_orders_are_put_together_too():
    for quantity in (0.03, 4e10):
        parts = [offer(n, quantity / 2, minimum=0.0) for n in range(2)]
        assert len(assemble(quantity, parts)) == 2


def test_better_match_is_taken_among_equals():
    offers = [offer("a", 60), offer("b", 50, score=0.6), offer("c", 50, score=0.9)]
    assert {share.key for share in assemble(100, offers)} == {"a", "c"}


def test_seasons_complete_each_other():
    offers = [offer("early", (100, 20)), offer("late", (0, 80))]
    assert {share.key: share.amounts for share in assemble(100, offers)} == {
        "early": (100.0, 20.0), "late": (0.0, 80.0),
    }  # fmt: skip


def test_producer_is_in_it_once_and_with_no_less_than_the_smallest_order():
    twice = [offer("a", 60, producer="one"), offer("b", 60, producer="one")]
    assert assemble(100, twice) == []
    offers = [offer("a", 95), offer("b", 50, minimum=60.0)]
    group = {share.key: sum(share.amounts) for share in assemble(100, offers)}
    assert group["b"] >= 59


def test_who_has_agreed_stays():
    offers = [offer("a", 60, score=0.5), offer("b", 50), offer("c", 60, score=0.9)]
    keys = {share.key for share in assemble(100, offers, keep=frozenset({"a"}))}
    assert "a" in keys


def test_no_group_where_all_together_are_too_few():
    assert assemble(100, [offer("a", 40), offer("b", 40)]) == []
    assert assemble(100, []) == []
    with pytest.raises(ValueError, match="more than nothing"):
        assemble(0, [offer("a", 40)])
