"""What the steps of preparing a forum send."""

from __future__ import annotations


def no_rows(*names: str) -> dict[str, str]:
    """The management form of formsets without rows."""
    return rows(**{name: [] for name in names})


def rows(**formsets: list[dict[str, str]]) -> dict[str, str]:
    """Formsets with these new rows, as a browser sends them."""
    sent = {}
    for name, given in formsets.items():
        sent |= {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": "0"}
        for n, row in enumerate(given):
            sent |= {f"{name}-{n}-{field}": value for field, value in row.items()}
    return sent


def about(**changes: str) -> dict[str, str]:
    """The first step."""
    filled = {
        "name_km": "វេទិកា", "province": "17", "venue_km": "សាលាខេត្ត", "day": "2099-02-20",
        "languages": "km",
    }  # fmt: skip
    return filled | no_rows("hosts") | changes


def times(**changes: str) -> dict[str, str]:
    """The second step: a morning of nine meetings."""
    return {"morning_start": "08:30", "morning_end": "11:30", "slot_minutes": "20"} | changes
