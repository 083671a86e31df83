"""Draw the demo's product pictures: `python -m docs.pictures` writes ovop/demo/pictures/.

Flat drawings of our own, one subject for each kind of product on three grounds, so that the demo's
catalogue looks like a market and holds no photograph of anybody's goods.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from docs.browsing import opened_browser

TARGET = Path(__file__).resolve().parent.parent / "ovop" / "demo" / "pictures"
WIDTH, HEIGHT = 640, 480
GROUNDS = (("#f3e3bf", "#f8efd8"), ("#d9e7dc", "#eaf3ec"), ("#efd6c6", "#f7e8dd"))

LEAF = "M0 0C30-40 90-44 130-8C96 22 34 30 0 0Z"
FISH = (
    '<path d="M-95 0C-60-44 30-46 78-6L120-36C114-12 114 12 120 36L78 6C30 46-60 44-95 0Z"/>'
    '<path d="M-40-26C-26-10-26 10-40 26" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="6"/>'
    '<circle cx="-66" cy="-7" r="7" fill="#fff"/><circle cx="-66" cy="-7" r="3.5" fill="#222"/>'
)


def _leaf(x: int, y: int, turn: int, size: float = 1, colour: str = "#4f8a4b") -> str:
    return (
        f'<g transform="translate({x} {y}) rotate({turn}) scale({size})">'
        f'<path d="{LEAF}" fill="{colour}"/>'
        '<path d="M6 0C44-12 88-14 122-8" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="4"/></g>'
    )


def _fish(x: int, y: int, turn: int, colour: str, size: float = 1) -> str:
    return (
        f'<g transform="translate({x} {y}) rotate({turn}) scale({size})" fill="{colour}">{FISH}</g>'
    )


def _jar(x: int, y: int, size: float, body: str, lid: str) -> str:
    return (
        f'<g transform="translate({x} {y}) scale({size})">'
        f'<path d="M-96-70C-132-10-118 92-62 110H62C118 92 132-10 96-70Z" fill="{body}"/>'
        '<path d="M-84-52C-112 0-104 70-66 92" fill="none" stroke="#fff" stroke-opacity=".28" stroke-width="14"/>'
        f'<rect x="-104" y="-100" width="208" height="36" rx="16" fill="{lid}"/></g>'
    )


def _steam(x: int, y: int) -> str:
    waves = "".join(
        f'<path d="M{x + dx} {y}c-22-26 22-44 0-72s14-38 4-60"/>' for dx in (-40, 0, 40)
    )
    return f'<g fill="none" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity=".85">{waves}</g>'


def _dots(points: list[tuple[int, int]], radius: int, *colours: str) -> str:
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colours[n % len(colours)]}"/>'
        f'<circle cx="{x - radius // 3}" cy="{y - radius // 3}" r="{radius // 4}" fill="#fff" opacity=".55"/>'
        for n, (x, y) in enumerate(points)
    )


def _bowl(colour: str) -> str:
    return (
        f'<path d="M170 250H470C470 340 410 396 320 396S170 340 170 250Z" fill="{colour}"/>'
        '<path d="M190 276C200 330 236 366 276 380" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="12"/>'
    )


DRAWINGS: dict[str, str] = {
    "prahok": _jar(320, 260, 1.15, "#a65a34", "#7d3f22") + _fish(320, 280, 0, "#f3d9ae", 0.75),
    "smoked-fish": _steam(320, 150)
    + "".join(_fish(320, 190 + 80 * n, 0, colour) for n, colour in enumerate(("#8a4f22", "#a8672f", "#733f1a")))
    + '<rect x="120" y="184" width="400" height="8" rx="4" fill="#d9a85e" opacity=".9"/>',
    "seafood": '<g stroke="#c1452c" stroke-width="16" fill="none" stroke-linecap="round">'
    '<path d="M220 270L150 220M220 310L140 320M230 340L160 390M420 270L490 220M420 310L500 320M410 340L480 390"/></g>'
    '<ellipse cx="320" cy="300" rx="130" ry="92" fill="#d8573a"/><ellipse cx="320" cy="282" rx="96" ry="52" fill="#e87a5b"/>'
    '<path d="M220 230C150 190 150 130 196 118C190 146 214 158 232 146C240 178 240 206 220 230ZM420 230C490 190 490 130 444 118C450 146 426 158 408 146C400 178 400 206 420 230Z" fill="#c1452c"/>'
    '<circle cx="290" cy="204" r="12" fill="#222"/><circle cx="350" cy="204" r="12" fill="#222"/>',
    "sweets": '<g><rect x="170" y="300" width="140" height="84" rx="14" fill="#b5712c"/><rect x="330" y="300" width="140" height="84" rx="14" fill="#a26122"/>'
    '<rect x="250" y="206" width="140" height="84" rx="14" fill="#c98642"/></g>'
    '<path d="M206 300V384M274 300V384M366 300V384M434 300V384M286 206V290M354 206V290" stroke="#7f9a45" stroke-width="14"/>'
    + _leaf(330, 200, -50, 1.1, "#6f9a45") + _leaf(310, 200, 200, 0.9, "#578539"),
    "sauces": '<path d="M276 120H364V176C364 206 410 214 410 262V396H230V262C230 214 276 206 276 176Z" fill="#7c3b16"/>'
    '<rect x="268" y="88" width="104" height="40" rx="10" fill="#c33b2b"/><rect x="230" y="272" width="180" height="84" fill="#f7e7c4"/>'
    + _fish(326, 314, 0, "#7c3b16", 0.62) + '<path d="M252 252C254 226 286 218 294 190" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="12"/>',
    "noodles": '<g stroke="#b58a4a" stroke-width="14"><path d="M120 180L520 130M120 290L520 240M120 400L520 350M170 150V410M470 110V380"/></g>'
    + "".join(f'<ellipse cx="{x}" cy="{y}" rx="66" ry="44" fill="#fffaf0" stroke="#e6d9bd" stroke-width="4"/>' for x, y in ((230, 200), (380, 182), (240, 310), (400, 290))),
    "drinks": _steam(310, 180) + '<path d="M190 200H430V300C430 362 380 392 310 392S190 362 190 300Z" fill="#fff"/>'
    '<path d="M430 226C500 220 500 320 420 322" fill="none" stroke="#fff" stroke-width="24"/><ellipse cx="310" cy="204" rx="116" ry="26" fill="#5b3417"/>'
    + "".join(f'<g transform="translate({x} {y}) rotate({t})"><ellipse rx="30" ry="21" fill="#5b3417"/><path d="M-28 0C-10 10 10-10 28 0" stroke="#c79a6b" stroke-width="5" fill="none"/></g>' for x, y, t in ((490, 400, 20), (548, 382, -30), (140, 400, -15))),
    "dried": "".join(f'<ellipse cx="{x}" cy="{y}" rx="48" ry="30" fill="{c}" stroke="#b9832f" stroke-width="5"/><circle cx="{x}" cy="{y}" r="6" fill="#8a5a1e"/>' for x, y, c in ((240, 226, "#f4cf6d"), (320, 200, "#f7dc8d"), (400, 226, "#eebf55"), (280, 250, "#f7dc8d"), (362, 252, "#f4cf6d")))
    + _bowl("#7a9c59"),
    "silk": '<g transform="rotate(-6 320 280)"><rect x="150" y="170" width="340" height="70" rx="20" fill="#8c2f5b"/><rect x="150" y="240" width="340" height="70" rx="20" fill="#b04a3a"/><rect x="150" y="310" width="340" height="70" rx="20" fill="#d39a2e"/>'
    + "".join(f'<path d="M{x} 186l18 20-18 20-18-20zM{x} 256l18 20-18 20-18-20zM{x} 326l18 20-18 20-18-20z" fill="#fff" opacity=".72"/>' for x in range(190, 480, 52))
    + "</g>",
    "krama": '<g transform="rotate(8 320 280)"><rect x="150" y="160" width="340" height="230" rx="24" fill="#fff8f2"/>'
    + "".join(f'<rect x="{150 + 34 * n}" y="160" width="17" height="230" fill="#b53a2e" opacity=".75"/>' for n in range(10))
    + "".join(f'<rect x="150" y="{164 + 34 * n}" width="340" height="17" fill="#7c1f1c" opacity=".55"/>' for n in range(7))
    + '<path d="M150 390V424M184 390V424M218 390V424M252 390V424M286 390V424M320 390V424M354 390V424M388 390V424M422 390V424M456 390V424M490 390V424" stroke="#b53a2e" stroke-width="6"/></g>',
    "basketry": '<path d="M200 220C200 60 440 60 440 220" fill="none" stroke="#8d5c28" stroke-width="20"/><path d="M160 220H480L446 396H194Z" fill="#c98f4a"/>'
    + "".join(f'<path d="M{172 + 8 * n} {250 + 36 * n}H{468 - 8 * n}" stroke="#8d5c28" stroke-width="12" stroke-dasharray="26 18" stroke-dashoffset="{22 * (n % 2)}"/>' for n in range(4))
    + '<rect x="148" y="206" width="344" height="30" rx="15" fill="#a9703a"/>',
    "carving": '<path d="M320 90C380 150 396 210 380 270C440 220 470 226 496 236C488 320 420 372 320 372S152 320 144 236C170 226 200 220 260 270C244 210 260 150 320 90Z" fill="#8e8878"/>'
    '<path d="M320 130C356 180 360 250 320 330C280 250 284 180 320 130Z" fill="#a9a392"/><path d="M190 262C230 280 270 310 290 350M450 262C410 280 370 310 350 350" stroke="#6d685b" stroke-width="8" fill="none"/>'
    '<rect x="190" y="372" width="260" height="34" rx="8" fill="#6d685b"/>',
    "pottery": _jar(270, 260, 1.2, "#b8613a", "#94482a") + _jar(464, 336, 0.55, "#8c4b33", "#6e3824")
    + '<path d="M150 250H390" stroke="#f0c9a0" stroke-width="10" stroke-dasharray="18 14"/>',
    "decoration": '<path d="M320 60V120" stroke="#6b4a2a" stroke-width="10"/><path d="M320 110C430 130 440 330 380 380H260C200 330 210 130 320 110Z" fill="#e5a93c"/>'
    '<path d="M320 110C280 180 280 320 296 380M320 110C360 180 360 320 344 380M222 220H418M218 300H422" stroke="#9c6a1c" stroke-width="8" fill="none"/><circle cx="320" cy="270" r="44" fill="#fff4cf" opacity=".8"/><path d="M300 380V430M320 380V440M340 380V430" stroke="#b53a2e" stroke-width="8"/>',
    "herbal": _leaf(330, 220, -70, 1.2) + _leaf(300, 226, 220, 1.1, "#6aa05e") + _leaf(350, 230, -20, 1, "#3f7a48")
    + '<path d="M410 110L350 260" stroke="#c9b48c" stroke-width="34" stroke-linecap="round"/>' + _bowl("#8b7b64"),
    "cosmetics": '<rect x="150" y="300" width="200" height="92" rx="30" fill="#f5c5b5"/><rect x="176" y="318" width="148" height="50" rx="20" fill="#fbe3da"/>'
    '<path d="M400 190H480V224C480 240 500 246 500 270V392H380V270C380 246 400 240 400 224Z" fill="#5d8f63"/><rect x="412" y="150" width="56" height="44" rx="8" fill="#34593a"/><rect x="380" y="292" width="120" height="60" fill="#f4f0dc"/>'
    + _leaf(230, 296, -60, 0.9) + _dots([(200, 250), (250, 220), (170, 210)], 18, "#fff"),
    "rice": '<path d="M210 150C180 240 170 340 190 396H450C470 340 460 240 430 150Z" fill="#e8d9b5"/><path d="M220 150H420L404 108H236Z" fill="#d6c294"/><path d="M210 150C270 176 370 176 430 150" stroke="#a9784a" stroke-width="12" fill="none"/>'
    '<g stroke="#7f9a45" stroke-width="8" fill="none"><path d="M320 360C316 300 322 250 350 210"/></g>'
    + "".join(f'<ellipse cx="{x}" cy="{y}" rx="18" ry="9" fill="#c99a34" transform="rotate({t} {x} {y})"/>' for x, y, t in ((352, 220, -40), (338, 246, 20), (356, 258, -30), (322, 276, 30), (342, 292, -20), (312, 310, 30))),
    "spices": '<path d="M210 110C300 160 340 260 320 390" stroke="#5b7d3a" stroke-width="12" fill="none"/>' + _leaf(240, 140, -20, 1.2) + _leaf(310, 250, 190, 1.1, "#3f7a48")
    + _dots([(300, 210), (340, 240), (300, 270), (346, 290), (304, 320), (350, 340), (310, 370), (346, 392)], 24, "#2c2622", "#a5302a", "#4a3a30"),
    "fruit": '<path d="M196 300C190 200 290 160 350 230C390 280 370 380 290 384C236 386 200 350 196 300Z" fill="#f0a63a"/><path d="M230 320C226 260 270 220 316 236" stroke="#fff" stroke-opacity=".45" stroke-width="14" fill="none"/>'
    '<circle cx="420" cy="310" r="84" fill="#a8bf4d"/><circle cx="394" cy="282" r="16" fill="#fff" opacity=".4"/>' + _leaf(300, 190, -40, 0.9) + _leaf(420, 226, -30, 0.8, "#3f7a48"),
    "vegetables": _leaf(320, 330, -120, 1.5, "#5f9c4a") + _leaf(320, 330, -60, 1.5, "#4a8a3e") + _leaf(318, 330, -92, 1.8, "#76b058")
    + '<path d="M270 330C280 380 300 400 320 400S360 380 370 330Z" fill="#e9f0d2"/><circle cx="440" cy="352" r="46" fill="#d24a34"/><path d="M420 312L440 326L462 310" stroke="#4a8a3e" stroke-width="10" fill="none"/><path d="M150 380C150 330 230 330 230 380Z" fill="#cdb796"/><rect x="176" y="376" width="28" height="30" rx="8" fill="#efe3cc"/>',
    "nuts": "".join(f'<path transform="translate({x} {y}) rotate({t}) scale({s})" d="M-60 20C-70-40 0-70 50-30C20-30-4-8 6 26C10 60-50 66-60 20Z" fill="{c}" stroke="#9a7238" stroke-width="5"/>' for x, y, t, s, c in ((240, 300, 0, 1.2, "#ecd3a0"), (390, 240, 60, 1.2, "#e3c488"), (360, 370, -30, 1.1, "#f2dfb6"), (250, 190, 140, 0.9, "#d9b672"), (480, 350, 200, 0.9, "#ecd3a0"))),
    "honey": _jar(300, 270, 1.1, "#e7a32c", "#8a5a24") + '<rect x="236" y="260" width="128" height="70" rx="12" fill="#fff4d6"/><path d="M300 272l20 12v22l-20 12-20-12v-22z" fill="#e7a32c"/>'
    '<g fill="#f3c14e" stroke="#b97a15" stroke-width="6"><path d="M480 220l36 21v42l-36 21-36-21v-42zM516 304l36 21v42l-36 21-36-21v-42zM444 304l36 21v42l-36 21-36-21v-42z"/></g>',
    "homestay": '<path d="M320 100L520 230H120Z" fill="#9c4a2c"/><rect x="170" y="224" width="300" height="96" fill="#b98552"/><path d="M170 256H470M170 288H470" stroke="#8d5f36" stroke-width="5"/><rect x="290" y="236" width="60" height="84" fill="#5c3b20"/><rect x="200" y="244" width="56" height="44" fill="#fff1c9"/><rect x="384" y="244" width="56" height="44" fill="#fff1c9"/>'
    '<path d="M190 320V404M270 320V404M370 320V404M450 320V404M310 320L280 404M340 320L360 404" stroke="#6b4426" stroke-width="14"/>' + _leaf(540, 300, -80, 1.1) + _leaf(546, 300, -130, 1, "#6aa05e"),
    "tours": '<path d="M0 372C80 340 180 384 280 360S480 340 640 366V452H0Z" fill="#4f93a8"/><path d="M120 300H520C500 360 450 380 320 380S140 360 120 300Z" fill="#8d5529"/><path d="M120 300H520" stroke="#d9a85e" stroke-width="12"/>'
    '<path d="M220 300V210H420V300" fill="#e8d9b5"/><path d="M200 214C250 160 390 160 440 214Z" fill="#b53a2e"/><path d="M540 170L430 380" stroke="#6b4426" stroke-width="10"/><circle cx="160" cy="120" r="40" fill="#f2b441"/>',
}  # fmt: skip


def picture(drawing: str, ground: tuple[str, str]) -> str:
    """The whole SVG: ground, a glow, the subject with its shadow, and the krama's check below."""
    checks = "".join(
        f'<rect x="{x}" y="452" width="14" height="28" fill="#fff" opacity=".35"/>'
        for x in range(0, WIDTH, 28)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="100%" height="100%" fill="{ground[0]}"/><circle cx="320" cy="250" r="210" fill="{ground[1]}"/>'
        f'<ellipse cx="320" cy="408" rx="200" ry="20" fill="#5c4a2f" opacity=".18"/>{drawing}'
        f'<rect y="452" width="100%" height="28" fill="#b4532a"/><rect y="462" width="100%" height="8" fill="#000" opacity=".16"/>{checks}</svg>'
    )


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    with opened_browser() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, drawing in DRAWINGS.items():
            for number, ground in enumerate(GROUNDS):
                page.set_content(
                    f"<style>body{{margin:0}}svg{{display:block}}</style>{picture(drawing, ground)}"
                )
                image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                image.save(TARGET / f"{name}-{number}.webp", "WEBP", quality=78, method=6)
    sizes = [path.stat().st_size for path in TARGET.glob("*.webp")]
    print(f"{len(sizes)} pictures, {sum(sizes) // 1024} KB in all, {max(sizes)} bytes at most")


if __name__ == "__main__":
    main()
