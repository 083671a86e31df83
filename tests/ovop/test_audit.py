"""Who changed what is written down by the database, whichever way it was changed, and the site cannot rewrite it."""

from __future__ import annotations

import os
from types import SimpleNamespace
from urllib.parse import urlsplit

import pghistory
import psycopg2
import pytest
from celery.signals import task_postrun, task_prerun
from django.db import connection
from django.test import Client, RequestFactory

from accounts.models import Role, User
from accounts.privacy.erasing import erase_number
from ovop.audit.middleware import network_of
from ovop.audit.roles import grant, history_tables
from producers.models import Product
from producers.tasks import keep_deadlines_today
from tests.factories import UserFactory, product

pytestmark = pytest.mark.django_db


def history(item):
    """(state, metadata) of what became of a product, the latest last."""
    return list(item.events.order_by("pgh_id").values_list("state", "pgh_context__metadata"))


def test_change_says_who_made_it_on_which_page_and_from_where(client):
    item = product()
    person = item.producer.organisation.members.get()
    client.force_login(person)
    url = f"/api/v1/products/{item.pk}/"
    answer = client.patch(url, {"price": "9000"}, content_type="application/json", REMOTE_ADDR="203.0.113.77")  # fmt: skip
    assert answer.status_code == 200
    about = history(item)[-1][1]
    assert (about["user"], about["url"], about["from"]) == (person.pk, url, "203.0.113.0/24")
    assert about["request"] == answer["X-Request-ID"] and about["role"]


def test_bulk_changes_and_sql_by_hand_are_written_down_one_by_one():
    items = [product() for _each in range(3)]
    Product.objects.filter(pk__in=[item.pk for item in items]).update(state="suspended")
    assert [history(item)[-1][0] for item in items] == ["suspended"] * 3
    with connection.cursor() as cursor:
        cursor.execute("UPDATE producers_product SET price = price + 1")
    for item in items:
        assert len(history(item)) == 3
        about = history(item)[-1][1]
        assert about["role"] and about["machine"] and "program" in about


def test_roles_given_by_hand_are_written_down():
    person = UserFactory()
    User.objects.filter(pk=person.pk).update(role=Role.NATIONAL)
    assert [event.role for event in person.events.order_by("pgh_id")][-1:] == ["national"]


def test_task_is_named_with_the_request_that_sent_it():
    item = product()
    request = SimpleNamespace(__django_structlog__={"request_id": "r-1"})
    task = SimpleNamespace(name="producers.tasks.keep_deadlines_today", request=request)
    task_prerun.send(keep_deadlines_today, task_id="t-1", task=task)
    try:
        item.suspend()
    finally:
        task_postrun.send(keep_deadlines_today, task_id="t-1", task=task)
    about = history(item)[-1][1]
    assert (about["task"], about["request"]) == (task.name, "r-1")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.9", "203.0.113.0/24"),
        (1, "198.51.100.9", "198.51.100.0/24"),
        (1, "1.2.3.4, 198.51.100.9", "198.51.100.0/24"),
        (1, "nonsense", ""),
        (1, "2001:db8:1:2::3", "2001:db8:1::/48"),
    ],
)
def test_address_is_what_our_own_proxy_saw(settings, proxies, forwarded, network):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.77", HTTP_X_FORWARDED_FOR=forwarded)
    assert network_of(request) == network


@pytest.fixture
def site_role(transactional_db):
    """A connection of the role that serves the site, beside the owner's."""
    role = f"site_{connection.settings_dict['NAME']}"
    grant(role, "only-for-tests")
    parts = urlsplit(os.environ["DATABASE_URL"])
    given = connection.get_connection_params()
    made = psycopg2.connect(
        host=given.get("host"), port=given.get("port") or parts.port, dbname=given["dbname"], user=role, password="only-for-tests"
    )  # fmt: skip
    made.autocommit = True
    yield made
    made.close()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP OWNED BY "{role}"')
        cursor.execute(f'DROP ROLE "{role}"')


def test_site_writes_history_but_cannot_change_it(site_role):
    item = product()
    before = len(history(item))
    with site_role.cursor() as cursor:
        cursor.execute("UPDATE producers_product SET state = 'suspended' WHERE id = %s", [item.pk])
    state, about = history(item)[-1]
    assert (len(history(item)), state) == (before + 1, "suspended")
    assert about["role"] == site_role.info.user
    for table in history_tables():
        for statement in (
            "DELETE FROM {}", "UPDATE {} SET {} = {}", "INSERT INTO {} DEFAULT VALUES", "TRUNCATE {}",
            "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}",
        ):  # fmt: skip
            key = "id" if table == "pghistory_context" else "pgh_id"
            with pytest.raises(psycopg2.errors.InsufficientPrivilege), site_role.cursor() as cursor:
                cursor.execute(statement.format(table, key, key))
    for statement in (
        "SELECT _pgh_attach_context()",
        "ALTER TABLE producers_product DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), site_role.cursor() as cursor:
            cursor.execute(statement)


def test_who_and_where_of_an_entry_cannot_be_said_anew(site_role):
    item = product()
    with pghistory.context(user=41, url="/honest/"):
        Product.objects.filter(pk=item.pk).update(price=5)
    entry = item.events.order_by("pgh_id").last()
    with site_role.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, false)", [str(entry.pgh_context_id)]
        )
        cursor.execute(
            """SELECT set_config('pghistory.context_metadata', '{"user": 7, "more": 1}', false)"""
        )
        cursor.execute("UPDATE producers_product SET price = 6 WHERE id = %s", [item.pk])
    about = history(item)[-2][1]
    assert (about["user"], about["url"]) == (41, "/honest/")


def test_site_can_take_a_number_out_of_the_history_and_nothing_else(site_role):
    item = product(name_en="call 012 345 678")
    with site_role.cursor() as cursor:
        cursor.execute("SELECT erase_number('855', '12345678')")
        assert cursor.fetchone()[0] > 0
        for wrong in ("'855', '.*'", "'', ''", "'855', '12'"):
            with pytest.raises(psycopg2.errors.RaiseException):
                cursor.execute(f"SELECT erase_number({wrong})")
    assert item.events.get().name_en == "call …"


def test_owner_granting_again_after_a_migration_changes_nothing(site_role):
    grant(site_role.info.user)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege), site_role.cursor() as cursor:
        cursor.execute("DELETE FROM pghistory_context")


def test_erasing_leaves_how_often_it_stood():
    product(name_en="call 012 345 678", description_en="or +855 12 345 678")
    assert erase_number("+85512345678") >= 2
    assert Client().get("/products/?q=012345678").status_code == 200
