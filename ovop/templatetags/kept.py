"""`{% kept "catalogue" "results" kept_key %}…{% endkept %}`: a part of a page that many see alike (`ovop.kernel.parts`)."""

from __future__ import annotations

from django import template
from django.middleware.csrf import get_token
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe

from ovop.kernel.parts import kept_part

register = template.Library()

# Stands in a kept part where the reader's own token belongs. No page says it by itself: NUL is in no text.
READERS_OWN = "\0token\0"


class KeptNode(template.Node):
    """Renders what is inside only where it is not kept; with a key of None always.

    Forms inside get the token of whoever reads. What else is new each time (`{% once %}`) has no place in here.
    """

    def __init__(self, subject: FilterExpression, name: FilterExpression, key: FilterExpression, inside: NodeList) -> None:  # fmt: skip
        self.subject, self.name, self.key, self.nodelist = subject, name, key, inside

    def render(self, context: Context) -> SafeString:
        key, request = self.key.resolve(context), context.get("request")
        if not key or request is None:  # the page of an error may have no request
            return self.nodelist.render(context)
        full = (self.name.resolve(context), key)
        found = kept_part(request, self.subject.resolve(context), full, lambda: self._made(context))
        if READERS_OWN in found:
            found = mark_safe(found.replace(READERS_OWN, get_token(request)))  # noqa: S308 - a token is letters
        return found

    def _made(self, context: Context) -> SafeString:
        with context.push(csrf_token=READERS_OWN, in_kept_part=True):
            return self.nodelist.render(context)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Subject, name of the part, and a key (or None) that says what else it depends on."""
    words = token.split_contents()
    if len(words) != 4:
        raise TemplateSyntaxError("kept takes a subject, a name and a key")
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    subject, name, key = (parser.compile_filter(word) for word in words[1:])
    return KeptNode(subject, name, key, inside)
