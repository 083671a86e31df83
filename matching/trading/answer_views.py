"""The page behind the link of a message. Opening it changes nothing: messengers open links by themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from matching.trading.answering import Question, question_of
from notices.hooks import OutOfDate
from ovop.kernel.declining import DeclineReason
from ovop.kernel.tickets import BadTicket, Ticket


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show what is asked, with a button for each answer; POST takes one of them."""
    try:
        read = Ticket.read(ticket)
    except BadTicket as error:
        return _page(request, {"late": error.late}, status=404)
    person = User.objects.filter(pk=read.person, is_active=True).first()
    if person is None:
        return _page(request, {}, status=404)
    with translation.override(person.language):
        question = question_of(read, person)
        if question is None:
            return _page(request, {}, status=404)
        context: dict[str, object] = {"question": question, "reasons": DeclineReason.choices}
        if request.method == "POST":
            context |= _taken(request, question)
        return _page(request, context)


def _taken(request: HttpRequest, question: Question) -> dict[str, object]:
    """The page after an answer: what was done and, if both agreed, whom to call."""
    name = request.POST.get("answer", "")
    if name not in {choice.name for choice in question.choices}:
        return {"outdated": True}
    try:
        done = question.answer(name, request.POST.get("reason", ""))
    except OutOfDate:
        return {"outdated": True}
    return {"done": done, "contact": question.contact() if name != "decline" else None}


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, "matching/answer.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
