"""Small groups are not published, nor what they follow from."""

from hypothesis import given
from hypothesis import strategies as st

from insights.suppressing import LEAST, hidden

COUNTS = st.dictionaries(st.text(max_size=2), st.integers(0, 40), max_size=12)


def test_small_group_is_hidden_and_so_is_the_next_smallest_from_which_it_would_follow():
    assert hidden({"a": 3, "b": 40, "c": 12}) == {"a", "c"}


def test_two_small_groups_hide_each_other_if_their_sum_does_not_tell():
    assert hidden({"a": 4, "b": 4, "c": 12}) == {"a", "b"}
    assert hidden({"a": 1, "b": 1, "c": 12, "d": 9}) == {
        "a",
        "b",
        "d",
    }  # 2 of two groups is one each


def test_nothing_is_hidden_where_no_group_is_small_and_empty_ones_tell_nothing():
    assert hidden({"a": 5, "b": 0, "c": None}) == set()


@given(COUNTS)
def test_no_small_group_is_ever_shown(counts):
    shown = set(counts) - hidden(counts)
    assert all(not counts[key] or counts[key] >= LEAST for key in shown)


@given(COUNTS)
def test_what_is_hidden_never_follows_from_the_total_while_there_are_two_groups(counts):
    groups = [key for key, count in counts.items() if count]
    found = hidden(counts)
    assert len(found) != 1 or len(groups) == 1
