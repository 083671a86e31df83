"""The report on a year as a PDF: what was reached, against last year and the target, with a page of definitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.template.defaultfilters import date as formatted_date
from django.utils import timezone
from django.utils.translation import gettext as _

from insights.boards import GROUPS, cards, course, drawn, places, reads_exactly
from insights.charts import bars
from insights.indicators import BY_CODE, Indicator
from insights.models import ClosedYear
from insights.reading import History, Year
from ovop.kernel.naming import language_code
from ovop.kernel.paper import compile_paper
from places.models import Province

FOLDER = Path(__file__).parent / "print"
CHARTED = ("products", "value_usd")
BY_PROVINCE = ("products", "producers", "deals", "value_usd")


def report(year: int, province: Province | None, user: Any) -> bytes:
    """The PDF in the active language, for the whole country or one province."""
    return compile_paper(FOLDER / "report.typ", report_data(year, province, user))


def report_data(year: int, province: Province | None, user: Any) -> dict[str, Any]:
    """What the template prints."""
    code = province.code if province else ""
    read, history = Year(year), History(code)
    groups = [
        {
            "name": str(name),
            "rows": [[str(card.indicator.name), card.value, card.before, card.target, _reached(card.percent)] for card in found],
        }
        for name, found in cards(read, history, code, exact=reads_exactly(user, code))
    ]  # fmt: skip
    closed = ClosedYear.objects.filter(year=year).first()
    return {
        "language": language_code(), "title": _("OVOP in %(year)s") % {"year": year},
        "place": province.name if province else _("Cambodia"), "groups": groups,
        "heads": [_("Indicator"), str(year), str(year - 1), _("Target"), _("Reached")],
        "charts": [_chart(BY_CODE[name], code, history) for name in CHARTED],
        "table": _table(read, user) if province is None else None,
        "definitions-title": _("What the figures mean"),
        "definitions": [[str(BY_CODE[each].name), str(BY_CODE[each].formula), str(BY_CODE[each].source)] for _name, codes in GROUPS for each in codes],
        "status": _("Closed on %(day)s; these figures do not change any more.") % {"day": formatted_date(timezone.localtime(closed.closed_at), "DATE_FORMAT")}
        if closed else _("Not closed yet: these figures may still change."),
        "printed": formatted_date(timezone.localtime(), "SHORT_DATETIME_FORMAT"), "source": _("Source"),
    }  # fmt: skip


def _reached(percent: int | None) -> str:
    return "" if percent is None else f"{percent} %"


def _chart(indicator: Indicator, province: str, history: History) -> dict[str, str]:
    line = course(indicator, province, history, exact=False)
    return {"title": str(indicator.name), "svg": _for_paper(drawn(line[-8:]) or bars([]))}


def _for_paper(svg: str) -> str:
    """Paper has no style sheet: the colours go into the picture."""
    style = (
        "<style>.chart__bar{fill:#0b5d4e}.is-pale{fill:#9cc3b5}.chart__target{stroke:#b4532a;stroke-width:2}"
        "text{font-family:'Noto Sans Khmer';font-size:18px;text-anchor:middle;fill:#1f2a26}</style>"
    )
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f">{style}", 1)  # fmt: skip


def _table(read: Year, user: Any) -> dict[str, Any]:
    indicators = [BY_CODE[code] for code in BY_PROVINCE]
    columns = [places(read, indicator, user) for indicator in indicators]
    rows = [
        [cells[0].province.name, *(cell.shown for cell in cells)]
        for cells in zip(*columns, strict=True)
    ]
    return {"heads": [_("Province"), *(str(indicator.name) for indicator in indicators)], "rows": rows}  # fmt: skip
