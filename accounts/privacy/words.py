"""How long things are kept, in words that several rooms use."""

from django.utils.translation import gettext_lazy as _

WHILE_HERE = _("Until you erase your account.")
WITH_THE_PAGE = _("Until you erase your account and take down the page with it.")
SHARED = _(
    "For as long as the other side is here: it is theirs too. When you erase your account, your words and your name go out of it."
)
COUNTED = _(
    "For the figures of province and country. When you erase your account, it says of nobody any more."
)
OF_OFFICE = _(
    "For as long as the office needs its record. When you erase your account, your name goes out of it."
)
