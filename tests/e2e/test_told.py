"""Being told away from the site: Telegram connected and answered there, sentences staff write, messages that failed."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.actions import (
    become_buyer,
    become_producer,
    fill_listing,
    press,
    register_product,
    sign_in,
)
from tests.standins import Heard, Mood

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif("OVOP_URL" in os.environ, reason="needs stand-ins behind the platform"),
]
CHAT = 4_200_000_000  # beyond 32 bits, as Telegram's are


def arrives(look: Callable[[], list[Heard]], what: str, seconds: int = 60) -> Heard:
    """The last message that `look` finds, once there is one."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s: {what}")


def told(outside, chat: int, words: str) -> Callable[[], list[Heard]]:
    def look() -> list[Heard]:
        sent = outside.telegram.calls()
        return [h for h in sent if h.fields["chat_id"] == str(chat) and words in h.fields["text"]]

    return look


def never_sleeps(page: Page) -> None:
    """The tests run at any hour."""
    page.goto("/notices/choice/")
    page.uncheck("input[name=quiet]")
    press(page, "form.told button[type=submit]")


def connect_telegram(page: Page, outside, chat: int) -> None:
    """As the villager does it: the button, Telegram's own “Start”, and back."""
    page.goto("/notices/choice/")
    press(page, "main a[href='/notices/telegram/']")
    press(page, "main form button.btn-primary")
    address = page.locator("a[href^='https://t.me/']").get_attribute("href") or ""
    outside.telegram.says(chat, f"/start {address.partition('?start=')[2]}")
    expect(page.locator(".message--success")).to_contain_text("@sokha_demo", timeout=40_000)


@pytest.mark.parametrize(("width", "language"), [(360, "km"), (1280, "en")])
def test_request_is_answered_in_telegram_and_a_busy_telegram_loses_nothing(
    person, outside, width, language
):
    mark = uuid.uuid4().hex[:6]
    chat = CHAT + width
    villager, buyer, staff = (
        person(width, language=language),
        person(1280, language="en"),
        person(1280),
    )
    become_producer(villager, f"Sugar makers {mark}")
    fill_listing(villager, f"Palm sugar {mark}", language="en", category="sweets")
    press(villager, "button[name=submit]")
    sign_in(staff, "staff")
    register_product(staff, f"Palm sugar {mark}")

    never_sleeps(villager)
    connect_telegram(villager, outside, chat)
    arrives(told(outside, chat, "/agenda"), "the bot's welcome")

    # Telegram is busy for a moment just when the buyer asks.
    outside.telegram.moods.append(outside.telegram.busy(1))
    become_buyer(buyer, f"Guesthouse {mark} (test)")
    buyer.goto(f"/products/?q=Palm sugar {mark}")
    press(buyer, ".product-card h3 a")
    press(buyer, "a[href^='/enquiries/ask/']")
    buyer.fill("textarea", "How much for ten kilos a week?")
    press(buyer, "main form button.btn-primary")
    asked = arrives(told(outside, chat, f"Palm sugar {mark}"), "the question with its buttons", 90)
    buttons = [text for text, _data in outside.telegram.buttons(asked)]
    assert len(buttons) >= 2

    outside.telegram.presses(chat, buttons[0], asked)
    answered = arrives(
        lambda: [
            h for h in outside.telegram.calls("editMessageText") if h.fields["chat_id"] == str(chat)
        ],
        "the message says that it is answered",
    )
    assert "✓" in answered.fields["text"]
    buyer.reload()
    expect(buyer.locator(".contact")).to_be_visible()


def test_staff_write_a_sentence_with_a_preview_and_people_are_told_with_it(person, outside):
    staff = person(1280, language="en")
    mark = uuid.uuid4().hex[:6]
    sign_in(staff, "staff")
    staff.goto("/notices/wordings/enquiry_asked/")
    staff.fill("textarea[name=en]", f"{{organisation}} ({mark}) wants {{subjet}}")
    expect(staff.locator("#look")).to_contain_text("{subjet}")
    expect(staff.locator("#look .text-danger")).to_contain_text("{subject}")
    press(staff, "form button.btn-primary")
    expect(staff.locator(".field__errors")).to_contain_text("{subjet}")
    sentence = f"{{organisation}} ({mark}) wants {{subject}}"
    staff.fill("textarea[name=en]", sentence)
    staff.fill("textarea[name=km]", sentence)
    expect(staff.locator("#look .bubble").last).to_contain_text(f"({mark}) wants palm sugar")
    press(staff, "form button.btn-primary")
    expect(staff.locator(".message--success")).to_be_visible()

    villager, buyer = person(360), person(1280, language="en")
    become_producer(villager, f"Pepper growers {mark}")
    fill_listing(villager, f"Pepper {mark}", language="en", category="sweets")
    press(villager, "button[name=submit]")
    register_product(staff, f"Pepper {mark}")
    never_sleeps(villager)
    become_buyer(buyer, f"Kitchen {mark} (test)")
    buyer.goto(f"/products/?q=Pepper {mark}")
    press(buyer, ".product-card h3 a")
    press(buyer, "a[href^='/enquiries/ask/']")
    buyer.fill("textarea", "How much?")
    outside.gateway.moods.append(Mood(422, {"error": "no such subscriber"}))
    press(buyer, "main form button.btn-primary")
    arrives(
        lambda: [h for h in outside.gateway.heard if f"({mark}) wants" in h.fields.get("text", "")],
        "the text message in staff's own words",
    )

    # The gateway refused it: staff see that, and send it again.
    staff.goto(f"/notices/deliveries/?state=quarantined&q=Pepper growers {mark}")
    expect(staff.locator("tbody tr")).to_have_count(1)
    press(staff, "form[action$='/again/'] .btn-outline-primary")
    staff.wait_for_timeout(2000)
    staff.goto(f"/notices/deliveries/?q=Pepper growers {mark}")
    expect(staff.locator("tbody .badge-state--good")).to_have_count(1)

    # Back to the built-in words.
    staff.goto("/notices/wordings/enquiry_asked/")
    staff.fill("textarea[name=en]", "")
    staff.fill("textarea[name=km]", "")
    press(staff, "form button.btn-primary")
    expect(staff.locator(".sentence .badge-state")).to_have_count(0)
