"""A browser of 2020, as far as a new one can play it: what came later is taken away before any script runs."""

from playwright.sync_api import Page

LACKS = """
delete SubmitEvent.prototype.submitter;
for (const name of ["replaceChildren"]) delete Element.prototype[name];
delete HTMLFormElement.prototype.requestSubmit;
delete Crypto.prototype.randomUUID;
delete AbortSignal.timeout;
const Whole = FormData;
window.FormData = class extends Whole { constructor(form) { super(form); } };
"""


def made_older(page: Page) -> Page:
    """`page`, whose next documents find an older browser."""
    page.add_init_script(LACKS)
    return page
