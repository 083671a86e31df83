"""Draw the icons a phone shows for the installed site: `python -m docs.icons`, after logo.svg has changed.

Written to static/src/images: 192 and 512 pixels, one of 512 whose edge a phone may cut into its own shape
("maskable": nothing outside a circle of 80 %), and 180 for Apple's phones, which round the corners themselves.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image

from docs.browsing import opened_browser

IMAGES = Path(__file__).resolve().parent.parent / "static" / "src" / "images"
FULL = {"icon-maskable-512": (512, 0.72), "icon-180": (180, 0.86)}


def main() -> None:
    logo = (IMAGES / "logo.svg").read_text()
    inner = re.sub(r"<rect[^>]*/>", "", logo)
    wanted = {f"icon-{size}": (size, logo, "transparent") for size in (192, 512)}
    wanted |= {
        name: (size, inner.replace("<svg", f'<svg style="width:{scale:.0%}"'), "#0b5d4e")
        for name, (size, scale) in FULL.items()
    }
    with opened_browser() as browser:
        for name, (size, svg, ground) in wanted.items():
            sheet = browser.new_page(viewport={"width": size, "height": size})
            sheet.set_content(
                f"<style>body{{margin:0;height:100vh;display:grid;place-items:center;background:{ground}}}"
                f"svg{{width:100%;height:auto}}</style>{svg}"
            )
            image = Image.open(io.BytesIO(sheet.screenshot(omit_background=True)))
            image.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
