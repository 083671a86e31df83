"""The scheduler's promises: no clash, nothing invented, bound never below value."""

from collections import Counter
from itertools import product as cartesian

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scheduling import Participant, Problem, ProblemError, Request, solve


def problem(requests, slots=3, tables=2, *, away=None, most=None):
    """Requests as (producer, buyer) or (producer, buyer, weight)."""
    people = dict.fromkeys(side for request in requests for side in request[:2])
    return Problem(
        participants=tuple(
            Participant(p, frozenset((away or {}).get(p, ())), (most or {}).get(p)) for p in people
        ),
        requests=tuple(
            Request(n, r[0], r[1], r[2] if len(r) > 2 else 1) for n, r in enumerate(requests)
        ),
        slots=slots,
        tables=tables,
    )


@st.composite
def problems(draw):
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, 4), st.integers(10, 13), st.integers(1, 4)),
            min_size=1, max_size=10, unique_by=lambda r: r[:2],
        )
    )  # fmt: skip
    slots, tables = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    people = {side for pair in pairs for side in pair[:2]}
    away = {p: draw(st.sets(st.integers(0, slots - 1))) for p in people}
    most = {p: draw(st.none() | st.integers(0, 3)) for p in people}
    return problem(pairs, slots, tables, away=away, most=most)


def check(p, answer):
    """Everything a timetable must keep."""
    requests = {r.id: r for r in p.requests}
    people = {person.id: person for person in p.participants}
    placed = [place.request for place in answer.placements]
    assert sorted(placed + [u.request for u in answer.unplaced]) == sorted(requests)
    seats, busy, held = Counter(), Counter(), Counter()
    for place in answer.placements:
        assert 0 <= place.slot < p.slots
        assert 0 <= place.table < p.tables
        seats[place.slot, place.table] += 1
        for side in (requests[place.request].first, requests[place.request].second):
            assert place.slot not in people[side].away
            busy[side, place.slot] += 1
            held[side] += 1
    assert max([*seats.values(), *busy.values(), 0]) <= 1
    assert all(people[p].most is None or count <= people[p].most for p, count in held.items())
    assert answer.value == sum(requests[r].weight for r in placed) <= answer.bound


@settings(max_examples=60)
@given(problems())
def test_timetables_never_clash_and_small_ones_are_proven_best(p):
    answer = solve(p, seconds=10)
    check(p, answer)
    assert answer.optimal


def brute_force(p):
    """The most weight by trying everything; only for tiny problems."""
    best = 0
    for choice in cartesian(range(p.slots + 1), repeat=len(p.requests)):
        busy, used, fits, value = set(), Counter(), True, 0
        for request, slot in zip(p.requests, choice, strict=True):
            if slot == p.slots:
                continue
            used[slot] += 1
            keys = {(request.first, slot), (request.second, slot)}
            if keys & busy or used[slot] > p.tables:
                fits = False
                break
            busy |= keys
            value += request.weight
        best = max(best, value) if fits else best
    return best


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(10, 12), st.integers(1, 3)),
        min_size=1, max_size=5, unique_by=lambda r: r[:2],
    ),
    st.integers(1, 2),
    st.integers(1, 2),
)  # fmt: skip
def test_value_is_the_best_there_is(pairs, slots, tables):
    p = problem(pairs, slots, tables)
    assert solve(p, seconds=10).value == brute_force(p)


def test_heavier_request_wins_the_only_place():
    answer = solve(problem([("a", "x", 1), ("b", "y", 4)], slots=1, tables=1))
    assert [place.request for place in answer.placements] == [1]
    assert answer.unplaced[0].reason == "tables_full"


@pytest.mark.parametrize(
    ("p", "reason"),
    [
        (problem([("a", "x")], slots=2, away={"a": {0}, "x": {1}}), "no_common_slot"),
        (problem([("a", "x", 2), ("a", "y", 1)], slots=1), "first_full"),
        (problem([("a", "x", 2), ("b", "x", 1)], slots=1), "second_full"),
        (problem([("a", "x", 2), ("a", "y", 1)], most={"a": 1}), "first_full"),
        (problem([("a", "x", 2), ("b", "y", 1)], slots=1, tables=1), "tables_full"),
    ],
)
def test_every_unplaced_request_has_its_reason(p, reason):
    assert [u.reason for u in solve(p).unplaced] == [reason]


def test_nobody_changes_table_while_there_are_enough():
    pairs = [(f"p{n}", f"b{m}") for n in range(3) for m in range(3)]
    p = problem(pairs, slots=3, tables=3)
    tables: dict[str, set[int]] = {}
    for place in solve(p).placements:
        tables.setdefault(p.requests[place.request].first, set()).add(place.table)
    assert all(len(used) == 1 for used in tables.values())


def test_nobody_waits_for_a_later_slot_without_need():
    answer = solve(problem([(1, 10), (1, 11), (2, 10), (2, 11)], slots=8, tables=2), workers=1)
    assert answer.value == 4
    assert sorted(place.slot for place in answer.placements) == [0, 0, 1, 1]


def test_going_early_never_costs_a_meeting():
    """The heavier request can only be met late; it is still the one that is placed."""
    answer = solve(problem([(1, 10, 3), (1, 11, 2)], slots=4, away={10: {0, 1, 2}}, most={1: 1}))
    assert [(place.request, place.slot) for place in answer.placements] == [(0, 3)]


def test_same_problem_and_seed_give_the_same_answer():
    p = problem(
        [(f"p{n}", f"b{m}", 1 + (n * m) % 4) for n in range(5) for m in range(5)], slots=4, tables=3
    )
    assert solve(p, workers=1, seed=7).placements == solve(p, workers=1, seed=7).placements


@pytest.mark.parametrize(
    ("p", "code"),
    [
        (problem([("a", "x")], slots=0), "no_slots"),
        (problem([("a", "x")], tables=0), "no_tables"),
        (problem([("a", "x"), ("x", "a")]), "pair_twice"),
        (problem([("a", "a")]), "meets_itself"),
        (problem([("a", "x", 0)]), "weight_not_positive"),
        (Problem((), (Request(1, "a", "b"),), 1, 1), "unknown_participant"),
        (Problem((Participant("a"), Participant("a")), (), 1, 1), "participant_twice"),
    ],
)
def test_contradictions_are_named_before_solving(p, code):
    with pytest.raises(ProblemError) as error:
        solve(p)
    assert error.value.reason == code


def test_nothing_requested_is_an_empty_timetable():
    answer = solve(Problem((), (), 3, 2))
    assert (answer.placements, answer.value, answer.bound) == ((), 0, 0)


def test_being_asked_to_stop_ends_a_long_search_early():
    pairs = [(f"p{n}", f"b{m}", 1 + (7 * n + 3 * m) % 9) for n in range(60) for m in range(25)]
    away = {f"p{n}": {n % 12, (3 * n) % 12} for n in range(60)}
    calls = []

    def stop(standing):
        calls.append(standing)
        return False

    answer = solve(problem(pairs, slots=12, tables=14, away=away), seconds=60, progress=stop)
    assert answer.cancelled or answer.optimal
    assert len(calls) <= 1
