"""The sentence of each kind of notice. Contexts hold names in both languages as [km, en]."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from notices.models.wordings import wordings
from ovop.kernel.naming import in_language, language_code

TEXTS: dict[str, str] = {
    "sign_in_code": gettext_noop("OVOP Match: your code is %(code)s. Valid for 10 minutes. Tell it to nobody."),
    "unknown_account": gettext_noop("OVOP Match: this number has no account yet. You can sign up on the site."),
    "account_exists": gettext_noop("OVOP Match: this number already has an account. Sign in with your password or a code."),
    "role_offered": gettext_noop("OVOP Match: %(inviter)s invites you as: %(role)s. Sign up with this number, or sign in with a code if you have an account; then the role is yours."),
    "password_changed": gettext_noop("Your password was changed. If that was not you, sign in with a code and choose a new one at once."),
    "factor_added": gettext_noop("Signing in to your account now takes a second step. If that was not you, tell the National Committee at once."),
    "factor_removed": gettext_noop("The second step of your account was removed. If that was not you, change your password at once."),
    "erasure_asked": gettext_noop("On %(until)s your account will be erased, as you asked. If that was not you, sign in, press “I stay” under “Your data”, and change your password."),
    "email_confirm": gettext_noop("Confirm that OVOP Match may write to this address. If that was not you, do nothing."),
    "telegram_linked": gettext_noop("Telegram (%(name)s) now gets your notices. If that was not you, end it in your settings."),
    "telegram_taken": gettext_noop("The Telegram that told you (%(name)s) belongs to another account now. Choose anew how you are told."),
    "telegram_blocked": gettext_noop("The bot is blocked in your Telegram (%(name)s). Until you connect it again, what waits for you comes by text message."),
    "webhook_added": gettext_noop("%(address)s is told from now on what you are told. If that was not you, remove it under “For your own programs” and change your password."),
    "webhook_off": gettext_noop("%(address)s is told nothing more: it did not answer as it should for five days, or said that it is gone (%(why)s). Add it again once it works."),
    "digest": gettext_noop("%(count)s pieces of news for you:\n%(lines)s"),
    "digest_short": gettext_noop("%(count)s pieces of news for you on OVOP Match."),
    "trial": gettext_noop("This is a trial. OVOP Match reaches you here."),
    "product_submitted": gettext_noop("“%(product)s” waits for review."),
    "product_registered": gettext_noop("“%(product)s” is registered with number %(number)s. Buyers can see it now."),
    "product_changes": gettext_noop("“%(product)s” needs a change before it can be registered: %(note)s"),
    "product_renewal_asked": gettext_noop("“%(product)s” asks to be renewed."),
    "product_changed": gettext_noop("“%(product)s”, which is registered, was changed. Look at what changed."),
    "product_renewed": gettext_noop("“%(product)s” is registered until %(until)s."),
    "product_ends_soon": gettext_noop("The registration of “%(product)s” ends on %(until)s. Ask to renew it on its page."),
    "product_expired": gettext_noop("The registration of “%(product)s” has ended; buyers do not see it any more. Hand it in again to renew it."),
    "product_rated": gettext_noop("“%(product)s” was judged: %(stars)s of 5 stars."),
    "visit_asked": gettext_noop("%(people)s people would like to come on %(day)s: %(visit)s."),
    "certificate_waiting": gettext_noop("%(producer)s added the certificate %(certificate)s. Buyers see it once you have seen the paper."),
    "certificate_ends": gettext_noop("The certificate %(certificate)s ends on %(until)s. Renew it and add the new paper."),
    "product_suspended": gettext_noop("“%(product)s” was taken out of the catalogue: %(note)s"),
    "request_asked": gettext_noop("%(organisation)s asks to meet you about “%(subject)s”."),
    "request_accepted": gettext_noop("%(organisation)s agreed to meet you about “%(subject)s”."),
    "request_declined": gettext_noop("%(organisation)s cannot meet you about “%(subject)s”."),
    "request_withdrawn": gettext_noop("%(organisation)s took the meeting about “%(subject)s” back."),
    "partner_away": gettext_noop("%(organisation)s does not come to %(forum)s after all. You will not meet them there about “%(subject)s”."),
    "registration_cancelled": gettext_noop("%(organisation)s does not come to %(forum)s any more. Meetings agreed with them: %(count)s."),
    "registration_pending": gettext_noop("%(organisation)s registered for %(forum)s."),
    "registration_approved": gettext_noop("You are welcome at %(forum)s."),
    "forum_invitation": gettext_noop("You are invited to %(forum)s: %(place)s, %(day)s. %(message)s"),
    "organiser_added": gettext_noop("You help to organise %(forum)s: %(part)s."),
    "pair_arranged": gettext_noop("The organisers of %(forum)s bring you together with %(organisation)s."),
    "registration_waitlisted": gettext_noop("%(forum)s is full. You are on the waiting list and are told as soon as a place is free."),
    "ask_somebody": gettext_noop("You have asked nobody yet for a meeting at %(forum)s. Look whom you could meet."),
    "registration_declined": gettext_noop("%(forum)s cannot take your registration: %(note)s"),
    "timetable_published": gettext_noop("The timetable of %(forum)s is ready. See when and where you meet."),
    "timetable_changed": gettext_noop("The timetable of %(forum)s has changed for you. %(changes)s."),
    "follow_up": gettext_noop("You met %(organisation)s about “%(subject)s”. What became of it? Answer in half a minute."),
    "commitment_due": gettext_noop("Until %(due)s: “%(what)s”, which %(who)s pledged at %(forum)s. Write down how it stands."),
    "training_seat": gettext_noop("A seat became free: %(who)s can come to “%(training)s”."),
    "training_cancelled": gettext_noop("The training “%(training)s” does not take place."),
    "training_soon": gettext_noop("“%(training)s” begins on %(day)s: %(place)s. %(who)s has a seat."),
    "training_invitation": gettext_noop("There is a training that fits your products: “%(training)s”, %(day)s, %(place)s. Sign up on its page."),
    "livelihood_asked": gettext_noop("How do you live from your products in %(year)s? Six short questions; your answers are counted without your name."),
    "deal_entry": gettext_noop("%(organisation)s wrote into your deal about “%(subject)s”: %(what)s."),
    "pool_asked": gettext_noop("%(count)s producers together could fill “%(need)s”, you with “%(product)s”. Say whether you take part."),
    "pool_agreed": gettext_noop("All %(count)s producers agreed to fill “%(need)s” together. You can call each other now."),
    "pool_dissolved": gettext_noop("The group of producers for “%(need)s” did not come about."),
    "request_reminder": gettext_noop("%(organisation)s still waits for your answer: a meeting about “%(subject)s”."),
    "enquiry_asked": gettext_noop("%(organisation)s asks about “%(subject)s”."),
    "enquiry_accepted": gettext_noop("%(organisation)s agreed to talk about “%(subject)s”. You see each other's phone number now."),
    "enquiry_offer": gettext_noop("%(organisation)s makes an offer for “%(subject)s”: %(terms)s."),
    "enquiry_deal": gettext_noop("%(organisation)s accepted your offer for “%(subject)s”. You have a deal."),
    "enquiry_sample_wanted": gettext_noop("%(organisation)s would like a sample of “%(subject)s”."),
    "enquiry_sample_sent": gettext_noop("%(organisation)s sent the sample of “%(subject)s”. Say how you like it."),
    "enquiry_sample_good": gettext_noop("%(organisation)s likes the sample of “%(subject)s”."),
    "enquiry_sample_bad": gettext_noop("%(organisation)s does not like the sample of “%(subject)s”."),
    "enquiry_declined": gettext_noop("%(organisation)s cannot go on with “%(subject)s”."),
    "enquiry_withdrawn": gettext_noop("%(organisation)s took the enquiry about “%(subject)s” back."),
    "enquiry_message": gettext_noop("%(organisation)s wrote about “%(subject)s”."),
    "enquiry_expired": gettext_noop("The enquiry about “%(subject)s” ended without an answer."),
    "enquiry_reminder": gettext_noop("%(organisation)s still waits for your answer about “%(subject)s”."),
    "enquiry_kept": gettext_noop("%(organisation)s says that the deal about “%(subject)s” was kept."),
    "enquiry_not_kept": gettext_noop("%(organisation)s says that the deal about “%(subject)s” was not kept."),
    "pool_reminder": gettext_noop("The group for “%(need)s” still waits for your answer."),
    "product_fits": gettext_noop("“%(product)s” of %(producer)s fits your need “%(need)s”."),
    "need_fits": gettext_noop("%(buyer)s needs “%(need)s”. Your “%(product)s” fits."),
    "need_ended": gettext_noop("The day until which you wanted answers to “%(need)s” has passed; it is paused. Choose a later day and post it again, or say that you have it."),
    "need_invited": gettext_noop("%(buyer)s invites you to answer its need “%(need)s”."),
    "search_products": gettext_noop("New in your search “%(search)s”: %(count)s products."),
    "search_needs": gettext_noop("New in your search “%(search)s”: %(count)s needs."),
    "matches_ready": gettext_noop("We found %(count)s products for “%(need)s”."),
}  # fmt: skip


# A row of a kind that this version does not know (after going back to an earlier one).
UNKNOWN = gettext_noop("News for you on the site.")
# What somebody waits for, or has to come to: told at once to whoever wants to be told at all. Whatever can
# be answered with a button is urgent too.
URGENT = frozenset(
    {
        "timetable_published", "timetable_changed", "training_cancelled", "training_soon", "visit_asked",
        "request_accepted", "enquiry_accepted", "enquiry_deal", "pool_agreed", "registration_approved",
        "telegram_blocked", "telegram_linked", "telegram_taken", "trial", "webhook_added",
        "password_changed", "factor_added", "factor_removed", "erasure_asked",
    }
)  # fmt: skip
# What those who look after deliveries may read in a sentence; the rest (prices, words, names) is the parties' own.
SHOWN_TO_OTHERS = frozenset(
    {"forum", "training", "day", "count", "until", "year", "due", "people", "stars"}
)
# Told by phone whatever was chosen, because they are about the way itself.
BY_PHONE = frozenset({"telegram_linked", "telegram_taken"})
# These say more than a sentence of anybody else's should: only the built-in words are used.
SECRETS = frozenset({"sign_in_code", "unknown_account", "account_exists", "email_confirm"})
ABOUT_THE_ACCOUNT = frozenset(
    {"role_offered", "password_changed", "factor_added", "factor_removed", "erasure_asked"}
)
FIXED = SECRETS | ABOUT_THE_ACCOUNT | {"trial"}

_BUILT_IN_HOLE = re.compile(r"%\((\w+)\)s")
HOLE = re.compile(r"\{(\w+)\}")


def built_in(kind: str) -> str:
    """The platform's own sentence in the active language, with its placeholders in braces."""
    return _BUILT_IN_HOLE.sub(r"{\1}", _(TEXTS.get(kind, UNKNOWN))).replace("%%", "%")


def placeholders(kind: str) -> list[str]:
    """What a sentence of this kind may name, in the order of the built-in one."""
    return list(dict.fromkeys(_BUILT_IN_HOLE.findall(TEXTS.get(kind, UNKNOWN))))


def wording_of(kind: str, province: str | None = None) -> str:
    """The sentence in force in the active language: the province's, else the country's, else the built-in."""
    language = language_code()
    written = wordings()
    for place in (province, None):
        if (kind, language, place) in written:
            return written[kind, language, place]
    return built_in(kind)


def fill(text: str, context: dict[str, Any]) -> str:
    """`text` with its placeholders filled; one that has no value stays as it is.

    Values are put in as they are: braces in a product's name are not placeholders.
    """

    def value(hole: re.Match[str]) -> str:
        found = context.get(hole[1], hole[0])
        return str(in_language(*found) if isinstance(found, list) else found)

    return HOLE.sub(value, text)


def render_text(kind: str, context: dict[str, Any], province: str | None = None) -> str:
    """The sentence of `kind` in the active language; names come as [Khmer, English] pairs."""
    return fill(wording_of(kind, province), {"code": "••••••"} | context)
