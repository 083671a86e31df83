"""The indicators: each defined once, for dashboards, exports, reports and the public page alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

Values = Mapping[str, Decimal]  # measure -> its value in a period and place
POLICY_2016 = _("OVOP national policy 2016–2026")
PLAN_2019 = _("OVOP strategic plan 2019–2023")
PENTAGONAL = _("Pentagonal Strategy")


@dataclass(frozen=True)
class Indicator:
    """`work_out` gives its value from the measures' values, None where it cannot be told (a share of nothing).

    `unit`: count, usd, khr, percent, stars or times. `up`: more is better. `personal`: small groups (of people, of deals) could be told
    apart by it, so they are not published. `dim`: the measure that splits it up. `rows`: what is behind it.
    """

    code: str
    name: Any
    formula: Any
    unit: str
    source: Any
    work_out: Callable[[Values], Decimal | None]
    measures: tuple[str, ...]
    policies: tuple[Any, ...] = (POLICY_2016,)
    up: bool = True
    personal: bool = False
    dim: str = ""
    rows: str = ""
    head: bool = False


def _plain(measure: str) -> Callable[[Values], Decimal | None]:
    return lambda values: values.get(measure, Decimal(0))


def _share(part: str, whole: str) -> Callable[[Values], Decimal | None]:
    """`part` as a percentage of `whole`."""

    def work_out(values: Values) -> Decimal | None:
        total = values.get(whole, Decimal(0))
        return 100 * values.get(part, Decimal(0)) / total if total else None

    return work_out


def _ratio(part: str, whole: str) -> Callable[[Values], Decimal | None]:
    def work_out(values: Values) -> Decimal | None:
        total = values.get(whole, Decimal(0))
        return values.get(part, Decimal(0)) / total if total else None

    return work_out


_LISTINGS = _("register of products")
_PRODUCERS = _("register of producers")
_FORUMS = _("timetables and what was recorded at forums")
_DEALS = _("ledger of deals, as the two sides and staff wrote it")
_SURVEY = _("yearly survey of producers who agreed to be counted")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "products", _("Registered products"), _("products whose registration is in force at the end of the period"),
        "count", _LISTINGS, _plain("products"), ("products",), (POLICY_2016, PLAN_2019), dim="products_field",
        rows="products", head=True,
    ),
    Indicator(
        "provinces", _("Provinces covered"), _("provinces with at least one registered product"), "count", _LISTINGS,
        _plain("provinces"), ("products",), (POLICY_2016, PLAN_2019), head=True,
    ),
    Indicator(
        "producers", _("Producers"), _("producers with at least one registered product"), "count", _PRODUCERS,
        _plain("producers"), ("producers",), (POLICY_2016, PLAN_2019), personal=True, rows="producers", head=True,
    ),
    Indicator(
        "products_new", _("New products"), _("products registered in the period, for the first time or again"), "count",
        _LISTINGS, _plain("products_new"), ("products_new",), (PLAN_2019,), rows="products_new",
    ),
    Indicator(
        "producers_new", _("Producers enrolled"), _("producers enrolled in the period"), "count", _PRODUCERS,
        _plain("producers_new"), ("producers_new",), (PLAN_2019,), personal=True, rows="producers_new",
    ),
    Indicator(
        "starred", _("Products with three stars or more"), _("registered products judged with 3, 4 or 5 stars"), "count",
        _LISTINGS, _plain("starred"), ("products_stars",), (PLAN_2019,), dim="products_stars", rows="starred",
    ),
    Indicator(
        "export_ready", _("Ready for export"), _("registered products marked ready for export ÷ registered products"),
        "percent", _LISTINGS, _share("products_export", "products"), ("products_export", "products"),
        (POLICY_2016, PENTAGONAL), rows="export_ready",
    ),
    Indicator(
        "women", _("Led by women"), _("producers led by women ÷ producers"), "percent", _PRODUCERS,
        _share("producers_women", "producers"), ("producers_women", "producers"), (PENTAGONAL,), personal=True,
        rows="women", head=True,
    ),
    Indicator(
        "cooperatives", _("Cooperatives and community fisheries"), _("producers that are cooperatives or community fisheries ÷ producers"),
        "percent", _PRODUCERS, _share("producers_coop", "producers"), ("producers_coop", "producers"),
        (POLICY_2016, PENTAGONAL), personal=True, rows="cooperatives",
    ),
    Indicator(
        "forums", _("Forums held"), _("matching forums that began in the period"), "count", _FORUMS, _plain("forums"),
        ("forums",), (PLAN_2019,), rows="forums", head=True,
    ),
    Indicator(
        "meetings", _("Meetings held"), _("meetings of published timetables, less those that did not take place"), "count",
        _FORUMS, _plain("meetings"), ("meetings",), (PLAN_2019,), rows="meetings",
    ),
    Indicator(
        "deals", _("Deals"), _("deals and trial orders agreed in the period that were not broken"), "count", _DEALS,
        _plain("deals"), ("deals",), (POLICY_2016, PENTAGONAL), rows="deals", head=True, personal=True,
    ),
    Indicator(
        "deals_of_meetings", _("Meetings that led to a deal"), _("deals made at meetings ÷ meetings held"), "percent", _DEALS,
        _share("deals_met", "meetings"), ("deals_met", "meetings"), (PLAN_2019,), personal=True,
    ),
    Indicator(
        "value_usd", _("Value of the deals in dollars"), _("sum of the deals at the rate of the day they were agreed"), "usd",
        _DEALS, _plain("deals_usd"), ("deals_usd",), (POLICY_2016, PENTAGONAL), rows="deals", head=True, personal=True,
    ),
    Indicator(
        "value_khr", _("Value of the deals in riel"), _("sum of the deals at the rate of the day they were agreed"), "khr",
        _DEALS, _plain("deals_khr"), ("deals_khr",), (POLICY_2016, PENTAGONAL), rows="deals", personal=True,
    ),
    Indicator(
        "local", _("Money that stays near"), _("value of deals whose buyer is in the producer's province, or both around the western Tonle Sap, for use in Cambodia ÷ value of all deals"),
        "percent", _DEALS, _share("local_usd", "deals_usd"), ("local_usd", "deals_usd"), (PENTAGONAL,), rows="local", head=True, personal=True,
    ),
    Indicator(
        "export_deals", _("Export deals"), _("deals for a country other than Cambodia"), "count", _DEALS,
        _plain("export_deals"), ("export_deals",), (POLICY_2016, PENTAGONAL), dim="export_deals", rows="export_deals", personal=True,
    ),
    Indicator(
        "export_usd", _("Value of export deals"), _("sum of the deals for a country other than Cambodia"), "usd", _DEALS,
        _plain("export_usd"), ("export_usd",), (POLICY_2016, PENTAGONAL), dim="export_usd", rows="export_deals", personal=True,
    ),
    Indicator(
        "visitors", _("Visitors to the villages"), _("people of the visits that producers agreed to, by the day of the visit"), "count",
        _("requests to visit"), _plain("visitors"), ("visitors",), (PENTAGONAL,), rows="visits",
    ),
    Indicator(
        "trainings", _("Trainings held"), _("trainings that were held in the period"), "count", _("register of trainings"),
        _plain("trainings"), ("trainings",), (POLICY_2016, PLAN_2019), rows="trainings",
    ),
    Indicator(
        "trained", _("People trained"), _("people noted as there, each training counted"), "count", _("register of trainings"),
        _plain("trained"), ("trained",), (POLICY_2016, PENTAGONAL), personal=True, rows="trained",
    ),
    Indicator(
        "pledges", _("Commitments kept"), _("commitments due in the period that were kept ÷ those due and not taken back"), "percent",
        _("commitments made at forums"), _share("pledges_kept", "pledges_due"), ("pledges_kept", "pledges_due"),
        (PLAN_2019,), rows="pledges",
    ),
    Indicator(
        "satisfaction", _("How good the forums were"), _("mean of the marks from 1 to 5 that organisations gave"), "stars",
        _("feedback on forums"), _ratio("feedback_sum", "feedback"), ("feedback_sum", "feedback"), (PLAN_2019,), personal=True,
    ),
    Indicator(
        "income", _("Income from OVOP products"), _("declared monthly income now ÷ before, of those who gave both"), "times",
        _SURVEY, _ratio("income_now", "income_before"), ("income_now", "income_before"), (POLICY_2016, PENTAGONAL),
        personal=True,
    ),
    Indicator(
        "jobs", _("People in work"), _("people who work on it now ÷ before, of those who gave both"), "times", _SURVEY,
        _ratio("jobs_now", "jobs_before"), ("jobs_now", "jobs_before"), (POLICY_2016, PENTAGONAL), personal=True,
    ),
    Indicator(
        "leaving", _("Households of which somebody thinks of leaving or has left"), _("answers “thinks of leaving” or “has left” ÷ answers on leaving"),
        "percent", _SURVEY, _share("leaving", "migration"), ("migration",), (PENTAGONAL,), up=False, personal=True,
        dim="migration",
    ),
    Indicator(
        "answers", _("Answers to the survey"), _("producers who agreed to be counted in the period"), "count", _SURVEY,
        _plain("answers"), ("answers",), (PENTAGONAL,), personal=True,
    ),
)  # fmt: skip
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
