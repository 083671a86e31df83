"""Make the database ready: migrate, places, categories, and the demo if it is empty."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection

from accounts.models import User
from ovop.demo.accounts import DEMO_LOGINS, DEMO_PASSWORD
from places.gazetteer import load_gazetteer
from places.models import Village
from producers.categories import load_categories
from producers.export_readiness import load_market_rules
from producers.models import Product
from producers.rubrics import load_rubric
from producers.search.indexing import bring_up_to_date
from producers.terms import load_terms


class Command(BaseCommand):
    help = "Migrate, load places and categories, and load the demo if there are no products."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            self.stderr.write(
                f"The database cannot be reached: {str(error).strip().splitlines()[0]}"
            )
            raise SystemExit(1) from None
        call_command("migrate", verbosity=0, interactive=False)
        call_command("check", databases=["default"])
        if not Village.objects.exists():
            load_gazetteer()
        load_categories()
        load_terms()
        load_rubric()
        load_market_rules()
        bring_up_to_date()
        if options["no_demo"]:
            return
        if not Product.objects.exists():
            call_command("load_demo", stdout=self.stdout)
        if not User.objects.filter(phone=DEMO_LOGINS[0].phone).exists():
            return  # somebody's real data, loaded by hand
        self.stdout.write("  Demo sign-ins (password for all: " + DEMO_PASSWORD + ")")
        for login in DEMO_LOGINS:
            self.stdout.write(f"    {login.phone}  {login.describe}")
