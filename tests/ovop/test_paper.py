"""Papers: set for real, with their numbers in the digits their reader chose."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import typst
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import Role
from forums.models import TrainingPlace
from forums.printing import PAPERS
from ovop.kernel import paper
from tests.access.routes import GIVEN, address, named_routes
from tests.access.world import world
from tests.factories import UserFactory

# What a machine reads or somebody types from the paper, and words with Latin letters in them.
COPIED = {
    "language", "size", "photo", "qr", "code", "codes", "phone", "other", "other-name", "digits", "svg",
}  # fmt: skip
# Dates, times, amounts, counts; not what stands after a Latin word (OVOP 2027, ISO 22000).
LATIN_NUMBER = re.compile(r"(?:^|[^A-Za-z\s]\s+)\(?[0-9][0-9/.,:–-]*\)?(?=\s|$)")
KHMER_NUMBER = re.compile("[០-៩]")


@pytest.fixture
def papers(monkeypatch):
    """The data of every paper that is set, in turn; they are set for real."""
    seen: list[dict[str, Any]] = []
    real = typst.compile

    def compile_(template, **given):
        seen.append(json.loads(given["sys_inputs"]["data"]))
        return real(template, **given)

    monkeypatch.setattr(paper.typst, "compile", compile_)
    return seen


def texts(value: Any, name: str = "") -> list[str]:
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in texts(each, key)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each, name)]
    return [value] if isinstance(value, str) and name not in COPIED else []


def pdf_routes() -> list[tuple[str, dict[str, Any]]]:
    """Every route that ends in .pdf, in every kind it has."""
    found = {name for name, pattern in named_routes() if str(pattern.pattern).endswith(".pdf")}
    kinds = {"producers:pdf": ["label", "sheet"], "forums:papers": list(PAPERS)}
    return [(name, {"kind": kind} if kind else {}) for name in sorted(found) for kind in kinds.get(name, [""])]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "given"), pdf_routes(), ids=lambda part: str(part))
def test_every_paper_is_in_the_digits_its_reader_chose(name, given, papers, monkeypatch):
    here = world("17")
    reader = here.producer_user if name == "forums:my_paper" else here.staff
    type(reader).objects.filter(pk=reader.pk).update(digits="khmer")
    TrainingPlace.objects.filter(pk=here.at["training_place"].pk).update(state="attended")
    client = Client()
    client.force_login(reader)
    monkeypatch.setitem(GIVEN, name, GIVEN.get(name, {}) | given)
    path = address(name, here)
    for language, latin in (("km", False), ("en", True)):
        answer = client.get(path, {"lang": language})
        assert answer.status_code == 200, path
        assert answer.content.startswith(b"%PDF")
        said = texts(papers[-1])
        assert any(map(LATIN_NUMBER.search, said)) is latin, said
        assert any(map(KHMER_NUMBER.search, said)) is not latin, said


def test_papers_of_who_chose_nothing_keep_latin_digits_and_charts_are_drawn_in_the_chosen_ones(papers, tmp_path):  # fmt: skip
    template = tmp_path / "one.typ"
    template.write_text("#let data = json(bytes(sys.inputs.data))\n#data.price")
    data = {
        "language": "km", "price": "12,000 ៛ / គ.ក.", "code": "4711", "address": "https://example.org/products/12/",
        "printed": "28/11/2026 20:34", "phone": "012 345 678", "facts": [["ISO 22000", "500 ក្រាម"]],
        "chart": {"svg": '<svg width="80"><rect x="4"/><text x="9">2026</text></svg>'}, "rows": [["3 %", "OVOP-17-0042"]],
    }  # fmt: skip
    with paper.numbers_for(AnonymousUser()):
        paper.compile_paper(template, data)
    assert papers[-1] == data | {"digits": "latin"}
    with paper.numbers_for(UserFactory.build(role=Role.STAFF, digits="khmer")):
        paper.compile_paper(template, data)
    assert papers[-1] == data | {
        "digits": "khmer", "price": "១២,០០០ ៛ / គ.ក.", "printed": "២៨/១១/២០២៦ ២០:៣៤",
        "facts": [["ISO 22000", "៥០០ ក្រាម"]], "rows": [["៣ %", "OVOP-17-0042"]],
        "chart": {"svg": '<svg width="80"><rect x="4"/><text x="9">២០២៦</text></svg>'},
    }  # fmt: skip
    paper.compile_paper(template, data)
    assert papers[-1]["price"] == data["price"]
