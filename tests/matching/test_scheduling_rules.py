"""What a timetable keeps beyond "nobody twice at once": promises, vetoes, tables, order, idle gaps."""

from dataclasses import replace
from itertools import product as cartesian

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.verifying import faults_of, idle_gaps
from matching.scheduling import Participant, Problem, ProblemError, Request, solve


def pairs_of(requests, people=(), **rules):
    """A problem from (first, second) or (first, second, weight); `people` replace the plain ones."""
    named = {person.id: person for person in people}
    ids = dict.fromkeys(side for request in requests for side in request[:2]) | dict.fromkeys(named)
    rows = tuple(Request(n, r[0], r[1], *r[2:]) for n, r in enumerate(requests))
    rules = {"slots": 3, "tables": 2} | rules
    return Problem(tuple(named.get(p, Participant(p)) for p in ids), rows, **rules)


def changed(problem, number, **changes):
    """`problem` with request `number` changed."""
    rows = [replace(r, **changes) if r.id == number else r for r in problem.requests]
    return replace(problem, requests=tuple(rows))


def placed(answer):
    return {place.request: (place.slot, place.table) for place in answer.placements}


@st.composite
def ruled_problems(draw):
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(10, 13), st.integers(1, 4)),
            min_size=1, max_size=8, unique_by=lambda r: r[:2],
        )
    )  # fmt: skip
    slots, tables = draw(st.integers(2, 5)), draw(st.integers(1, 3))
    some = st.sets(st.integers(0, slots - 1), max_size=2)
    people = [
        Participant(
            p, frozenset(draw(some)), draw(st.none() | st.integers(0, 3)), draw(st.integers(0, 2)),
            draw(st.sampled_from([1, 1, 1, 2])), ((0, draw(st.integers(0, 2))),) if draw(st.booleans()) else (),
        )
        for p in sorted({side for pair in pairs for side in pair[:2]})
    ]  # fmt: skip
    half = slots // 2
    found = pairs_of(
        pairs, people, slots=slots, tables=tables,
        sessions=tuple(int(s >= half) for s in range(slots)),
        closed=frozenset(draw(st.sets(st.tuples(st.integers(0, slots - 1), st.integers(0, tables - 1)), max_size=2))),
        vetoes=frozenset(draw(st.sets(st.sampled_from([frozenset(p[:2]) for p in pairs]), max_size=1))),
        precedences=tuple(draw(st.lists(st.sampled_from(
            [(a, b) for a in range(len(pairs)) for b in range(len(pairs)) if a < b] or [(0, 0)]), max_size=1))
        ) if len(pairs) > 1 else (),
    )  # fmt: skip
    if draw(st.booleans()):
        found = changed(
            found, 0, tables=frozenset(draw(st.sets(st.integers(0, tables - 1), min_size=1)))
        )
    return found


@settings(max_examples=80)
@given(ruled_problems())
def test_every_rule_is_kept(problem):
    assert faults_of(problem, solve(problem, seconds=4, workers=1)) == []


def fewest_gaps(problem):
    """By trying everything: the fewest idle gaps with every request met; None when that cannot be."""
    best = None
    for slots in cartesian(range(problem.slots), repeat=len(problem.requests)):
        meets, used = {}, {}
        for row, slot in zip(problem.requests, slots, strict=True):
            used[slot] = used.get(slot, 0) + 1
            for side in (row.first, row.second):
                meets.setdefault(side, []).append(slot)
        fits = max(used.values()) <= problem.tables and all(
            len(set(s)) == len(s) and not set(s) & problem.people[p].away for p, s in meets.items()
        )
        if not fits:
            continue
        gaps = [idle_gaps(problem, meets.get(p.id, [])) for p in problem.participants]
        if problem.fairness is None or max(gaps) - min(gaps) <= problem.fairness:
            best = sum(gaps) if best is None else min(best, sum(gaps))
    return best


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(2, 4)).filter(lambda r: r[0] != r[1]),
             min_size=1, max_size=5, unique_by=frozenset),
    st.integers(2, 5), st.integers(1, 2), st.sampled_from([0, 1, 2, None]), st.data(),
)  # fmt: skip
def test_required_meetings_have_the_fewest_gaps_there_are_or_are_proven_impossible(
    pairs, slots, tables, fairness, data
):
    """People may be first in one meeting and second in another, as at events without two sides."""
    ids = {side for pair in pairs for side in pair}
    away = {p: frozenset(data.draw(st.sets(st.integers(0, slots - 1), max_size=2))) for p in ids}
    problem = pairs_of(
        pairs, [Participant(p, away[p]) for p in ids], slots=slots, tables=tables, fairness=fairness
    )
    for number in range(len(pairs)):
        problem = changed(problem, number, required=True)
    answer, best = solve(problem, seconds=20, workers=1), fewest_gaps(problem)
    if best is None:
        assert answer.infeasible or fewest_gaps(replace(problem, fairness=None)) is not None
    else:
        assert (answer.breaks, answer.breaks_bound) == (best, best)
        assert not answer.infeasible


def test_where_all_must_have_a_gap_to_be_alike_they_have_one_each():
    """No timetable gives everybody none, so fair (a difference of 0) is only one gap each."""
    found = pairs_of([(0, 2), (0, 3), (1, 2), (1, 3)], slots=5, tables=1, fairness=0)
    for number in range(4):
        found = changed(found, number, required=True)
    answer = solve(found, seconds=20, workers=1)
    assert (answer.breaks, answer.breaks_bound, answer.unfair) == (4, 4, False)


def test_two_who_must_not_meet_do_not():
    answer = solve(pairs_of([("a", "x")], vetoes=frozenset([frozenset("ax")])))
    assert [u.reason for u in answer.unplaced] == ["vetoed"]


def test_fixed_meeting_keeps_its_slot_and_table():
    problem = changed(pairs_of([("a", "x", 1), ("a", "y", 9), ("b", "x", 9)]), 0, slot=2, table=1)
    assert placed(solve(problem))[0] == (2, 1)


def test_closed_table_is_left_free():
    problem = pairs_of([("a", "x"), ("b", "y")], slots=1, closed=frozenset([(0, 0)]))
    assert list(placed(solve(problem)).values()) == [(0, 1)]


def test_meeting_that_needs_a_certain_table_gets_it():
    problem = pairs_of([("a", "x"), ("b", "y", 5), ("c", "z")], slots=1, tables=3)
    answer = solve(changed(problem, 1, tables=frozenset([2])))
    assert placed(answer)[1] == (0, 2)
    assert len(answer.placements) == 3


def test_table_that_two_need_at_once_is_given_to_the_weightier():
    problem = pairs_of([("a", "x", 1), ("b", "y", 5)], slots=1)
    for number in (0, 1):
        problem = changed(problem, number, tables=frozenset([1]))
    answer = solve(problem)
    assert placed(answer) == {1: (0, 1)}
    assert answer.unplaced[0].reason == "tables_full"


def test_two_delegates_hold_two_meetings_at_once():
    answer = solve(pairs_of([("a", "x"), ("a", "y")], [Participant("a", seats=2)], slots=1))
    assert len(answer.placements) == 2


def test_cap_of_a_session_is_kept():
    people = [Participant("a", most_in=((0, 1),))]
    problem = pairs_of([("a", "x"), ("a", "y"), ("a", "z")], people, slots=4, sessions=(0, 0, 1, 1))
    answer = solve(problem)
    assert len(answer.placements) == 3
    assert sum(place.slot < 2 for place in answer.placements) == 1


def test_promise_is_kept_before_weight():
    """Without the promise the hotel's one place goes to the weightier request."""
    rows = [("a", "x", 1), ("b", "x", 5)]
    assert set(placed(solve(pairs_of(rows, slots=1)))) == {1}
    assert set(placed(solve(pairs_of(rows, [Participant("a", least=1)], slots=1)))) == {0}


def test_promise_that_no_timetable_keeps_names_who_blocks_whom():
    people = [Participant("a", least=1), Participant("b", least=1), Participant("x", most=1)]
    answer = solve(pairs_of([("a", "x"), ("b", "x")], people))
    (shortfall,) = answer.shortfalls
    assert (set(shortfall.short), shortfall.blockers, shortfall.room) == ({"a", "b"}, ("x",), 1)


def test_earlier_meeting_comes_first():
    answer = solve(pairs_of([("a", "x"), ("b", "y")], precedences=((1, 0),)))
    assert placed(answer)[1][0] < placed(answer)[0][0]


def test_night_between_two_days_is_no_idle_gap():
    rows, people = [("a", "x"), ("a", "y")], [Participant("a", frozenset([1, 2]))]
    problem = pairs_of(rows, people, slots=4)
    assert solve(problem).breaks == 1
    assert solve(replace(problem, days=(0, 0, 1, 1))).breaks == 0


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (changed(pairs_of([("a", "x")]), 0, slot=7), "fixed_where_it_cannot_be"),
        (changed(changed(pairs_of([("a", "x"), ("a", "y")]), 0, slot=1), 1, slot=1), "fixed_twice"),
        (
            changed(changed(pairs_of([("a", "x"), ("b", "y")]), 0, slot=1, table=0), 1, slot=1, table=0),
            "table_fixed_twice",
        ),
        (changed(pairs_of([("a", "x")]), 0, tables=frozenset([9])), "no_such_table"),
        (pairs_of([("a", "x")], precedences=((0, 8),)), "unknown_request"),
        (pairs_of([("a", "x")], sessions=(0,)), "wrong_length"),
    ],
)  # fmt: skip
def test_contradictory_rules_are_named_before_solving(problem, code):
    with pytest.raises(ProblemError) as error:
        solve(problem)
    assert error.value.reason == code


def test_full_forum_reaches_the_bound_that_greedy_misses():
    """The weightier pair first costs two others their only chance."""
    rows = [("a", "x", 3), ("a", "y", 2), ("b", "x", 2)]
    answer = solve(pairs_of(rows, slots=1))
    assert (answer.value, answer.bound) == (4, 4)


def test_watched_search_tells_a_first_timetable_and_stops_when_told():
    rows = [(f"p{n}", f"b{m}", 1 + (n * m) % 4) for n in range(40) for m in range(0, 20, 1 + n % 3)]
    people = [Participant(f"p{n}", frozenset({n % 12, (5 * n) % 12})) for n in range(40)]
    told = []

    def watch(standing):
        told.append(standing)
        return len(told) < 2

    answer = solve(pairs_of(rows, people, slots=12, tables=15), seconds=30, progress=watch)
    assert answer.cancelled
    assert 0 < told[0].value <= answer.value <= answer.bound <= told[0].bound


def test_gaps_as_even_as_asked_are_proven_impossible_and_the_best_there_is_is_kept():
    """Of two meetings one has to wait between, and the other side cannot wait as long."""
    people = [Participant("a", frozenset([1]))]
    problem = pairs_of([("a", "x"), ("a", "y")], people, slots=3, fairness=0)
    answer = solve(problem, seconds=10, workers=1)
    assert answer.unfair
    assert (answer.breaks, answer.breaks_bound) == (1, 1)
    assert not answer.infeasible


def test_order_that_goes_in_a_circle_is_proven_impossible():
    problem = pairs_of([("a", "x"), ("b", "y")], precedences=((0, 1), (1, 0)))
    for number in (0, 1):
        problem = changed(problem, number, required=True)
    assert solve(problem, seconds=10, workers=1).infeasible
