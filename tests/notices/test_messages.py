"""How a message reads away from the site."""

from __future__ import annotations

import pytest
from django.utils import translation

from accounts.models.users import Digits
from notices.messages import sentence_of
from notices.models import Notice
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
COUNTED = {"people": 12, "day": "3 មីនា 2027", "visit": ["បឹង", "Lake"]}


def said(
    kind: str, context: dict[str, object], *, digits: str = Digits.KHMER, language: str = "km"
) -> str:
    reader = UserFactory(role="producer", digits=digits)
    notice = Notice(recipient=reader, kind=kind, context=context, language=language)
    with translation.override(language):
        return sentence_of(notice)


def test_numbers_are_khmer_for_who_chose_so():
    text = said("visit_asked", COUNTED)
    assert "១២" in text
    assert "២០២៧" in text
    assert not any(digit in text for digit in "0123456789")


def test_numbers_stay_for_everybody_else_and_in_english():
    assert "12" in said("visit_asked", COUNTED, digits=Digits.LATIN)
    assert "12" in said("visit_asked", COUNTED, language="en")


def test_what_is_copied_from_a_message_stays_what_it_is():
    text = said("webhook_off", {"address": "https://x.test:8443/v2", "why": "410"})
    assert "https://x.test:8443/v2" in text
    text = said("product_registered", {"product": ["ប្រហុក", ""], "number": "KH-OVOP-17-2026-0042"})
    assert "KH-OVOP-17-2026-0042" in text
