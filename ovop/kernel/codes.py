"""Short codes that are printed, scanned, read aloud and typed: no letter looks like a digit."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8  # 30 ** 8, about 39 bits: nobody guesses one
_CODE = re.compile(rf"(?:^|/)([{ALPHABET}]{{{LENGTH}}})/?$")


def new_code() -> str:
    """A code nobody can foresee."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def code_in(text: str) -> str:
    """The code that `text` is, or ends with as an address; "" when it holds none."""
    found = _CODE.search(text.strip().upper().replace(" ", ""))
    return found.group(1) if found else ""


def as_code(text: str) -> str:
    """`text` of an address as a code; "" when it cannot be one."""
    code = text.upper()
    return code if len(code) == LENGTH and code_in(code) == code else ""
