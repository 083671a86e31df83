"""Load a believable, plainly invented Cambodia."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from accounts.models import Membership, Organisation, Role
from buyers.models import Buyer, Need
from insights.counting import refresh
from matching.models import MatchRun
from matching.ranker import rank_needs
from ovop.demo.accounts import create_logins
from ovop.demo.bulk import bulk_load
from ovop.demo.extras import add_extras
from ovop.demo.forums import ForumMaker
from ovop.demo.illustrations import attach_illustrations
from ovop.demo.kinds import KINDS
from ovop.demo.trading import add_trading
from ovop.demo.world import World
from ovop.kernel.runs import RunState
from places.gazetteer import load_gazetteer
from places.models import ExchangeRate, Village
from producers.categories import load_categories
from producers.export_readiness import load_market_rules
from producers.models import Certificate, Producer, Product, RegistrationCounter
from producers.rubrics import load_rubric
from producers.terms import load_terms

BATCH = 2000


class Command(BaseCommand):
    help = "Load the demo: 25 provinces, 600 registered products, 60 buyers, two forums, five sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale", type=int, default=1, help="multiply products, producers and buyers"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        scale = self.scale = options["scale"]
        if not 1 <= scale <= 5000:
            raise CommandError("--scale is a whole number from 1 to 5000.")
        if Product.objects.exists():
            raise CommandError(
                "This database has products already; the demo is loaded only into an empty one. "
                "Name another data folder (OVOP_VAR=var-2) or database."
            )
        started = time.monotonic()
        if not Village.objects.exists():
            load_gazetteer()
        load_categories()
        load_terms()
        load_rubric()
        load_market_rules()
        with bulk_load():
            self._load(World(scale))
        if scale == 1:  # a multiplied world is for benchmarks, which rank for themselves
            self._rank_needs()
            add_trading(create_logins())
            refresh()  # the front page's numbers, which beat would bring within a minute
        with connection.cursor() as cursor:
            # Until autovacuum comes by, the planner takes the tables for empty: a page took ten seconds.
            cursor.execute("ANALYZE")
        seconds = time.monotonic() - started
        counts = {
            "registered products": Product.objects.public().count(),
            "of Siem Reap": Product.objects.public().filter(province="17").count(),
            "producers": Producer.objects.count(),
            "buyers": Buyer.objects.count(),
            "needs": Need.objects.count(),
        }
        text = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"Demo loaded in {seconds:.1f} s: {text}.")

    def _load(self, world: World) -> None:
        now = timezone.now()
        ExchangeRate.objects.get_or_create(on=timezone.localdate(), defaults={"khr_per_usd": 4000})
        logins = create_logins()
        producers = world.producers()
        Organisation.objects.bulk_create([p.organisation for p in producers], BATCH)
        Producer.objects.bulk_create(producers, BATCH)
        products = world.products(producers, now)
        Product.objects.bulk_create(products, BATCH)
        Certificate.objects.bulk_create(world.certificates(producers), BATCH)
        RegistrationCounter.objects.bulk_create(world.counters())
        buyers = world.buyers()
        Organisation.objects.bulk_create([b.organisation for b in buyers], BATCH)
        Buyer.objects.bulk_create(buyers, BATCH)
        Need.objects.bulk_create(world.needs(buyers, now), BATCH)
        attach_illustrations(products)

        of_siem_reap = [p for p in producers if p.organisation.province_id == "17"]
        hotel = next(
            b
            for b in buyers
            if b.organisation.kind == "hotel" and b.organisation.province_id == "17"
        )
        Membership.objects.create(
            user=logins[Role.PRODUCER], organisation=of_siem_reap[0].organisation
        )
        Membership.objects.create(user=logins[Role.BUYER], organisation=hotel.organisation)
        for owner, key in (
            (of_siem_reap[0].organisation, Role.PRODUCER),
            (hotel.organisation, Role.BUYER),
        ):
            owner.phone = logins[key].phone
            owner.save(update_fields=["phone"])
        self._waiting_for_review(world, of_siem_reap)
        if self.scale == 1:
            add_extras(producers, products, logins[Role.STAFF])
        ForumMaker(logins[Role.STAFF]).make(
            of_siem_reap + producers[:12], [hotel, *(b for b in buyers if b is not hotel)]
        )

    def _rank_needs(self) -> None:
        """Matches for every need, as after a first matching run."""
        now, needs = timezone.now(), Need.objects.filter(state=Need.State.OPEN)
        run = MatchRun.objects.create(
            state=RunState.DONE,
            done=len(needs),
            total=len(needs),
            heartbeat_at=now,
            finished_at=now,
        )
        rank_needs(list(needs.select_related("buyer", "category__parent")), run)

    def _waiting_for_review(self, world: World, makers: list[Producer]) -> None:
        """Three submissions, so that the review queue is not empty."""
        waiting = []
        for maker, kind in zip(makers[1:4], (KINDS[2], KINDS[25], KINDS[14]), strict=True):
            product = world.product(maker, kind, kind.variants[0])
            product.stars = None
            product.save()
            product.submit()
            waiting.append(product)
        attach_illustrations(waiting)
