"""An officer's list becomes producers, and paper becomes an account."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import PASSWORD, press, sign_in, some_phone
from tests.e2e.sheets import sheet

pytestmark = pytest.mark.e2e


def test_sheet_is_checked_mended_enrolled_and_undone_while_watching(person):
    page = person(360)
    mark = f"{random.randint(0, 999999):06d}"
    sign_in(page, "officer")
    page.goto("/imports/")
    page.set_input_files("input[name=sheet]", sheet(page, mark))
    press(page, "main form button.btn-primary")
    expect(page.locator("select[name=village]")).not_to_have_value("")
    press(page, ".form-actions button")
    # The page asks by itself how far the worker is.
    expect(page.locator(".import-row--wrong")).to_have_count(1, timeout=30_000)
    page.fill(".import-row--wrong input[name=phone]", f"០៩៧ {mark} ៣")
    press(page, ".import-row--wrong .import-row__mend button")
    press(page, "button[name=apply]")
    expect(page.locator(".import-row--imported")).to_have_count(2, timeout=30_000)
    with page.expect_download() as download:
        page.click("a[href$='/result/']")
    assert download.value.suggested_filename.endswith(".xlsx")
    page.goto(f"/producers/?q=គ្រួសារពីរ {mark}")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_code_on_paper_makes_the_page_the_villagers_own(person):
    officer, villager = person(1280), person(360)
    mark = f"{random.randint(0, 99999):05d}"
    sign_in(officer, "officer")
    officer.goto("/producers/enrol/")
    officer.fill("input[name=name_km]", f"គ្រួសារក្រដាស {mark}")
    officer.select_option("select[name=village-village]", index=1)
    officer.check("input[name=agreed][value=word]")
    press(officer, ".form-actions button")
    officer.goto(f"/producers/?q=គ្រួសារក្រដាស {mark}")
    press(officer, "tbody a")
    press(officer, "form[action$='/claim/'] button")
    code = officer.locator(".claim-code").inner_text()
    expect(officer.locator(".paper__qr svg")).to_be_visible()

    # She scans it without an account, signs up, and is back at her page.
    villager.goto(f"/claim/?code={code}")
    press(villager, "a[href^='/accounts/signup/']")
    villager.fill("input[name=full_name]", f"សុភា {mark}")
    villager.fill("input[name=phone]", some_phone())
    villager.fill("input[name=password1]", PASSWORD)
    villager.check("input[name=terms]")
    press(villager, "main form button.btn-primary")
    shown = re.search(r"\b(\d{6})\b", villager.locator(".messages").inner_text())
    assert shown
    villager.fill("input[name=code]", shown[1])
    press(villager, "button[name=action][value=verify]")
    expect(villager.locator("main")).to_contain_text(f"គ្រួសារក្រដាស {mark}")
    press(villager, "button[name=take]")
    expect(villager.locator("h1")).to_contain_text(f"គ្រួសារក្រដាស {mark}")
    villager.goto("/products/new/")
    expect(villager.locator(".page-head")).to_contain_text(f"គ្រួសារក្រដាស {mark}")
