"""Sentences that staff write: what is wrong with them, and how they would read."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.models.users import LANGUAGES
from notices.messages import plainer, sms_parts
from notices.models import Wording
from notices.models.wordings import forget_wordings
from notices.texts import FIXED, HOLE, TEXTS, fill, placeholders

BOTH = [code for code, _label in LANGUAGES]

# What each placeholder stands for, and what it is filled with in a preview ([Khmer, English]).
MEANINGS: dict[str, tuple[Any, Any]] = {
    "product": (gettext_lazy("the product"), ["ប្រហុកត្រីចង្វា", "Riel fish prahok"]),
    "organisation": (gettext_lazy("the other organisation"), ["សណ្ឋាគារដើមត្នោត", "Sugar Palm Hotel"]),
    "subject": (gettext_lazy("what it is about"), ["ស្ករត្នោត", "palm sugar"]),
    "forum": (gettext_lazy("the forum"), ["វេទិកាខេត្តសៀមរាប", "Siem Reap forum"]),
    "place": (gettext_lazy("where"), ["សាលាខេត្ត", "Provincial Hall"]),
    "day": (gettext_lazy("the day"), "14-02-2027"),
    "message": (gettext_lazy("the organisers' words"), ["សូមអញ្ជើញមកជួបអ្នកទិញ", "Come and meet buyers"]),
    "part": (gettext_lazy("what the person helps with"), ["ទ្វារចូល", "the door"]),
    "changes": (gettext_lazy("what changed"), ["១០:៣០ តុ ៤", "10:30 at table 4"]),
    "note": (gettext_lazy("the reviewer's words"), ["សូមថតរូបឱ្យច្បាស់ជាងនេះ", "Please take a clearer photo"]),
    "number": (gettext_lazy("the registration number"), "KH-OVOP-17-2025-0042"),
    "until": (gettext_lazy("until when"), "31-12-2027"),
    "stars": (gettext_lazy("the stars"), "4"),
    "people": (gettext_lazy("how many people"), "3"),
    "visit": (gettext_lazy("the visit"), ["មើលការធ្វើប្រហុក", "See how prahok is made"]),
    "producer": (gettext_lazy("the producer"), ["សហគមន៍នេសាទបឹងទន្លេ", "Lake Fishery Community"]),
    "certificate": (gettext_lazy("the certificate"), "HACCP"),
    "buyer": (gettext_lazy("the buyer"), ["សណ្ឋាគារដើមត្នោត", "Sugar Palm Hotel"]),
    "need": (gettext_lazy("the need"), ["ត្រីឆ្អើរ", "smoked fish"]),
    "count": (gettext_lazy("how many"), "5"),
    "terms": (gettext_lazy("the offer"), ["១០០ គ.ក្រ ក្នុងមួយខែ", "100 kg a month at 12,000 ៛"]),
    "search": (gettext_lazy("the saved search"), "palm sugar"),
    "what": (gettext_lazy("what"), ["ទិញជារៀងរាល់ខែ", "buy every month"]),
    "who": (gettext_lazy("who"), ["សហគមន៍នេសាទបឹងទន្លេ", "Lake Fishery Community"]),
    "due": (gettext_lazy("due on"), "30-06-2027"),
    "training": (gettext_lazy("the training"), ["ការវេចខ្ចប់", "Packaging"]),
    "year": (gettext_lazy("the year"), "2027"),
    "lines": (gettext_lazy("the list"), ["• ប្រហុកត្រីចង្វា\n• ស្ករត្នោត", "• Riel fish prahok\n• Palm sugar"]),
    "name": (gettext_lazy("the name in Telegram"), "@sokha_demo"),
    "code": (gettext_lazy("the code"), "123456"),
    "role": (gettext_lazy("the role"), ["មន្ត្រីឃុំ", "commune officer"]),
    "address": (gettext_lazy("the address"), "https://shop.example/ovop"),
    "why": (gettext_lazy("why"), "410"),
    "inviter": (gettext_lazy("who invites"), "Sokha"),
}  # fmt: skip

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Products and certificates"), ("product_", "certificate_", "visit_")),
    (gettext_lazy("Forums and meetings"), ("forum_", "registration_", "partner_", "request_", "organiser_", "pair_", "ask_", "timetable_")),
    (gettext_lazy("After the forum"), ("follow_up", "commitment_", "deal_", "livelihood_")),
    (gettext_lazy("Trainings"), ("training_",)),
    (gettext_lazy("Needs, matches and enquiries"), ("need_", "matches_", "search_", "enquiry_", "pool_", "product_fits")),
    (gettext_lazy("Being told"), ("digest", "telegram_", "webhook_")),
)  # fmt: skip


def editable_kinds() -> list[str]:
    """Kinds whose sentence staff may write; one-time codes keep the built-in words."""
    return [kind for kind in TEXTS if kind not in FIXED]


def grouped_kinds() -> list[tuple[Any, list[str]]]:
    """The editable kinds by what they are about."""
    left = editable_kinds()
    groups = []
    for title, starts in reversed(GROUPS):  # the narrower ones come last
        mine = [kind for kind in left if kind.startswith(starts)]
        left = [kind for kind in left if kind not in mine]
        groups.append((title, mine))
    return groups[::-1]


def problems(kind: str, text: str) -> list[str]:
    """Sentences about what is wrong with a wording; empty when it can be used."""
    known = placeholders(kind)
    found = []
    unknown = [name for name in dict.fromkeys(HOLE.findall(text)) if name not in known]
    for name in unknown:
        allowed = ", ".join(f"{{{each}}}" for each in known) or _("none")
        found.append(
            _("%(hole)s is not known here. You can use: %(allowed)s.")
            % {"hole": f"{{{name}}}", "allowed": allowed}
        )
    if re.search(r"[{}]", HOLE.sub("", text)):
        found.append(_("A brace stands alone: write placeholders like {product}, without spaces."))
    return found


def left_out(kind: str, text: str) -> list[str]:
    """Placeholders of the built-in sentence that this one does not name: allowed, but worth saying."""
    return [name for name in placeholders(kind) if f"{{{name}}}" not in text]


def sample(kind: str, text: str, language: str) -> str:
    """How `text` would read, with invented names."""
    context = {name: MEANINGS[name][1] for name in placeholders(kind)}
    with translation.override(language):
        return fill(text, context)


def look(kind: str, text: str, language: str) -> dict[str, Any]:
    """Everything a preview shows of one language."""
    shown = sample(kind, text, language)
    return {
        "language": language, "text": shown, "parts": sms_parts(plainer(shown)), "letters": len(shown),
        "problems": problems(kind, text), "left_out": left_out(kind, text),
    }  # fmt: skip


def write(kind: str, language: str, province: str | None, text: str, by: User) -> None:
    """Use `text` from now on; an empty one gives way to the sentence it replaced."""
    mine = Wording.objects.filter(kind=kind, language=language, province_id=province)
    if text:
        Wording.objects.update_or_create(
            kind=kind, language=language, province_id=province,
            defaults={"text": text, "changed_by": by},
        )  # fmt: skip
    else:
        mine.delete()
    transaction.on_commit(forget_wordings)
