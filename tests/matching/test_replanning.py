"""The day changes: what can stay stays, the rest is placed as well as it can be."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.verifying import faults_of
from matching.scheduling import Participant, Problem, Request, replan, solve


def hall(producers=4, buyers=3, slots=5, tables=3):
    people = [*(f"p{n}" for n in range(producers)), *(f"b{n}" for n in range(buyers))]
    pairs = [(f"p{n}", f"b{m}") for n in range(producers) for m in range(buyers)]
    rows = tuple(Request(f"{p}-{b}", p, b) for p, b in pairs)
    return Problem(tuple(Participant(p) for p in people), rows, slots, tables)


def without(problem, person, slots):
    """`person` is away in `slots`."""
    people = tuple(
        replace(p, away=p.away | frozenset(slots)) if p.id == person else p for p in problem.participants
    )  # fmt: skip
    return replace(problem, participants=people)


def test_nothing_happened_and_nothing_changes():
    problem = hall()
    planned = solve(problem, seconds=5).placements
    found = replan(problem, planned)
    assert set(found.kept) == {place.request for place in planned}
    assert not (found.moved or found.reseated or found.lost or found.added)


def test_no_show_loses_only_their_own_meetings():
    problem = hall()
    planned = solve(problem, seconds=5).placements
    found = replan(without(problem, "p0", range(5)), planned)
    assert {request.split("-")[0] for request in found.lost} == {"p0"}
    assert len(found.kept) == len(planned) - len(found.lost)


def test_late_arrival_meets_later_and_nobody_else_moves():
    problem = hall(producers=2, buyers=2, slots=5)
    planned = solve(problem, seconds=5).placements
    found = replan(without(problem, "p0", [0]), planned)
    assert {request.split("-")[0] for request in found.moved} <= {"p0"}
    assert not found.lost
    assert len(found.timetable.placements) == 4


def test_lost_table_sends_its_meetings_to_a_free_one_in_the_same_slot():
    problem = hall(producers=2, buyers=2, slots=2, tables=3)
    planned = solve(problem, seconds=5).placements
    shut = planned[0].table
    found = replan(replace(problem, closed=frozenset((s, shut) for s in range(2))), planned)
    assert found.reseated
    assert not (found.moved or found.lost)
    assert all(place.table != shut for place in found.timetable.placements)


def test_walk_in_gets_what_is_free():
    problem = hall(producers=2, buyers=2, slots=4)
    planned = solve(problem, seconds=5).placements
    new = replace(
        problem, participants=(*problem.participants, Participant("new")),
        requests=(*problem.requests, Request("new-b0", "new", "b0"), Request("new-b1", "new", "b1")),
    )  # fmt: skip
    found = replan(new, planned)
    assert set(found.added) == {"new-b0", "new-b1"}
    assert len(found.kept) == len(planned)


def test_what_is_over_stays_even_of_those_who_left():
    problem = hall()
    planned = solve(problem, seconds=5).placements
    found = replan(without(problem, "p0", range(2, 5)), planned, now=2)
    over = {place for place in planned if place.slot < 2}
    assert over <= set(found.timetable.placements)


def test_promised_meeting_goes_before_a_weightier_new_one():
    people = (Participant("a"), Participant("b"), Participant("x"))
    problem = Problem(people, (Request("old", "a", "x"), Request("new", "b", "x", 9)), 2, 1)
    planned = [place for place in solve(problem, seconds=5).placements if place.request == "old"]
    there = planned[0].slot
    alone = without(without(problem, "a", [there]), "b", [there])
    found = replan(alone, planned)
    assert found.moved == ("old",)
    assert "new" in {u.request for u in found.timetable.unplaced}


@settings(max_examples=40)
@given(st.data())
def test_meetings_that_can_stay_stay_and_every_rule_is_kept(data):
    problem = hall(producers=4, buyers=4, slots=4, tables=3)
    planned = solve(problem, seconds=2, workers=1).placements
    now = data.draw(st.integers(0, 3))
    changed = problem
    for person in data.draw(
        st.sets(st.sampled_from([p.id for p in problem.participants]), max_size=3)
    ):
        changed = without(changed, person, range(data.draw(st.integers(now, 3)), 4))
    lost_table = data.draw(st.none() | st.integers(0, 2))
    if lost_table is not None:
        changed = replace(changed, closed=frozenset((s, lost_table) for s in range(now, 4)))
    found = replan(changed, planned, now=now)
    people = {p.id: p for p in changed.participants}
    rows = {r.id: r for r in changed.requests}
    could_stay = {
        place.request for place in planned
        if (place.slot, place.table) not in changed.closed
        and not any(place.slot in people[side].away for side in (rows[place.request].first, rows[place.request].second))
    }  # fmt: skip
    assert could_stay <= set(found.kept)
    assert faults_of(changed, found.timetable) == []
