"""Label, product sheet and link picture, drawn by Typst, which shapes Khmer as it is written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO, Any, Literal

from django.template.defaultfilters import date as formatted_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from ovop.kernel.amounts import shown_money, shown_quantity
from ovop.kernel.naming import language_code, month_names
from ovop.kernel.paper import compile_paper, qr_svg
from ovop.text import cut
from producers.models import Product, ProductPhoto

FOLDER = Path(__file__).parent / "print"
LONGEST = 600  # letters of a text on paper


def pdf(kind: str, product: Product, address: str) -> bytes:
    """`kind` is "label" or "sheet"; in the active language. `address` is the product's full URL."""
    return _compile(kind, product, address, "pdf")


def link_picture(product: Product, address: str) -> bytes:
    """A JPEG of 1200 x 630 for the preview of a shared link."""
    drawn = Image.open(io.BytesIO(_compile("card", product, address, "png", ppi=72.0)))
    output = io.BytesIO()
    drawn.convert("RGB").save(output, "JPEG", quality=82, optimize=True)
    return output.getvalue()


def _compile(
    kind: str, product: Product, address: str, format_: Literal["pdf", "png"], ppi: float = 144.0
) -> bytes:
    with _photo_file(product) as photo:
        data = _data(product, address) | {"photo": photo}
        return compile_paper(FOLDER / f"{kind}.typ", data, format_, ppi)


@contextmanager
def _photo_file(product: Product) -> Iterator[str | None]:
    """A copy of the first photo on this machine's disk, while the paper is set; paper without it is paper, too."""
    with NamedTemporaryFile(suffix=".webp") as copy:
        yield copy.name if product.cover and _copied(product.cover, copy) else None


def _copied(photo: ProductPhoto, copy: IO[bytes]) -> bool:
    try:
        with photo.image.open() as stored:
            copyfileobj(stored, copy)
    except OSError:
        return False
    copy.flush()
    return True


def _data(product: Product, address: str) -> dict[str, Any]:
    most = max(product.monthly_supply) or 1
    return {
        "language": language_code(),
        "name": product.name,
        "other-name": product.other_name,
        "place": f"{product.village.name}, {product.district.name}, {product.province.name}",
        "maker": product.producer.organisation.name,
        "maker-title": _("Made by"),
        "story": cut(product.producer.story, LONGEST),
        "description": cut(product.description, LONGEST),
        "price": _price(product),
        "facts": _facts(product),
        "codes": _codes(product),
        "packing": product.packed_in,
        "keeps": _keeps(product),
        "number": product.registration_number or "",
        "stars": product.stars or 0,
        "season-title": _("Supply through the year"),
        "season": [
            {"month": name, "share": float(amount / most)}
            for name, amount in zip(month_names(), product.monthly_supply, strict=True)
        ],
        "qr": qr_svg(address),
        "address": address,
        "printed": formatted_date(timezone.localdate(), "SHORT_DATE_FORMAT"),
    }


def _price(product: Product) -> str:
    prices = [product.price, *([product.highest_price] if product.highest_price else [])]
    return f"{' – '.join(map(shown_money, prices))} / {product.get_unit_display()}"


def _keeps(product: Product) -> str:
    if not product.shelf_life_days:
        return ""
    days = product.shelf_life_days
    return ngettext("Keeps for %(n)s day", "Keeps for %(n)s days", days) % {"n": days}


def _days(n: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def _codes(product: Product) -> list[tuple[str, str]]:
    """What is copied from the paper into forms, digit by digit."""
    codes = [
        (_("OVOP number"), product.registration_number or ""),
        (_("HS code"), product.hs_code),
    ]
    return [(label, value) for label, value in codes if value]


def _facts(product: Product) -> list[tuple[str, str]]:
    facts = [
        (_("Smallest order"), shown_quantity(product.minimum_order, product.unit)),
        (_("In a year"), shown_quantity(product.yearly_supply, product.unit)),
        (_("Ready in"), _days(product.lead_time_days)),
        (_("Packaging"), product.packed_in),
        (_("Keeps"), _keeps(product)),
    ]
    certificates = product.producer.certificates.valid_on(timezone.localdate()).covering(product)
    facts.append((_("Certificates"), ", ".join(c.get_kind_display() for c in certificates)))
    return [(label, value) for label, value in facts if value]
