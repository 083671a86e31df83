"""What producers keep about people: a household's page is about the people of the household."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
    Rows,
    blanked,
    by,
    deleted,
    either,
    keeps,
    keeps_nothing_personal,
    of_organisation,
    with_phone,
)
from accounts.privacy.words import COUNTED, OF_OFFICE, WHILE_HERE, WITH_THE_PAGE
from producers.models import Product


def _out_of_the_catalogue(rows: Rows) -> None:
    """What was sold and counted stays sold and counted; nobody finds or reads the page any more."""
    for product in rows:
        product.description_km = product.description_en = product.packaging = ""
        product.save()
    states = Product.State
    shown = [states.REGISTERED, states.SUBMITTED, states.EXPIRED]
    rows.filter(state__in=shown).order_by().update(state=states.SUSPENDED)


keeps(
    Kept(
        "producers.Producer", _("The page of what you make: story, people, whether women lead it"),
        _("So that buyers and visitors know whom they meet."), WITH_THE_PAGE, of_organisation("organisation"),
        ("story_km", "story_en", "members_count", "women_led", "created_at"), blanked(story_km="", story_en=""),
    ),
    Kept(
        "producers.Product", _("Your products: names, descriptions, prices, supply, registration"),
        _("So that buyers find and compare them. The registration number is of the National Committee."),
        WITH_THE_PAGE, of_organisation("producer__organisation"),
        ("name_km", "name_en", "category__name_en", "description_km", "description_en", "price", "price_currency", "unit", "monthly_supply", "packaging", "state", "registration_number", "registered_at", "valid_until", "created_at"),
        _out_of_the_catalogue,
    ),
    Kept(
        "producers.ListingDraft", _("Listings you began"), _("So that nothing you typed is lost."), WITH_THE_PAGE,
        of_organisation("producer__organisation"), ("data", "created_at"), deleted,
    ),
    Kept(
        "producers.ListingDraft", _("Listings you began for others"), _("To know who enrolled whom."), OF_OFFICE,
        by("started_by"), ("producer__organisation__name_en", "created_at"),
    ),
    Kept(
        "producers.ProductPhoto", _("Photos of your products, without what the camera wrote into them"),
        _("So that buyers see them."), WITH_THE_PAGE,
        of_organisation("product__producer__organisation", "draft__producer__organisation"), ("image", "created_at"), deleted,
    ),
    Kept(
        "producers.Certificate", _("Your certificates and their papers"),
        _("Staff look at the paper once; buyers see only that there is one."), WITH_THE_PAGE,
        of_organisation("producer__organisation"), ("kind", "number", "issuer", "valid_from", "valid_until", "file"), deleted,
    ),
    Kept(
        "producers.Submission", _("Your products as you handed them in"), _("To show what changed since."), WITH_THE_PAGE,
        of_organisation("product__producer__organisation"), ("snapshot", "created_at"), blanked(snapshot={}),
    ),
    Kept(
        "producers.ProductReview", _("What reviewers decided about your products"), _("So that a decision can be understood later."),
        OF_OFFICE, either(by("reviewer"), of_organisation("product__producer__organisation")), ("decision", "note", "created_at"),
    ),
    Kept(
        "producers.Rating", _("How your products were judged"), _("For the stars, which buyers see."), OF_OFFICE,
        of_organisation("product__producer__organisation"), ("stars", "judged_on"),
    ),
    Kept(
        "producers.Rating", _("Products you judged"), _("For the stars, which buyers see."), OF_OFFICE, by("judged_by"),
        ("product__name_en", "stars", "note", "judged_on"),
    ),
    Kept(
        "producers.Claim", _("The code on paper that made a page yours"), _("So that it works once."), WITH_THE_PAGE,
        of_organisation("producer__organisation"), ("made_at", "claimed_at"), deleted,
    ),
    Kept(
        "producers.Visit", _("Visits you offer"), _("So that visitors can ask to come."), WITH_THE_PAGE,
        of_organisation("producer__organisation"), ("name_km", "name_en", "text_km", "text_en", "price", "days"), deleted,
    ),
    Kept(
        "producers.VisitRequest", _("Visits you asked for: name, phone number, message"), _("So that the village can answer you."),
        WHILE_HERE, either(by("asked_by"), with_phone()), ("name", "phone", "day", "people", "message", "state", "created_at"), deleted,
    ),
    Kept(
        "producers.ImportRow", _("The line of the sheet with which an officer enrolled you"),
        _("So that an enrolment can be checked and undone."), WITH_THE_PAGE, of_organisation("producer__organisation"),
        ("values",), blanked(cells=[], values={}, problems={}),
    ),
    Kept(
        "producers.ImportBatch", _("Sheets you uploaded"), _("To know who enrolled whom."), OF_OFFICE, by("uploaded_by"),
        ("name", "created_at"),
    ),
    Kept(
        "producers.ImportRun", _("When a sheet of yours was worked on"), _("To show how far it is."), OF_OFFICE,
        by("started_by"), ("created_at", "state"),
    ),
    Kept(
        "producers.Rubric", _("Rubrics you changed"), _("To know who decides how products are judged."), OF_OFFICE,
        by("changed_by"), ("name_km", "name_en"),
    ),
    Kept(
        "producers.ProductEvent", _("How price and state of your products changed"), _("For the history on the product's page."),
        COUNTED, of_organisation("pgh_obj__producer__organisation"), ("pgh_created_at", "pgh_label", "state", "price"),
    ),
)  # fmt: skip
keeps_nothing_personal(
    producers__Category="kinds of products",
    producers__MarketRule="what a market asks of a product",
    producers__RubricCriterion="what products are judged by",
    producers__ReviewRemark="what a reviewer wants changed in a product; goes with the review",
    producers__ProductTerm="words that mean the same",
    producers__SearchTerm="words of the catalogue, counted",
)
