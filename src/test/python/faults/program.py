"""The program under test, as its own launcher starts it."""

import os
import subprocess
import tempfile
import time

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 4))
LAUNCHER = os.path.join(HOME, "scripts", "ipcbox")


def command():
    """The words with which the launcher starts Java: found once, so that a start costs no shell."""
    # Builds what is missing, and makes the cache for fast starts.
    subprocess.run([LAUNCHER, "--version"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="ipcbox-faults-") as directory:
        role = ["client-shm", f"--ipcbox.directory={directory}/none", "--ipcbox.channel=faults-command"]
        launched = subprocess.Popen([LAUNCHER] + role, cwd=directory, stdout=subprocess.DEVNULL)
        try:
            words = _java_words(launched)
        finally:
            launched.kill()
            launched.wait()
    return words[: -len(role)]


def _java_words(launched):
    while launched.poll() is None:
        with open(f"/proc/{launched.pid}/cmdline", encoding="utf-8") as cmdline:
            words = cmdline.read().split("\0")[:-1]
        if words and os.path.basename(words[0]) == "java":
            return words
        time.sleep(0.002)
    raise SystemExit(f"faults: {LAUNCHER} does not start Java")


def environment(runtime):
    """Nothing of the user's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IPCBOX_")}
    return kept | {"XDG_RUNTIME_DIR": runtime, "LC_ALL": "C.UTF-8"}
