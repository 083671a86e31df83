"""What is counted: each measure adds up over provinces, and a flow also over months.

A flow's SQL gives (month, province, dim, value) of what happened from %(start)s to before %(end)s, a stock's
(province, dim, value) of what there is at %(end)s; both in %(provinces)s only. Days are those of Phnom Penh.
"""

from __future__ import annotations

from dataclasses import dataclass

from places.geography import PROVINCES
from places.models import ExchangeRate

WESTERN_TONLE_SAP = tuple(
    code for code, facts in PROVINCES.items() if facts.region == "tonle_sap_west"
)
_ZONE = "'Asia/Phnom_Penh'"


@dataclass(frozen=True)
class Measure:
    """`source` is what the triggers name when it changes; `stock`: counted at the end of a month."""

    name: str
    source: str
    sql: str
    stock: bool = False


def _flow(name: str, source: str, rows: str, day: str, province: str, value: str, dim: str = "''", where: str = "true") -> Measure:  # fmt: skip
    """A measure that adds `value` of `rows` by the month of `day`."""
    sql = f"""
        SELECT date_trunc('month', {day})::date, {province}, {dim}, {value}
        FROM {rows}
        WHERE {day} >= %(start)s AND {day} < %(end)s AND {province} = ANY(%(provinces)s) AND {where}
        GROUP BY 1, 2, 3"""  # noqa: S608 - constants of this module
    return Measure(name, source, sql)


def _stock(name: str, rows: str, province: str, value: str, dim: str = "''", where: str = "true") -> Measure:  # fmt: skip
    sql = f"""
        SELECT {province}, {dim}, {value}
        FROM {rows}
        WHERE {province} = ANY(%(provinces)s) AND {where}
        GROUP BY 1, 2"""  # noqa: S608 - constants of this module
    return Measure(name, "products", sql, stock=True)


_PUBLIC = f"p.state = 'registered' AND (p.registered_at AT TIME ZONE {_ZONE}) < %(end)s"
_PRODUCTS = "producers_product AS p JOIN producers_category AS c ON c.code = p.category_id"
_FIELD = "coalesce(c.parent_id, c.code)"
_MAKERS = "producers_producer AS m JOIN accounts_organisation AS o ON o.id = m.organisation_id"
_SELLS = f"EXISTS (SELECT 1 FROM producers_product AS p WHERE p.producer_id = m.id AND {_PUBLIC})"  # noqa: S608 - constants of this module
_COOPERATIVE = "o.kind IN ('cooperative', 'fishery')"
_HELD = "f.state IN ('running', 'finished', 'archived')"
_MEETINGS = """
    forums_meeting AS g
    JOIN forums_timetableversion AS v ON v.id = g.timetable_id AND v.state = 'published'
    JOIN forums_forum AS f ON f.id = v.forum_id
    JOIN forums_slot AS s ON s.id = g.slot_id"""
# The organisers' word, else that of a side: the same rule as `forums.settling`, for "did it take place".
_NOT_HELD = """EXISTS (
    SELECT 1 FROM forums_outcome AS x WHERE x.request_id = g.request_id AND x.result = 'not_held'
    AND (x.side = 'staff' OR NOT EXISTS (
        SELECT 1 FROM forums_outcome AS y WHERE y.request_id = g.request_id AND y.side = 'staff')))"""
_TOOK_PLACE = f"{_HELD} AND (s.ends_at <= now() OR f.state <> 'running') AND NOT {_NOT_HELD}"
_DEALS = """
    forums_deal AS d
    JOIN producers_producer AS m ON m.id = d.producer_id
    JOIN accounts_organisation AS o ON o.id = m.organisation_id
    JOIN buyers_buyer AS w ON w.id = d.buyer_id
    JOIN accounts_organisation AS b ON b.id = w.organisation_id"""
_STANDS = "d.state <> 'broken'"
_WEST = "('" + "', '".join(WESTERN_TONLE_SAP) + "')"
_LOCAL = f"d.country = 'KH' AND (b.province_id = o.province_id OR (b.province_id IN {_WEST} AND o.province_id IN {_WEST}))"  # fmt: skip
_RIEL = f"""CASE WHEN d.value_currency = 'KHR' THEN d.value ELSE d.value_usd * coalesce(
    (SELECT r.khr_per_usd FROM places_exchangerate AS r WHERE r.on <= d.agreed_on ORDER BY r.on DESC LIMIT 1), {ExchangeRate.FALLBACK}) END"""  # noqa: S608 - a number of ours  # fmt: skip
_FEEDBACK = """forums_forumfeedback AS k JOIN forums_registration AS n ON n.id = k.registration_id
    JOIN forums_forum AS f ON f.id = n.forum_id"""
_TRAININGS = "forums_training AS t"
_TRAINED = "forums_trainingplace AS k JOIN forums_training AS t ON t.id = k.training_id"
_BEGINS = f"(t.starts_at AT TIME ZONE {_ZONE})"
_PLEDGES = "forums_commitment AS k JOIN forums_forum AS f ON f.id = k.forum_id"
_VISITS = """producers_visitrequest AS k JOIN producers_visit AS i ON i.id = k.visit_id
    JOIN producers_producer AS m ON m.id = i.producer_id
    JOIN accounts_organisation AS o ON o.id = m.organisation_id"""
_SURVEY = """insights_livelihoodanswer AS a JOIN producers_producer AS m ON m.id = a.producer_id
    JOIN accounts_organisation AS o ON o.id = m.organisation_id"""
_YEAR_OF_ANSWER = "make_date(a.year, 1, 1)"
_INCOMES = "a.consent AND a.income_before IS NOT NULL AND a.income_now IS NOT NULL"
_JOBS = "a.consent AND a.jobs_before IS NOT NULL AND a.jobs_now IS NOT NULL"

_ALL = (
    _stock("products", _PRODUCTS, "p.province_id", "count(*)", where=_PUBLIC),
    _stock("products_field", _PRODUCTS, "p.province_id", "count(*)", _FIELD, _PUBLIC),
    _stock("products_stars", _PRODUCTS, "p.province_id", "count(*)", "coalesce(p.stars, 0)::text", _PUBLIC),
    _stock("products_export", _PRODUCTS, "p.province_id", "count(*)", where=f"{_PUBLIC} AND p.export_ready"),
    _stock("producers", _MAKERS, "o.province_id", "count(*)", where=_SELLS),
    _stock("producers_women", _MAKERS, "o.province_id", "count(*)", where=f"{_SELLS} AND m.women_led"),
    _stock("producers_coop", _MAKERS, "o.province_id", "count(*)", where=f"{_SELLS} AND {_COOPERATIVE}"),
    _stock("enrolled", _MAKERS, "o.province_id", "count(*)", where=f"(m.created_at AT TIME ZONE {_ZONE}) < %(end)s"),
    _flow("products_new", "products", _PRODUCTS, f"(p.registered_at AT TIME ZONE {_ZONE})", "p.province_id", "count(*)"),
    _flow("producers_new", "products", _MAKERS, f"(m.created_at AT TIME ZONE {_ZONE})", "o.province_id", "count(*)"),
    _flow("forums", "forums", "forums_forum AS f", "f.day", "f.province_id", "count(*)", where=_HELD),
    _flow("meetings", "forums", _MEETINGS, "f.day", "f.province_id", "count(*)", where=_TOOK_PLACE),
    _flow("feedback", "forums", _FEEDBACK, "f.day", "f.province_id", "count(*)"),
    _flow("feedback_sum", "forums", _FEEDBACK, "f.day", "f.province_id", "sum(k.rating)"),
    _flow("deals", "deals", _DEALS, "d.agreed_on", "o.province_id", "count(*)", where=_STANDS),
    _flow("deals_met", "forums", _DEALS + " JOIN forums_forum AS f ON f.id = d.forum_id", "f.day", "f.province_id", "count(*)", where=f"{_STANDS} AND d.source = 'meeting' AND {_HELD}"),
    _flow("deals_usd", "deals", _DEALS, "d.agreed_on", "o.province_id", "sum(d.value_usd)", where=_STANDS),
    _flow("deals_khr", "deals", _DEALS, "d.agreed_on", "o.province_id", f"sum({_RIEL})", where=_STANDS),
    _flow("local_usd", "deals", _DEALS, "d.agreed_on", "o.province_id", "sum(d.value_usd)", where=f"{_STANDS} AND {_LOCAL}"),
    _flow("export_deals", "deals", _DEALS, "d.agreed_on", "o.province_id", "count(*)", "d.country", f"{_STANDS} AND d.country <> 'KH'"),
    _flow("export_usd", "deals", _DEALS, "d.agreed_on", "o.province_id", "sum(d.value_usd)", "d.country", f"{_STANDS} AND d.country <> 'KH'"),
    _flow("trainings", "trainings", _TRAININGS, _BEGINS, "t.province_id", "count(*)", where="t.state = 'held'"),
    _flow("trained", "trainings", _TRAINED, _BEGINS, "t.province_id", "count(*)", where="k.state = 'attended'"),
    _flow("pledges_due", "pledges", _PLEDGES, "k.due_on", "f.province_id", "count(*)", where="k.state <> 'withdrawn'"),
    _flow("pledges_kept", "pledges", _PLEDGES, "k.due_on", "f.province_id", "count(*)", where="k.state = 'kept'"),
    _flow("visitors", "visits", _VISITS, "k.day", "o.province_id", "sum(k.people)", where="k.state = 'accepted'"),
    _flow("answers", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "count(*)", where="a.consent"),
    _flow("incomes", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "count(*)", where=_INCOMES),
    _flow("income_before", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "sum(a.income_before)", where=_INCOMES),
    _flow("income_now", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "sum(a.income_now)", where=_INCOMES),
    _flow("jobs_told", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "count(*)", where=_JOBS),
    _flow("jobs_before", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "sum(a.jobs_before)", where=_JOBS),
    _flow("jobs_now", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "sum(a.jobs_now)", where=_JOBS),
    _flow("migration", "surveys", _SURVEY, _YEAR_OF_ANSWER, "o.province_id", "count(*)", "a.migration", "a.consent AND a.migration <> ''"),
)  # fmt: skip
MEASURES = {measure.name: measure for measure in _ALL}
SOURCES = tuple(dict.fromkeys(measure.source for measure in _ALL))
