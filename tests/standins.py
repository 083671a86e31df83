"""What lies outside, as servers of our own: they record what they are told, and can refuse, stall and fail."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from ovop.supervisor.servers import free_port


@dataclass
class Heard:
    """One request as the server got it."""

    method: str
    path: str
    fields: dict[str, Any]
    headers: dict[str, str]
    address: str = ""  # of whoever asked


@dataclass
class Mood:
    """How the next request is answered instead of properly: after `stall` seconds, with this status."""

    status: int = 500
    body: Any = "Internal Server Error"
    stall: float = 0
    headers: dict[str, str] = field(default_factory=dict)


class StandIn:
    """An HTTP server on a port of its own; `moods` are used up one a request, then it works again."""

    def __init__(self, answer: Callable[[Heard], Any], host: str = "127.0.0.1") -> None:
        self.heard: list[Heard] = []
        self.moods: deque[Mood] = deque()
        self.answer = answer
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                stand_in.serve(self)

            def do_POST(self) -> None:
                stand_in.serve(self)

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://{self.server.server_address[0]}:{self.server.server_port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()
        path = urlsplit(handler.path)
        fields: dict[str, Any] = dict(parse_qsl(path.query))
        if "json" in (handler.headers.get("Content-Type") or ""):
            fields |= json.loads(body)
        else:
            fields |= dict(parse_qsl(body))
        heard = Heard(
            handler.command, path.path, fields, dict(handler.headers), handler.client_address[0]
        )
        mood = self.moods.popleft() if self.moods and self.moody(heard) else None
        self.heard.append(heard)
        if mood:
            time.sleep(mood.stall)
            self._send(handler, mood.status, mood.body, mood.headers)
        else:
            self._send(handler, 200, self.answer(heard), {})

    def moody(self, heard: Heard) -> bool:
        """Whether a mood is spent on this request."""
        return True

    @staticmethod
    def _send(
        handler: BaseHTTPRequestHandler, status: int, body: Any, headers: dict[str, str]
    ) -> None:
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        try:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            """Whoever asked did not wait for a stalled answer."""


class Gateway(StandIn):
    """A gateway for text messages."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__(
            lambda heard: {"status": "queued", "message_id": f"sms-{len(self.heard)}"}, host
        )


class TelegramServer(StandIn):
    """Telegram's Bot API (https://core.telegram.org/bots/api), as far as the bot uses it."""

    def __init__(self, token: str = "123:stand-in") -> None:
        super().__init__(self._result)
        self.token = token
        self.waiting: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._update = 1000

    @property
    def api(self) -> str:
        return f"{self.url}/bot"

    def moody(self, heard: Heard) -> bool:
        return not heard.path.endswith("getUpdates")

    def calls(self, method: str = "sendMessage") -> list[Heard]:
        """What the bot called, e.g. every sendMessage, in order."""
        return [heard for heard in list(self.heard) if heard.path.endswith(f"/{method}")]

    def busy(self, seconds: int) -> Mood:
        return Mood(429, {
            "ok": False, "error_code": 429, "description": f"Too Many Requests: retry after {seconds}",
            "parameters": {"retry_after": seconds},
        })  # fmt: skip

    def refuses(self, status: int, text: str) -> Mood:
        return Mood(status, {"ok": False, "error_code": status, "description": text})

    # What people do.
    def says(self, chat: int, text: str, *, username: str = "sokha_demo") -> dict[str, Any]:
        """Somebody writes to the bot."""
        return self._happens(
            message={
                "message_id": 1, "date": 1, "text": text, "chat": self._chat(chat),
                "from": self._from(chat, username),
            }
        )  # fmt: skip

    def presses(self, chat: int, button: str, sent: Heard, number: int = 7) -> dict[str, Any]:
        """Somebody presses a button under a message; `button` is its text."""
        data = dict(self.buttons(sent))[button]
        return self._happens(
            callback_query={
                "id": "5", "from": self._from(chat), "chat_instance": "1", "data": data,
                "message": {
                    "message_id": number, "date": 1, "chat": self._chat(chat), "text": sent.fields["text"],
                },
            }
        )  # fmt: skip

    def blocks(self, chat: int, status: str = "kicked") -> dict[str, Any]:
        """Somebody blocks the bot (or comes back: "member")."""
        user = self._from(chat)
        bot = {"id": 123, "is_bot": True, "first_name": "OVOP"}
        gone = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
        return self._happens(
            my_chat_member={
                "chat": self._chat(chat), "from": user, "date": 1,
                "old_chat_member": {"status": "member", "user": bot}, "new_chat_member": gone,
            }
        )  # fmt: skip

    @staticmethod
    def buttons(sent: Heard) -> list[tuple[str, str]]:
        """(text, data) of the buttons under a message the bot sent."""
        markup = json.loads(sent.fields.get("reply_markup", '{"inline_keyboard": []}'))
        return [(b["text"], b["callback_data"]) for row in markup["inline_keyboard"] for b in row]

    def _happens(self, **what: Any) -> dict[str, Any]:
        with self._lock:
            self._update += 1
            update = {"update_id": self._update, **what}
            self.waiting.append(update)
        return update

    @staticmethod
    def _from(chat: int, username: str = "sokha_demo") -> dict[str, Any]:
        return {"id": chat, "is_bot": False, "first_name": "Sokha", "username": username}

    @staticmethod
    def _chat(chat: int) -> dict[str, Any]:
        return {"id": chat, "type": "private", "first_name": "Sokha"}

    def _result(self, heard: Heard) -> dict[str, Any]:
        _slash, bot, method = heard.path.split("/")
        if bot != f"bot{self.token}":
            return {"ok": False, "error_code": 401, "description": "Unauthorized"}
        if method == "getUpdates":
            return {"ok": True, "result": self._updates(int(heard.fields.get("offset", 0)))}
        if method in ("sendMessage", "editMessageText"):
            message = {
                "message_id": len(self.heard), "date": 1, "text": heard.fields["text"],
                "chat": self._chat(int(heard.fields["chat_id"])),
            }  # fmt: skip
            return {"ok": True, "result": message}
        return {"ok": True, "result": True}

    def _updates(self, offset: int) -> list[dict[str, Any]]:
        """What came since; asking for what follows ends what was before. Waits a little when there is none."""
        for _ in range(10):
            with self._lock:
                self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
                if self.waiting:
                    return list(self.waiting)
            time.sleep(0.05)
        return []


class Mailbox:
    """A mail server that keeps what it gets; `refuse` is said to every recipient instead."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.refuse = ""
        self.stall = 0.0
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.stall:
            import asyncio

            await asyncio.sleep(self.stall)
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.got.append(envelope)
        return "250 OK"

    def stop(self) -> None:
        self.controller.stop()
