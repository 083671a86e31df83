"""What libraries put into their messages does not reach the logs."""

import pytest

from ovop.logs.masking import mask, masked


@pytest.mark.parametrize(
    "said",
    [
        "+85512345678", "to 012 345 678 now", "(012) 345-678", "855 12 345 678", "0085512345678", "០១២ ៣៤៥ ៦៧៨",
        "tel:+85512345678", "q=%2B85512345678", "{'phone': '+85512345678'}",
    ],
)  # fmt: skip
def test_numbers_of_people_are_masked(said):
    assert "345" not in mask(said) and "៣៤៥" not in mask(said)
    assert "[phone]" in mask(said)


@pytest.mark.parametrize(
    "said",
    [
        "2026-11-27T16:04:59.128Z", "127.0.0.1:43101", "notice 1234567890", "took 0.123456789 s", "pid 10583",
        "12,000,000 KHR", "KH-OVOP-17-2026-0042", "3a8f801c-072b-4805-8f38-e1337f363ed4", "10.0.0.1",
    ],
)  # fmt: skip
def test_other_numbers_stay(said):
    assert mask(said) == said


def test_addresses_and_refused_rows_are_masked():
    error = (
        'duplicate key value violates unique constraint "accounts_user_phone_key"\n'
        "DETAIL:  Key (full_name)=(Sok Dara) already exists.\n"
    )
    assert "Sok Dara" not in mask(error) and "accounts_user_phone_key" in mask(error)
    assert mask("bounced: sok.dara@example.com") == "bounced: [e-mail]"


def test_whatever_a_line_holds_is_masked_in_its_depth():
    event = {"event": "x", "rows": [{"to": "+85512345678"}], "n": 3, "timestamp": "0123456789"}
    assert masked(None, "info", event) == {
        "event": "x", "rows": [{"to": "[phone]"}], "n": 3, "timestamp": "0123456789",
    }  # fmt: skip
