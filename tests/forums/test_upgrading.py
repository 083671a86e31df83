"""Forums made before days and layouts keep their hours."""

from datetime import date, datetime, time

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from forums.models import Forum
from tests.factories import staff


def migrate(name=None):
    executor = MigrationExecutor(connection)
    target = [("forums", name)] if name else executor.loader.graph.leaf_nodes()
    executor.migrate(target)
    return executor.loader.project_state(target).apps


@pytest.mark.django_db(transaction=True)
def test_forum_of_an_earlier_release_keeps_its_hours_and_can_be_changed_on():
    person = staff()
    try:
        old = migrate("0007_booking")
        made = old.get_model("forums", "Forum").objects.create(
            name_en="Earlier", province_id="17", day=date(2099, 2, 20), created_by_id=person.pk
        )
        for n, (session, start, end) in enumerate(
            [(1, time(8), time(8, 20)), (1, time(8, 20), time(8, 40)), (2, time(14), time(14, 20))],
            1,
        ):
            made.slots.create(
                position=n, session=session,
                starts_at=timezone.make_aware(datetime.combine(made.day, start)),
                ends_at=timezone.make_aware(datetime.combine(made.day, end)),
            )  # fmt: skip
    finally:
        migrate()
    forum = Forum.objects.get(name_en="Earlier")
    assert (forum.last_day, forum.times.minutes) == (date(2099, 2, 20), 20)
    assert [(each.start, each.end) for each in forum.times.sessions] == [
        (time(8), time(8, 40)), (time(14), time(14, 20)),
    ]  # fmt: skip
    forum.lay_out(forum.times)
    assert forum.slots.count() == 3
