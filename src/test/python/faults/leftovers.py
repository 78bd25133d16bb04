"""What lies about: objects with names, processes, listening sockets; and what processes use."""

import os
import stat

SYSV = ("msg", "sem", "shm")
LISTENING = "0A"
LOOPBACK = ("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")


def names(directory, wanted=""):
    """Everything below a directory with that text in its path."""
    found = set()
    for parent, directories, files in os.walk(directory):
        found.update(os.path.join(parent, name) for name in directories + files
                     if wanted in os.path.join(parent, name))
    return found


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        os.rmdir(path)
    elif os.path.lexists(path):
        os.unlink(path)


def sysv_ids():
    """The System V objects of the IPC namespace: (kind, id)."""
    found = set()
    for kind in SYSV:
        with open(f"/proc/sysvipc/{kind}", encoding="ascii") as table:
            found.update((kind, row.split()[1]) for row in list(table)[1:])
    return found


def processes(mark):
    """Those with that text in their command line or environment; zombies do not count."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as cmdline:
                words = cmdline.read()
        except OSError:
            continue
        if mark.encode() in words and int(pid) != os.getpid():
            found[int(pid)] = words.replace(b"\0", b" ").decode("utf-8", "replace")
    return found


class Leftovers:
    """What is there because of one world. `private` says that its IPC and network namespace is ours alone."""

    def __init__(self, runtime, channel, private):
        self.runtime = runtime
        self.channel = channel
        self.private = private
        self.uid = os.geteuid()
        self.allowed = set()
        self.allowed = self.objects()

    def objects(self):
        """The names and ids that exist now, less those that were there first."""
        mark = "" if self.private else self.channel
        found = names("/dev/shm", mark) | names("/dev/mqueue", mark) | names(self.runtime)
        if self.private:
            found |= {f"System V {kind} {number}" for kind, number in sysv_ids()}
        return found - self.allowed

    def allow(self, *paths):
        """Things that a scenario itself made."""
        self.allowed.update(paths)

    def unexpected(self, expected):
        """Objects beyond those that the living processes need, as violations."""
        return [f"left behind: {name}" for name in sorted(self.objects() - set(expected))]

    def wrong_owners(self):
        """Objects that are not ours, or that others can use."""
        violations = []
        for path in sorted(self.objects() | {self.runtime}):
            if path.startswith("/"):
                violations += self._objections(path)
        return violations

    def _objections(self, path):
        try:
            status = os.lstat(path)
        except FileNotFoundError:
            return []
        wanted = 0o700 if stat.S_ISDIR(status.st_mode) else 0o600
        mode = stat.S_IMODE(status.st_mode)
        found = []
        if status.st_uid != self.uid:
            found.append(f"{path} belongs to user {status.st_uid}")
        if mode != wanted and not stat.S_ISLNK(status.st_mode):
            found.append(f"{path} has mode {mode:o}, not {wanted:o}")
        return found

    def open_listeners(self, pids):
        """Sockets that listen on anything but the loopback device."""
        mine = None if self.private else inodes(pids)
        found = []
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            with open(table, encoding="ascii") as rows:
                for row in list(rows)[1:]:
                    fields = row.split()
                    address = fields[1].rpartition(":")[0]
                    own = mine is None or fields[9] in mine
                    if fields[3] == LISTENING and own and address not in LOOPBACK:
                        found.append(f"listens on {fields[1]}, which is not the loopback device")
        return found


def inodes(pids):
    """The sockets of these processes."""
    found = set()
    for pid in pids:
        try:
            for fd in os.listdir(f"/proc/{pid}/fd"):
                link = os.readlink(f"/proc/{pid}/fd/{fd}")
                if link.startswith("socket:["):
                    found.add(link[8:-1])
        except OSError:
            continue
    return found


def grown(before, after):
    """What a process uses more than ten percent more of; a few more of a few are no growth."""
    slack = {"threads": 3, "fds": 4, "rss": 32 * 1024, "native": 8 * 1024, "heap": 1024}
    return [
        f"{what} went from {before[what]} to {after[what]}"
        for what in before
        if what in after and after[what] > before[what] + max(before[what] / 10, slack[what])
    ]
