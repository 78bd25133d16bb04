"""A kernel of one's own, as far as that goes: shared memory, queues, process ids and the loopback device."""

import ctypes
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys

INSIDE = "IPCBOX_FAULTS_INSIDE"
SHM_BYTES = 96 << 20
UNSHARE = ["unshare", "--ipc", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def enter():
    """Starts this program again inside; returns True when that is where it runs, False when it cannot be had."""
    if os.environ.get(INSIDE):
        _furnish()
        return True
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    if subprocess.run(UNSHARE + ["true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        return False
    os.environ[INSIDE] = "1"
    sys.stdout.flush()
    os.execvp("unshare", UNSHARE + [sys.executable] + sys.argv)


def _furnish():
    mount("tmpfs", "/dev/shm", f"size={SHM_BYTES},mode=1777")
    os.makedirs("/dev/mqueue", exist_ok=True)
    mount("mqueue", "/dev/mqueue", "")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        flags = struct.unpack("16sh", fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0))[:18])[1]
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | IFF_UP))


def mount(kind, path, options):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(kind.encode(), path.encode(), kind.encode(), 0, options.encode() or None) != 0:
        raise OSError(ctypes.get_errno(), f"cannot mount {kind} on {path}")


def reap_orphans():
    """In a process namespace of its own this program inherits children of the dead; it buries them."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
                fields = stat.read().rpartition(")")[2].split()
            if fields[0] == "Z" and int(fields[1]) == os.getpid() and os.getpid() == 1:
                yield int(pid)
        except OSError:
            continue
