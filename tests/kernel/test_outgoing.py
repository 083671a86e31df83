"""An address that somebody typed is called only where it leads out into the internet."""

from __future__ import annotations

import contextlib
import socket
import threading
import time

import httpx
import pytest

from ovop.kernel import outgoing
from ovop.kernel.outgoing import NotAllowed
from tests.standins import StandIn

INSIDE = [
    "https://127.0.0.1/", "https://10.0.0.7/", "https://192.168.1.1/", "https://172.16.3.4/", "https://169.254.169.254/latest/",
    "https://0.0.0.0/", "https://100.64.0.1/", "https://224.0.0.1/", "https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
    "https://[fec0::1]/", "https://[64:ff9b:1::1]/", "https://[::127.0.0.1]/",
]  # fmt: skip
NONE = [
    "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "https://", "https:///x", "https://user:pass@example.com/",
    "https://user@example.com/", "https://example.com:99999/", "https://exa mple.com/", "https://example.com/\n", "gopher://x", "x",
    "https://[::1", "https://example.com/" + "a" * 600, "https://a.de/\x7f", "https://" + "ü" * 80 + ".de/",
]  # fmt: skip


@pytest.mark.parametrize("url", [*INSIDE, *NONE])
def test_address_that_could_never_be_called_is_refused_when_it_is_typed(url):
    with pytest.raises(NotAllowed):
        outgoing.check(url)


@pytest.mark.parametrize("url", INSIDE)
def test_address_inside_is_not_called(url):
    with pytest.raises(NotAllowed):
        outgoing.post(url, b"{}", {})


@pytest.mark.parametrize("name", ["0x7f000001", "2130706433", "127.1", "localhost", "017700000001"])
def test_other_spellings_of_our_own_machine_are_not_called(name):
    with pytest.raises(NotAllowed):
        outgoing.post(f"https://{name}/", b"{}", {})


def looks_up(monkeypatch, *answers):
    """Names lead to these addresses, one list a lookup."""
    left = list(answers)

    def getaddrinfo(host, port, *rest, **more):
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_name_with_one_inner_address_among_public_ones_is_not_called(monkeypatch):
    looks_up(monkeypatch, ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(NotAllowed):
        outgoing.post("https://shop.example/", b"{}", {})


def test_name_that_changes_after_the_check_gains_nothing(monkeypatch):
    """DNS rebinding: the call goes to the address that was checked."""
    looks_up(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    called = []

    def connect(self, request):
        called.append(
            (request.url.host, request.headers["Host"], request.extensions["sni_hostname"])
        )
        raise httpx.ConnectError("not here")

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", connect)
    with pytest.raises(httpx.ConnectError):
        outgoing.post("https://shop.example/hook", b"{}", {})
    assert called == [("93.184.216.34", "shop.example", "shop.example")]


def test_name_in_other_letters_is_called_as_the_network_writes_it(monkeypatch):
    looks_up(monkeypatch, ["93.184.216.34"])
    called = []

    def connect(self, request):
        called.append(request.headers["Host"])
        raise httpx.ConnectError("not here")

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", connect)
    with pytest.raises(httpx.ConnectError):
        outgoing.post("https://münchen.de/", b"{}", {})
    assert called == ["xn--mnchen-3ya.de"]


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"])
def test_program_that_sends_a_letter_now_and_then_is_not_waited_for(settings, monkeypatch, begins):
    settings.MAY_BE_CALLED = ["127.0.0.1"]
    monkeypatch.setattr(outgoing, "DEADLINE", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            there, _who = server.accept()
            with there, contextlib.suppress(OSError):
                there.sendall(begins)
                for _letter in range(200):
                    there.sendall(b"H")
                    time.sleep(0.1)

        threading.Thread(target=drip, daemon=True).start()
        begun = time.monotonic()
        with pytest.raises(httpx.HTTPError):
            outgoing.post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})
    assert time.monotonic() - begun < 10


@pytest.fixture
def program(settings):
    settings.MAY_BE_CALLED = ["127.0.0.1"]
    server = StandIn(lambda heard: {"ok": True})
    yield server
    server.stop()


def test_allowed_host_is_called_with_what_was_given(program):
    answer = outgoing.post(
        f"{program.url}/hook?a=1", b'{"x": 1}', {"Content-Type": "application/json", "X-Mine": "1"}
    )
    assert answer.status == 200
    (heard,) = program.heard
    assert (heard.path, heard.fields, heard.headers["X-Mine"]) == ("/hook", {"a": "1", "x": 1}, "1")


def test_redirect_into_our_network_is_not_followed(program):
    from tests.standins import Mood

    program.moods.append(Mood(status=302, headers={"Location": "http://127.0.0.1:1/inside"}))
    assert outgoing.post(f"{program.url}/", b"{}", {}).status == 302
    assert len(program.heard) == 1


def test_proxy_of_the_environment_is_not_used(program, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert outgoing.post(f"{program.url}/", b"{}", {}).status == 200


def test_of_a_long_answer_only_a_little_is_read(program):
    program.answer = lambda heard: "a" * 5_000_000
    assert len(outgoing.post(f"{program.url}/", b"{}", {}).text) <= outgoing.READ
