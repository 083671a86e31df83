"""A notice as it reads away from the site: a text message, an e-mail, a Telegram message."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from accounts.models.users import Digits
from notices.models import Notice
from ovop.kernel.naming import language_code
from ovop.text import khmer_numbers

# A text message holds 70 letters of Khmer (UCS-2), a longer one 67 a part; 3GPP TS 23.038 and 23.040.
ALONE, PART = 70, 67
GSM_ALONE, GSM_PART = 160, 153
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[~]|€")
_PLAINER = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "…": "...", "•": "-"})


def address_of(notice: Notice) -> str:
    """Where the notice leads, as a whole address; empty when it leads nowhere."""
    link = notice.link
    return settings.SITE_URL + link if link.startswith("/") else link


def sentence_of(notice: Notice) -> str:
    """The sentence in the active language, its numbers written as its reader chose."""
    reader = notice.recipient
    chosen = reader is not None and reader.digits == Digits.KHMER and language_code() == "km"
    if not chosen:
        return notice.text
    return khmer_numbers(notice.text)


def as_sms(notice: Notice) -> str:
    """The sentence and its address."""
    with translation.override(notice.language):
        return plainer(f"{sentence_of(notice)} {address_of(notice)}".rstrip())


def plainer(text: str) -> str:
    """Latin text without the quotes and dashes that would more than halve what a text message holds."""
    plain = text.translate(_PLAINER)
    return plain if _is_gsm(plain) else text


def _is_gsm(text: str) -> bool:
    return all(letter in _GSM or letter in _GSM_DOUBLE for letter in text)


def sms_parts(text: str) -> int:
    """How many text messages `text` is charged as (3GPP TS 23.038): one letter of Khmer makes all of it UCS-2."""
    if not text:
        return 0
    if _is_gsm(text):
        length = sum(2 if letter in _GSM_DOUBLE else 1 for letter in text)
        alone, part = GSM_ALONE, GSM_PART
    else:
        length = len(text.encode("utf-16-be")) // 2
        alone, part = ALONE, PART
    return 1 if length <= alone else -(-length // part)
