"""Make a fresh checkout runnable: virtual environment, packages, assets, translations.

Standard library only, because it runs before anything is installed. Every step is skipped when
its inputs have not changed since the last time, so a second `make run` starts at once. Whatever
goes wrong is told in one sentence that says what to do.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
Command = list[str | Path]


class SetupError(Exception):
    """A step failed; the text is the one sentence shown to the person."""


def main() -> int:
    """Run the steps asked for on the command line; return the process exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests need, and a browser")
    parser.add_argument("--before-run", action="store_true", help="also check that PORT is free")
    options = parser.parse_args()
    try:
        require_python()
        if options.before_run and not PYTHON.exists():
            # Before minutes of installing; later `manage.py up` checks, after ending what a killed
            # run may have left on the port.
            require_free_port(os.environ.get("HOST", "127.0.0.1"), port_asked(), SetupError)
        require_writable(ROOT)
        create_venv()
        install("requirements.txt")
        if options.dev:
            install("requirements-dev.txt")
            ensure_browser()
            ensure_tools()
        build_assets()
        compile_messages()
    except SetupError as error:
        print(f"\n✗ {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing is broken: the same command goes on from here.", file=sys.stderr)
        return 130
    return 0


def require_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything checks it
        raise SetupError(
            f"OVOP Match needs Python 3.11 or newer and this is {sys.version.split()[0]}; "
            "install a newer one and name it, for example: make run PYTHON=python3.11"
        )
    if os.name == "nt":
        raise SetupError(
            "On Windows use WSL2, or set DATABASE_URL and REDIS_URL and run manage.py there."
        )


def port_asked() -> int:
    """The port of PORT, 8000 if none is named; SetupError for what is no port."""
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SetupError(f"PORT={port} is not a port number; use one from 1024 to 65535.")
    return int(port)


def require_free_port(host: str, port: int, error: type[Exception]) -> None:
    """Raise `error`, with a sentence that says what to do, when nobody may listen there or another program does."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise error(
                f"Port {port} needs more rights; choose one above 1023: PORT=8001 make run"
            ) from None
        except OSError:
            raise error(
                f"Port {port} is already in use. If OVOP Match already runs, open "
                f"http://127.0.0.1:{port}; else choose another port: PORT={port + 1} make run"
            ) from None


def require_writable(folder: Path) -> None:
    # os.access is not enough: a read-only mount refuses root too, and only a write tells.
    probe = folder / f".write-probe-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SetupError(
            f"The folder {folder} cannot be written ({error.strerror}); copy the project to a "
            "folder you own and run make there."
        ) from None


def create_venv() -> None:
    if PYTHON.exists():
        probe = subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False)
        if probe.returncode == 0:
            return
        shutil.rmtree(VENV)  # half-made or moved with the folder: cheaper to make again
    say("Creating .venv")
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            "Python could not create a virtual environment; on Debian or Ubuntu install it with: "
            "apt install python3-venv"
        )


def install(requirements: str) -> None:
    with Step(requirements, [ROOT / requirements]) as step:
        if step.fresh:
            return
        say(f"Installing {requirements} (once; a minute or two)")
        command: Command = [
            PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--no-input", "--only-binary", ":all:", "--require-hashes", "-r", ROOT / requirements,
        ]  # fmt: skip
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise SetupError(_pip_sentence(done.stderr, requirements))


def _pip_sentence(stderr: str, requirements: str) -> str:
    log = VENV / "install.log"
    log.write_text(stderr)
    network = (
        "NewConnectionError",
        "ConnectTimeout",
        "Name or service",
        "resolve",
        "ProxyError",
        "SSLError",
    )
    if any(sign in stderr for sign in network):
        return "The Python packages could not be downloaded: no network. Connect and run the same command again."
    if "No space left" in stderr:
        return "The disk is full: OVOP Match needs about 1.5 GB. Free some and run the same command again."
    if "No matching distribution" in stderr or "only-binary" in stderr:
        return (
            "A package in "
            + requirements
            + " has no ready-made wheel for this system (Linux x86-64 "
            f"and macOS arm64 with Python 3.11-3.13 are checked); details are in {log}."
        )
    return f"Installing {requirements} failed; details are in {log}."


def build_assets() -> None:
    sources = [ROOT / "package-lock.json", *sorted((ROOT / "static" / "src").rglob("*"))]
    with Step("assets", [path for path in sources if path.is_file()]) as step:
        if step.fresh and (ROOT / "static" / "build").exists():
            return
        say("Building styles, scripts and fonts")
        env = {
            **os.environ,
            "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "npm_config_update_notifier": "false",
        }
        npm: Command = [VENV / "bin" / "npm", "--silent", "--no-fund", "--no-audit"]
        with Step("node_modules", [ROOT / "package-lock.json"]) as modules:
            if not modules.fresh or not (ROOT / "node_modules").exists():
                got = subprocess.run(
                    [*npm, "ci", "--ignore-scripts"],
                    cwd=ROOT,
                    env=env,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if got.returncode:
                    (VENV / "npm.log").write_text(got.stdout + got.stderr)
                    raise SetupError(
                        "The front-end packages could not be downloaded; check the network and run "
                        f"the same command again (details are in {VENV / 'npm.log'})."
                    )
        built = subprocess.run(
            [*npm, "run", "build"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        if built.returncode:
            (VENV / "npm.log").write_text(built.stdout + built.stderr)
            raise SetupError(f"Building the assets failed; details are in {VENV / 'npm.log'}.")


def compile_messages() -> None:
    catalogues = sorted((ROOT / "locale").rglob("*.po"))
    with Step("messages", catalogues) as step:
        if step.fresh and all(path.with_suffix(".mo").exists() for path in catalogues):
            return
        # Babel compiles what gettext's msgfmt would, without needing gettext on the machine.
        for path in catalogues:
            subprocess.run(
                [PYTHON, "-m", "babel.messages.frontend", "--quiet", "compile", "-i", path, "-o", path.with_suffix(".mo")],
                check=True,
            )  # fmt: skip


# The first is the same engine without the windows, menus and start pages that nobody sees in a test:
# a quarter less work for the machine.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_browser() -> str:
    """The browser named in CHROMIUM, else the first of BROWSERS that is here; empty when there is none."""
    found = (path for name in BROWSERS if (path := shutil.which(name)))
    return os.environ.get("CHROMIUM") or next(found, "")


def ensure_browser() -> None:
    """Have the lightest browser: Debian's, when this is root on a machine with apt, else one that is here."""
    if os.environ.get("CHROMIUM") or shutil.which(BROWSERS[0]):
        return
    refused = "this is not root, or there is no apt-get"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium")
        if not (refused := _install_package(BROWSERS[0])):
            return
        if not find_browser():
            refused = _install_package(BROWSERS[1])
    if not find_browser():
        raise SetupError(
            "The tests need a browser: install Chromium (Debian: apt install chromium) or name one "
            f"in the CHROMIUM variable. It was not installed: {refused}."
        )


def find_pool() -> str:
    """PgBouncer, or nothing; Debian puts it where only root looks."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin") or ""


def ensure_tools() -> None:
    """Have PgBouncer and iproute2 where that is easy; the tests that need them are left out elsewhere."""
    for package, found in (("pgbouncer", find_pool()), ("iproute2", shutil.which("ip"))):
        if not found and os.geteuid() == 0 and shutil.which("apt-get"):
            say(f"Installing {package}")
            _install_package(package)


def _install_package(package: str) -> str:
    """Install one of Debian's; why that was not possible, or nothing."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", package],
    ):
        done = subprocess.run(
            ["apt-get", *command], env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["no reason given"]
            return f"apt-get {command[0]}: {said[-1]}"
    return ""


class Step:
    """Remembers the digest of a step's inputs, so that an unchanged step is skipped.

    The stamp is written only when the block ends without an error.
    """

    def __init__(self, name: str, inputs: list[Path]) -> None:
        self.stamp = STAMPS / name
        digest = hashlib.sha256()
        for path in inputs:
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        self.digest = digest.hexdigest()
        self.fresh = self.stamp.exists() and self.stamp.read_text() == self.digest

    def __enter__(self) -> Step:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None and not self.fresh:
            STAMPS.mkdir(parents=True, exist_ok=True)
            self.stamp.write_text(self.digest)


def say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
