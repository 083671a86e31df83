"""Why a product was matched, in words: a bar per factor and one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from matching.models import Match
from matching.ranking import DEFAULT_BUYER

LABELS = {
    "text": pgettext_lazy("factor", "Words"),
    "category": pgettext_lazy("factor", "Kind of product"),
    "quantity": pgettext_lazy("factor", "Quantity"),
    "price": pgettext_lazy("factor", "Price"),
    "season": pgettext_lazy("factor", "Season"),
    "distance": pgettext_lazy("factor", "Distance"),
    "certificates": pgettext_lazy("factor", "Certificates"),
    "reliability": pgettext_lazy("factor", "Reliability"),
    "freshness": pgettext_lazy("factor", "Freshness"),
}
PRODUCER_LABELS = {
    "fit": pgettext_lazy("factor", "It is what they make"),
    "order": pgettext_lazy("factor", "Large enough an order"),
    "worth": pgettext_lazy("factor", "Share of what they can sell"),
    "price": LABELS["price"],
    "distance": LABELS["distance"],
    "buyer": pgettext_lazy("factor", "Reliability of the buyer"),
}
GOOD = {
    "text": gettext_lazy("it is what was asked for"),
    "category": gettext_lazy("it is the right kind of product"),
    "quantity": gettext_lazy("the producer can supply the quantity"),
    "price": gettext_lazy("the price is within the limit"),
    "season": gettext_lazy("it is available in the months needed"),
    "distance": gettext_lazy("it is made nearby"),
    "certificates": gettext_lazy("it has the certificates wished for"),
    "reliability": gettext_lazy("the producer answers quickly"),
    "freshness": gettext_lazy("the listing is up to date"),
}
WEAK = {
    "text": gettext_lazy("the description uses other words"),
    "category": gettext_lazy("it is another kind of product"),
    "quantity": gettext_lazy("one producer alone cannot supply it all"),
    "price": gettext_lazy("the price is above the limit"),
    "season": gettext_lazy("it is not available in every month"),
    "distance": gettext_lazy("it is made far away"),
    "certificates": gettext_lazy("it lacks a certificate wished for"),
    "reliability": gettext_lazy("the producer has often not answered"),
    "freshness": gettext_lazy("the listing has not been touched for long"),
}
ORIGIN = {
    True: gettext_lazy("it comes from the place preferred"),
    False: gettext_lazy("it comes from another place than preferred"),
}
RAISES = {
    "text": gettext_lazy("the listing named what is asked for"),
    "category": gettext_lazy("it were listed under the category asked for"),
    "quantity": gettext_lazy("more of it could be supplied each month"),
    "price": gettext_lazy("the price were lower"),
    "season": gettext_lazy("it were available in more of the months"),
    "certificates": gettext_lazy("it had the certificates wished for"),
    "reliability": gettext_lazy("requests were answered sooner"),
    "freshness": gettext_lazy("the listing were brought up to date"),
}
WORTH_RAISING = 0.02  # of the whole score
STRONG_FROM, WEAK_UNTIL = 0.75, 0.4
SAID_UNTIL = 56  # per cent: from here on a weakness is not worth a word
# A limit is kept or it is not, so a price a little above it is said to be that.
LITTLE_ABOVE = gettext_lazy("the price is a little above the limit")
LITTLE_FROM = 50
# Of two currencies the rates may be of two days; 1.5 % over the limit counts as at it.
AT_LIMIT = 0.95


@dataclass(frozen=True)
class Reason:
    """One factor as a bar."""

    name: str
    label: str
    percent: int
    tone: str  # good, fair or weak


def reasons_of(match: Match) -> list[Reason]:
    """The factors of a match, the weightiest first."""
    found = []
    for name in sorted(DEFAULT_BUYER, key=DEFAULT_BUYER.__getitem__, reverse=True):
        value = match.factors.get(name)
        if value is None:
            continue
        tone = "good" if value >= STRONG_FROM else "weak" if value < WEAK_UNTIL else "fair"
        found.append(Reason(name, str(LABELS[name]), round(100 * value), tone))
    return found


def sentence_of(match: Match) -> str:
    """One plain sentence: the two strongest reasons and the weakest point, if there is one."""
    not_asked = _not_asked(match)
    reasons = [reason for reason in reasons_of(match) if reason.name not in not_asked]
    above = _is_above_limit(match)
    praised = [r for r in reasons if r.tone == "good" and not (r.name == "price" and above)]
    good = [str(GOOD[reason.name]) for reason in praised][:2]
    low = [r for r in reasons if r.percent < SAID_UNTIL or (r.name == "price" and above)]
    weak = [str(_weakness(r)) for r in sorted(low, key=lambda r: r.percent)][:1]
    if match.need_id and match.product_id and match.need.origin_id:
        asked = match.product.province_id == match.need.origin_id
        good, weak = (
            ([str(ORIGIN[True]), *good][:2], weak) if asked else (good, [str(ORIGIN[False])])
        )
    if good and weak:
        return _("Suggested because %(good)s; but %(weak)s.") % {
            "good": _(" and ").join(good),
            "weak": weak[0],
        }
    if good:
        return _("Suggested because %(good)s.") % {"good": _(" and ").join(good)}
    if weak:
        return _("A distant match: %(weak)s.") % {"weak": weak[0]}
    return _("A fair match on every point.")


def _is_above_limit(match: Match) -> bool:
    """Whether the price is above the need's limit: as both are written, where they are in one currency and unit."""
    need, product = (
        (match.need if match.need_id else None),
        (match.product if match.product_id else None),
    )
    if need and product and need.price_ceiling and need.unit == product.unit:
        limit, price = need.price_ceiling, product.price
        if limit.currency == price.currency:
            return bool(price > limit)
    return match.factors.get("price", 1.0) < AT_LIMIT


def _weakness(reason: Reason) -> Any:
    little = reason.name == "price" and reason.percent >= LITTLE_FROM
    return LITTLE_ABOVE if little else WEAK[reason.name]


def _not_asked(match: Match) -> set[str]:
    """Factors that answer nothing the need asks: a price it sets no limit to, certificates it does not wish for."""
    if not match.need_id:
        return set()
    asked = {"price": match.need.price_ceiling, "certificates": match.need.certificates_wished}
    return {name for name, wish in asked.items() if not wish}


def raise_of(match: Match) -> str:
    """What would raise the score most, in one sentence; empty where nothing would by much."""
    whole = sum(DEFAULT_BUYER.values())
    gains = {
        name: DEFAULT_BUYER[name] / whole * (1 - match.factors[name])
        for name in RAISES
        if name in match.factors
    }
    best = max(gains, key=gains.__getitem__, default=None)
    if best is None or gains[best] < WORTH_RAISING:
        return ""
    points = round(100 * gains[best])
    return _("It would fit better if %(what)s (up to %(points)s points).") % {
        "what": RAISES[best], "points": points,
    }  # fmt: skip
