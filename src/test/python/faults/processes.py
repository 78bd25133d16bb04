"""A process under test: what it prints, how it ends, what it uses."""

import contextlib
import os
import re
import signal
import subprocess
import threading
import time

from .pump import await_that

TRACE = re.compile(r"^\s+at [\w$.]+[\w$<>/@.]*\(|^Exception in thread|^\s*Caused by: |^java\.|\bat io\.ipcbox\.|"
                   r"A fatal error has been detected|^#  SIG")
MAPPING = re.compile(r"([0-9a-f]+)-[0-9a-f]+ ")
# Of the old generation: a full collection puts all that lives there.
LIVE_OBJECTS = re.compile(r"^\s*tenured.*?used (\d+)K", re.IGNORECASE | re.MULTILINE)
DOCUMENTED = {0, 1, 2, 3, 130, 128 + signal.SIGTERM}


class Process:
    """Started at once. `expected` are the exit codes that are no fault; None while it must not end at all."""

    def __init__(self, pump, name, argv, env, cwd, stdin=None, stdout=None):
        self.name = name
        self.expected = None
        self.violations = []
        self.errors = []  # (time, line) of standard error
        self.out = []  # lines of standard output, unless somebody else takes them
        self.stopped = False
        self.started = time.monotonic()
        self._rest = {"out": b"", "err": b""}
        self._ends = {"out": threading.Event(), "err": threading.Event()}
        self.popen = subprocess.Popen(
            argv, env=env, cwd=cwd, stdin=stdin or subprocess.DEVNULL, stdout=stdout or subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True)
        self.pid = self.popen.pid
        if stdout is None:
            pump.add(os.dup(self.popen.stdout.fileno()), lambda data, now: self._take("out", data, now))
            self.popen.stdout.close()
        else:
            self._ends["out"].set()
        pump.add(os.dup(self.popen.stderr.fileno()), lambda data, now: self._take("err", data, now))
        self.popen.stderr.close()

    def _take(self, source, data, now):
        if not data:
            self.take_rest(source, self._rest[source].decode("utf-8", "backslashreplace"))
            self._ends[source].set()
            return
        *lines, self._rest[source] = (self._rest[source] + data).split(b"\n")
        for line in lines:
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                self.violated("printed what is not UTF-8", repr(line[:100]))
                text = line.decode("latin-1")
            if not (text.isascii() and text.isprintable()):
                self._check_printable(text)
            self.take(source, text, now)

    def _check_printable(self, text):
        for character in text:
            if not (character.isprintable() or character in "\t\r"):
                self.violated("printed a character that is not printable", repr(text[:100]))
                return

    def take(self, source, line, now):
        """A line that was printed; called by the pump's thread."""
        if source == "err":
            if TRACE.search(line):
                self.violated("stack trace", line[:200])
            self.errors.append((now, line))
        else:
            self.out.append(line)

    def take_rest(self, source, text):
        """What was printed after the last line feed, at the end."""
        if text:
            self.take(source, text, time.monotonic())

    def violated(self, what, detail=""):
        if len(self.violations) < 20:
            self.violations.append(f"{self.name}: {what}" + (f": {detail}" if detail else ""))

    def all_violations(self):
        return list(self.violations)

    def is_alive(self):
        return self.popen.poll() is None

    def error_text(self):
        return " | ".join(line for _, line in self.errors[-5:])

    def error_since(self, words, since):
        """The time of the first error with these words after that time; None without one."""
        return next((when for when, line in list(self.errors) if when >= since and words in line), None)

    def signal(self, number):
        self.stopped = number == signal.SIGSTOP or (self.stopped and number != signal.SIGCONT)
        os.kill(self.pid, number)

    def kill(self):
        """kill -9; returns when."""
        self.expected = {-signal.SIGKILL}
        when = time.monotonic()
        if self.is_alive():
            os.kill(self.pid, signal.SIGKILL)
        self.wait(30)
        return when

    def wait(self, seconds):
        """The exit code, once everything it printed was taken; None if it did not end in time."""
        if not await_that(lambda: not self.is_alive(), seconds):
            return None
        for end in self._ends.values():
            end.wait(10)
        return self.popen.returncode

    def check_exit(self):
        """Whether it lives, or has ended as it may."""
        code = self.popen.poll()
        if code is None:
            return []
        if self.expected is None:
            return [f"{self.name}: ended by itself with exit code {code}: {self.error_text()}"]
        if code not in self.expected:
            wanted = " or ".join(map(str, sorted(self.expected)))
            return [f"{self.name}: exit code {code} instead of {wanted}: {self.error_text()}"]
        if code >= 0 and code not in DOCUMENTED:
            return [f"{self.name}: undocumented exit code {code}: {self.error_text()}"]
        return []

    def usage(self):
        """Threads, descriptors and resident kilobytes."""
        with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as status:
            fields = dict(line.split(":", 1) for line in status if ":" in line)
        return {"threads": int(fields["Threads"]), "fds": len(os.listdir(f"/proc/{self.pid}/fd")),
                "rss": int(fields["VmRSS"].split()[0])}

    def lasting_usage(self):
        """The same, but of memory what lasts: the kilobytes outside the heap, and of the objects in it those that a
        garbage collection leaves. How large the JVM makes the heap around them is its own affair."""
        usage = self.usage()
        report = self._jcmd("GC.run", "GC.heap_info")
        live = LIVE_OBJECTS.search(report)
        if live:
            bounds = [int(bound, 16) for bound in re.findall(r"0x[0-9a-f]{16}", report)]
            del usage["rss"]
            usage |= {"native": self._resident_outside(min(bounds), max(bounds)), "heap": int(live[1])}
        return usage

    def _resident_outside(self, start, end):
        resident, counts = 0, True
        with open(f"/proc/{self.pid}/smaps", encoding="utf-8", errors="replace") as smaps:
            for line in smaps:
                if mapping := MAPPING.match(line):
                    counts = not start <= int(mapping[1], 16) < end
                elif counts and line.startswith("Rss:"):
                    resident += int(line.split()[1])
        return resident

    def _jcmd(self, *requests):
        """What the JVM answers; nothing where there is no such tool."""
        tool = os.path.join(os.path.dirname(os.path.realpath(self.popen.args[0])), "jcmd")
        if not os.access(tool, os.X_OK):
            return ""
        done = subprocess.run([tool, str(self.pid), "-f", "/dev/stdin"], input="\n".join(requests) + "\n",
                              capture_output=True, text=True)
        # The door it came in by: a JVM that is killed leaves it behind.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"/tmp/.java_pid{self.pid}")
        return done.stdout

    def cpu_seconds(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii", errors="replace") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


class Client(Process):
    """A client whose output a Stream checks line by line."""

    def __init__(self, pump, name, transport, stream, *rest, **options):
        self.transport = transport
        self.stream = stream
        super().__init__(pump, name, *rest, **options)

    def take(self, source, line, now):
        if source == "out":
            self.stream.take(line, now)
        else:
            super().take(source, line, now)

    def take_rest(self, source, text):
        if source == "out" and text:
            self.stream.cut(text)

    def all_violations(self):
        return self.violations + self.stream.violations


class Server(Process):
    """A server; `feeder` types its lines. Collects the answers to `clients`."""

    READY = "Server is ready. You can type integers and then press [ENTER]."

    def __init__(self, *arguments, **options):
        self.ready = threading.Event()
        self.ready_at = None
        self.tables = 0
        self.table = []
        self._rows = []
        super().__init__(*arguments, **options)

    def take(self, source, line, now):
        if source == "out":
            self._take_table(line, now)
        super().take(source, line, now)
        if len(self.out) > 2000:
            del self.out[:1000]

    def _take_table(self, line, now):
        if line == self.READY:
            self.ready_at = now
            self.ready.set()
        elif line.startswith("WHO ") or line == "no clients are attached":
            self.table, self._rows = self._rows, []
            self.tables += 1
        elif re.search(r"  (live|lagging)$", line):
            self._rows.append(re.split(r"  +", line))
