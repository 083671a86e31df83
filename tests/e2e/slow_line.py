"""A slow line in front of the platform: bytes pass at a rate and with a delay, and are counted.

The browser's own throttling slows what a page asks for, not what its service worker asks for on its behalf; this
slows whatever passes, and counts headers too.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress

PIECE = 2048


class SlowLine:
    """Listens on a port of its own and passes everything on to `port`.

    `rate`: bytes a second for all connections together, each way. `round_trip`: seconds there and back; a new
    connection costs one more. Fast until `slow` is set.
    """

    def __init__(self, port: int, *, rate: int = 50_000, round_trip: float = 0.4) -> None:
        self.target, self.rate, self.round_trip = port, rate, round_trip
        self.slow, self.passed = False, 0
        self._free_at = {"up": 0.0, "down": 0.0}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), daemon=True)
        self._thread.start()

    async def _main(self) -> None:
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._serve, sock=self._socket)
        await self._ended.wait()
        server.close()

    async def _serve(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if self.slow:
            await asyncio.sleep(self.round_trip)
        far, there = await asyncio.open_connection("127.0.0.1", self.target)
        with suppress(OSError):
            await asyncio.gather(self._pass(near, there, "up"), self._pass(far, back, "down"))

    async def _pass(self, source: asyncio.StreamReader, to: asyncio.StreamWriter, way: str) -> None:
        """Pieces in their order, each when the line has had time for it."""
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)
        deliver = asyncio.create_task(self._deliver(waiting, to))
        with suppress(OSError):
            while piece := await source.read(PIECE):
                self.passed += len(piece)
                await waiting.put((self._due(len(piece), way), piece))
        await waiting.put((0.0, b""))
        await deliver

    def _due(self, size: int, way: str) -> float:
        """When so many bytes will have passed, by the loop's clock."""
        if not self.slow:
            return 0.0
        now = asyncio.get_running_loop().time()
        self._free_at[way] = max(now, self._free_at[way]) + size / self.rate
        return self._free_at[way] + self.round_trip / 2

    async def _deliver(
        self, waiting: asyncio.Queue[tuple[float, bytes]], to: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while True:
                due, piece = await waiting.get()
                await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
                if not piece:
                    break
                to.write(piece)
                await to.drain()
        to.close()

    def close(self) -> None:
        """End; what still passes is cut off."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(5)
