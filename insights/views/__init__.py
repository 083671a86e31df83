"""Pages of the figures."""

from insights.views.dashboards import indicator, overview, rows
from insights.views.papers import export, report_pdf
from insights.views.rates import rates
from insights.views.steering import close_year, targets
from insights.views.surveys import livelihood, my_livelihood

__all__ = [
    "close_year", "export", "indicator", "livelihood", "my_livelihood", "overview", "rates", "report_pdf", "rows",
    "targets",
]  # fmt: skip
