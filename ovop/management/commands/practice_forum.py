"""`manage.py practice_forum`: a forum of invented people, ready to be timetabled."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Role, User
from ovop.demo.practice import practice_forum


class Command(BaseCommand):
    help = "Make a forum of invented people whose requests are all agreed, to practise on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=300)
        parser.add_argument("--today", action="store_true", help="its first slot began just now")
        parser.add_argument(
            "--phone", help="of the staff member who organises it; the first one if not given"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        staff = User.objects.filter(role=Role.STAFF, is_active=True).order_by("pk")
        if options["phone"]:
            staff = staff.filter(phone=options["phone"])
        organiser = staff.first()
        if organiser is None:
            raise CommandError("There is no such staff member.")
        if not 2 <= options["people"] <= 2000:
            raise CommandError("Between 2 and 2000 people.")
        forum = practice_forum(organiser, options["people"], today=options["today"])
        self.stdout.write(forum.get_absolute_url())
