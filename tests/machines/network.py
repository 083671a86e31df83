"""Hosts on one machine: network namespaces on a bridge, each with an address and a name of its own."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_HERE = "hosts of our own need root and iproute2 (apt install iproute2)"


def may_make_hosts() -> bool:
    """Whether this machine lets us: root, with the tools, and not in a sandbox that refuses."""
    if os.geteuid() or not shutil.which("ip") or not shutil.which("unshare"):
        return False
    name = f"ovop{secrets.token_hex(3)}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False)
    if made.returncode == 0:
        _ip("netns", "delete", name)
    return made.returncode == 0


class Network:
    """A bridge, at whose address this process itself can be reached, and the hosts on it."""

    def __init__(self) -> None:
        self.token = secrets.token_hex(2)
        self.prefix = f"10.{64 + secrets.randbelow(64)}.{secrets.randbelow(256)}"
        self.address = f"{self.prefix}.1"
        self.bridge = f"ovop{self.token}"
        self.hosts: list[Host] = []
        _ip("link", "add", self.bridge, "type", "bridge")
        _ip("address", "add", f"{self.address}/24", "dev", self.bridge)
        _ip("link", "set", self.bridge, "up")

    def host(self, name: str) -> Host:
        """A new host of this name."""
        made = Host(self, name, len(self.hosts) + 10)
        self.hosts.append(made)
        return made

    def end(self) -> None:
        """End what runs on the hosts, and them."""
        for host in self.hosts:
            host.end()
        _ip("link", "delete", self.bridge)


class Host:
    """One host. `cut` takes its cable out: nobody is told, packets go nowhere; `mend` puts it back."""

    def __init__(self, network: Network, name: str, number: int) -> None:
        self.network, self.name = network, name
        self.address = f"{network.prefix}.{number}"
        self.space = f"{network.bridge}-{name}"
        self.cable = f"{network.bridge}.{number}"
        _ip("netns", "add", self.space)
        _ip("link", "add", self.cable, "type", "veth", "peer", "name", "eth0", "netns", self.space)
        _ip("-n", self.space, "address", "add", f"{self.address}/24", "dev", "eth0")
        _ip("-n", self.space, "link", "set", "lo", "up")
        _ip("-n", self.space, "link", "set", "eth0", "up")
        _ip("link", "set", self.cable, "up")
        self.mend()

    def run(self, command: Sequence[str | Path], env: dict[str, str]) -> subprocess.Popen[bytes]:
        """A program on this host, in a process group of its own."""
        inside = ["ip", "netns", "exec", self.space, "unshare", "--uts", "sh", "-c", 'hostname "$0"; exec "$@"', self.name]  # fmt: skip
        return subprocess.Popen([*inside, *command], env=env, cwd=ROOT, start_new_session=True)

    def cut(self) -> None:
        _ip("link", "set", self.cable, "nomaster")

    def mend(self) -> None:
        _ip("link", "set", self.cable, "master", self.network.bridge)

    def end(self) -> None:
        found = _ip("netns", "pids", self.space)
        for pid in found.split():
            try:
                os.kill(int(pid), signal.SIGKILL)
            except ProcessLookupError:
                continue
        _ip("link", "delete", self.cable)
        _ip("netns", "delete", self.space)


def _ip(*command: str) -> str:
    done = subprocess.run(["ip", *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"ip {' '.join(command)}: {done.stderr.strip()}")
    return done.stdout
