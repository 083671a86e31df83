"""What browsers and robots ask for by themselves: service worker, its page without a line, manifest, robots.txt."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ovop.kernel.naming import language_code

FILES = (
    "app.css",
    "app.js",
    "listing.js",
    "icons.svg",
    "logo.svg",
    "art.svg",
    "fonts/khmer-digits.woff2",
    "fonts/noto-sans-khmer-khmer-wght-normal.woff2",
    "fonts/noto-sans-khmer-latin-wght-normal.woff2",
)
# Kept with the pages that need them, once these were opened.
LATER = ("door.js",)


def _read(name: str) -> bytes:
    """A built file: from where it was collected, or in development from where it was built."""
    found = finders.find(name)
    if found:
        return Path(str(found)).read_bytes()
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())


@cache
def _worker() -> bytes:
    script = _read("sw.js")
    version = sha256(script + b"".join(_read(name) for name in FILES + LATER)).hexdigest()[:12]
    head = f"self.VERSION={json.dumps(version)};self.PRECACHE={json.dumps([static(f) for f in FILES])};\n"
    return head.encode() + script


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script at the root, so that it may serve every page; browsers ask for it each time."""
    response = HttpResponse(_worker(), content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker in place of a page that cannot be fetched."""
    return render(request, "offline.html")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """How the site looks on a phone's home screen, in the language the page asked for it (W3C, Web Application Manifest)."""
    shortcuts = (("producers:create", _("List a product")), ("producers:catalogue", _("Products")))
    body = {
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone", "orientation": "any",
        "name": _("OVOP Match: products of Cambodia's villages"), "short_name": "OVOP Match",
        "description": _("Village products of Cambodia: producers and buyers find each other."),
        "lang": language_code(), "dir": "ltr", "categories": ["business", "shopping"],
        "background_color": "#faf7f0", "theme_color": "#0b5d4e",
        "icons": [
            *({"src": static(f"icon-{n}.png"), "sizes": f"{n}x{n}", "type": "image/png"} for n in (192, 512)),
            {
                "src": static("icon-maskable-512.png"), "sizes": "512x512", "type": "image/png",
                "purpose": "maskable",
            },
        ],
        "shortcuts": [{"name": name, "url": reverse(route)} for route, name in shortcuts],
    }  # fmt: skip
    response = JsonResponse(body, content_type="application/manifest+json")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /my/
Disallow: /review/
Disallow: /imports/
Disallow: /listings/
Disallow: /admin/
Disallow: /design/
Sitemap: {sitemap}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not look at."""
    text = ROBOTS.format(sitemap=request.build_absolute_uri("/sitemap.xml"))
    return HttpResponse(text, content_type="text/plain")
