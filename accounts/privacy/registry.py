"""Each room says of its own rows what is kept about people, why, and how it ends.

The page that tells people, the copy they get and the erasure all follow from this one list, and a test
fails on a model that is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

from accounts.people.charge import SERVING
from ovop.kernel.files import file_fields

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from accounts.models import User

    Words = str | _StrPromise
Rows = models.QuerySet[Any]
Ending = Callable[[Rows], object]


@dataclass(frozen=True)
class Whose:
    """A person, and the organisations (keys) whose rows are theirs: all they act for, or those that end with them."""

    user: User
    organisations: tuple[int, ...]


@dataclass(frozen=True)
class Kept:
    """Rows of one model. `ends` is given the rows of somebody who leaves; without it they stay, and `until` says why.

    `shows`: the fields in a person's copy, also across relations (`product__name_en`).
    """

    model: str
    what: Words
    why: Words
    until: Words
    find: Callable[[Whose], Q]
    shows: tuple[str, ...] = ()
    ends: Ending | None = None

    @property
    def of(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def rows(self, whose: Whose) -> Rows:
        """What is kept about this person, the oldest first."""
        every = self.of._base_manager
        # By key, for a finder may meet a row twice.
        return every.filter(pk__in=every.filter(self.find(whose)).values("pk")).order_by("pk")


_KEPT: list[Kept] = []
# Label of a model -> why none of its rows is about a person.
NOT_PERSONAL: dict[str, str] = {}


def keeps(*kept: Kept) -> None:
    """Said by a room's `privacy` module."""
    _KEPT.extend(kept)


def keeps_nothing_personal(**models_and_reasons: str) -> None:
    """Said by a room of its models that are not about people: app__Model="why"."""
    for name, reason in models_and_reasons.items():
        NOT_PERSONAL[name.replace("__", ".")] = reason


@cache
def everything_kept() -> list[Kept]:
    """What all rooms said, in their order; asked for the first time, the rooms are looked through."""
    autodiscover_modules("privacy")
    return _KEPT


# --- endings ------------------------------------------------------------------------------------


def deleted(rows: Rows) -> None:
    """The rows go, and their files with them once that is certain."""
    remove_files(rows)
    rows.delete()


def blanked(**values: Any) -> Ending:
    """The rows stay, for they are also somebody else's; these fields of theirs are emptied."""

    def end(rows: Rows) -> None:
        remove_files(rows, *values)
        rows.update(**values)

    return end


def words_of(actor: str, **values: Any) -> Ending:
    """Blank what the person wrote for themselves; what somebody wrote in an office is the office's."""
    blank = blanked(**values)
    return lambda rows: blank(rows.exclude(**{f"{actor}__role__in": SERVING}))


def remove_files(rows: Rows, *only: str) -> None:
    """Delete what these rows hold in storage, after the commit and unless another row shares it."""
    model = rows.model
    fields = file_fields(model)
    names = [name for name in fields if not only or name in only]
    if names:
        for found in {name for row in rows.values_list(*names) for name in row if name}:
            remove = partial(_remove_unshared, model, tuple(fields), found)
            transaction.on_commit(remove, robust=True)  # one that fails does not keep the others


def _remove_unshared(model: type[models.Model], fields: tuple[str, ...], name: str) -> None:
    if not model._base_manager.filter(_any(fields, name)).exists():
        default_storage.delete(name)


# --- whose a row is -----------------------------------------------------------------------------

_SIDES = ("producer", "buyer")  # as the rooms that have two call them


def by(*fields: str) -> Callable[[Whose], Q]:
    """Rows that name the person in one of these fields."""
    return lambda whose: _any(fields, whose.user.pk)


def of_organisation(*fields: str) -> Callable[[Whose], Q]:
    """Rows that name one of the person's organisations in one of these fields."""
    return lambda whose: _any([f"{field}__in" for field in fields], whose.organisations)


def of_parties(prefix: str = "") -> Callable[[Whose], Q]:
    """Rows between a producer and a buyer one of which is the person's."""
    return of_organisation(*(f"{prefix}{side}__organisation" for side in _SIDES))


def with_phone(field: str = "phone") -> Callable[[Whose], Q]:
    """Rows that hold the person's number."""
    return lambda whose: Q(**{field: whose.user.phone}) & ~Q(**{field: ""})


def on_side(prefix: str = "") -> Callable[[Whose], Q]:
    """Rows with a `side`, of the person's organisation on that side: not what the other side said."""
    return lambda whose: _any_of(
        Q(side=side, **{f"{prefix}{side}__organisation__in": whose.organisations})
        for side in _SIDES
    )


def either(*finders: Callable[[Whose], Q]) -> Callable[[Whose], Q]:
    """What any of these find."""

    return lambda whose: _any_of(finder(whose) for finder in finders)


def _any(fields: Iterable[str], value: Any) -> Q:
    return _any_of(Q(**{field: value}) for field in fields)


def _any_of(questions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for question in questions:
        found |= question
    return found
