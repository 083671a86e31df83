"""A person takes a copy of their data, asks to be erased, and changes their mind."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import press, sign_in

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("width", "language"), [(360, "km"), (1280, "en")])
def test_copy_is_taken_and_leaving_is_asked_for_and_taken_back(person, tmp_path, width, language):
    page = person(width, language=language)
    sign_in(page, "buyer")
    page.goto("/my/settings/")
    page.locator("a[href='/my/data/']").click()
    with page.expect_download() as coming:
        page.click("form[action='/my/data/copy/'] button")
    coming.value.save_as(tmp_path / "copy.zip")
    names = zipfile.ZipFile(tmp_path / "copy.zip").namelist()
    assert {"index.html", "data.json"} <= set(names)

    page.locator("a[href='/my/data/erase/']").click()
    press(page, "main form button.btn-danger")  # without the tick
    expect(page.locator(".field__errors")).to_be_visible()
    page.check("input[name=sure]")
    press(page, "main form button.btn-danger")
    expect(page.locator(".message--warning")).to_be_visible()
    press(page, "form[action='/my/data/stay/'] button")
    expect(page.locator("a[href='/my/data/erase/']")).to_be_visible()
