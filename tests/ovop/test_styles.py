"""What a template asks for is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Say what something is, for scripts and tests; they look like nothing in particular.
BARE = {"checklist", "decline", "listing", "season-widget", "share"}


def test_every_class_that_a_page_names_is_one_the_styles_know():
    """A name that no style knows fails in silence: a column that should stand at the right stands at the left."""
    known = set(re.findall(r"\.([A-Za-z][\w-]+)", (ROOT / "static/build/app.css").read_text()))
    unknown = {
        (name, path.name)
        for path in (ROOT / "templates").rglob("*.html")
        for names in re.findall(r'class="([^"{]+)"', path.read_text())
        for name in names.split()
        if name not in known | BARE
    }
    assert not unknown
