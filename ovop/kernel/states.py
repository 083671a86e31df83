"""States that only move along allowed edges, safely when two people press at once."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _


class StateConflict(Exception):
    """The object is no longer in a state from which this step is allowed.

    `str(error)` is a sentence for the person, in their language.
    """

    def __init__(self, instance: "StatefulModel", target: str) -> None:
        self.instance = instance
        self.target = target
        super().__init__(instance, target)

    def __str__(self) -> str:
        return str(
            _(
                "This is now “%(state)s”, so that step is not possible any more. Nothing was changed."
            )
            % {"state": self.instance.get_state_display()}  # type: ignore[attr-defined]
        )


# Sent within the transaction of a state change, by the instance's class, with `instance`.
moved = Signal()
_M = TypeVar("_M", bound="StatefulModel")


class StatefulModel(models.Model):
    """A model with a `state`; `move()` is the only way a state changes.

    MOVED names the columns that only `move()` writes. A plain `save()` of a row that exists leaves
    them alone, so a form that was open while somebody else decided cannot undo the decision.
    """

    MOVED: tuple[str, ...] = ("state",)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and kwargs.get("update_fields") is None and not args:
            kwargs["update_fields"] = [
                field.name
                for field in self._meta.concrete_fields
                if not field.primary_key and not field.generated and field.name not in self.MOVED
            ]
        super().save(*args, **kwargs)

    def move(
        self: _M,
        target: str,
        *,
        allowed: Iterable[str],
        where: models.Q | None = None,
        **changes: Any,
    ) -> _M:
        """Set `state` to `target` if the row is in one of `allowed`, with `changes` beside it.

        `where` is a further condition on the row as it is stored.

        One UPDATE compares and sets, so of two racing calls exactly one wins; the other gets
        StateConflict and the fresh state.
        """
        kind = type(self)
        rows = kind._base_manager.filter(where or models.Q(), pk=self.pk, state__in=list(allowed))
        updated = rows.update(state=target, **changes)
        if not updated:
            self.refresh_from_db(fields=["state"])
            raise StateConflict(self, target)
        self.state = target
        for field, value in changes.items():
            setattr(self, field, value)
        moved.send(kind, instance=self)
        return self
