"""Lists to choose from: the same as Django's, whatever is in them."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html

from ovop.form_rendering import QuickSelects

CHOICES = [
    ("", "—"), ("a", "Ändern & <b>"), (7, "ប្រហុក"), ("Group \"x\"", [("g1", "one"), ("g2", "two")]),
]  # fmt: skip


@pytest.mark.parametrize("value", ["", "a", 7, "g2", "unknown", None])
@pytest.mark.parametrize(
    "attrs", [{}, {"class": "form-select", "required": True, "hidden": False, "data-n": 3}]
)
def test_select_is_marked_up_as_djangos(value, attrs):
    widget = forms.Select(choices=CHOICES)
    ours = widget.render("field", value, attrs, QuickSelects())
    theirs = widget.render("field", value, attrs, TemplatesSetting())
    assert parse_html(ours) == parse_html(theirs)


def test_other_widgets_are_left_to_django():
    widget = forms.CheckboxInput()
    assert widget.render("x", True, {}, QuickSelects()) == widget.render(
        "x", True, {}, TemplatesSetting()
    )
