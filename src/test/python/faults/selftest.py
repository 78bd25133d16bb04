"""Proves that the checks can fail: each is shown a fault, and must report it; and shown none, and must be silent."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile

from .checker import Epochs, Stream
from .leftovers import Leftovers, grown
from .lines import Lines
from .processes import TRACE, Process
from .pump import Pump

TYPED = 60


def _stream(awaited=1):
    epochs = Epochs()
    epochs.typed = TYPED
    lines = Lines(7, 400)
    return Stream("client", lines, epochs, awaited), lines


def _feed(printed, ended=True):
    stream, lines = _stream()
    stream.take("Client1 (socket) is ready", 0.0)
    for line in printed(lines):
        stream.take(line, 0.0)
    if ended:
        stream.ended_at(TYPED - 1)
    return stream.violations


def _all(lines):
    return [lines.shown(number) for number in range(1, TYPED)]


def _without(first, last, notice=()):
    return lambda lines: _all(lines)[: first - 1] + list(notice) + _all(lines)[last:]


def _changed(change):
    def printed(lines):
        shown = _all(lines)
        change(shown, lines)
        return shown
    return printed


def _swap(shown, _):
    shown[10], shown[11] = shown[11], shown[10]


def _tear(shown, _):
    shown[10] = shown[10][: len(shown[10]) // 2]


def _mend(shown, _):
    # The beginning of one line and the end of another: both valid, together not.
    shown[10] = shown[10].rsplit(" ", 1)[0] + " " + shown[11].rsplit(" ", 1)[1]


def _digit(shown, _):
    shown[10] = shown[10][:-1] + str((int(shown[10][-1]) + 1) % 10)


def _shorten(shown, _):
    longest = max(range(len(shown)), key=lambda place: len(shown[place]))
    shown[longest] = shown[longest].rsplit(" ", 1)[0]


STREAMS = {  # name: (what is printed, whether that is a violation)
    "all lines": (_all, False),
    "a declared gap": (_without(20, 29, ["LAGGED 10"]), False),
    "a declared gap, in two notices": (_without(20, 29, ["LAGGED 4", "LAGGED 6"]), False),
    "a declared gap at the end": (lambda lines: _all(lines)[:-5] + ["LAGGED 5"], False),
    "a missing line": (_without(20, 20), True),
    "the first line missing": (_without(1, 1), True),
    "the last line missing": (lambda lines: _all(lines)[:-1], True),
    "a gap declared too small": (_without(20, 29, ["LAGGED 9"]), True),
    "a gap declared too large": (_without(20, 29, ["LAGGED 11"]), True),
    "a gap that is none": (lambda lines: _all(lines) + ["LAGGED 1"], True),
    "a line twice": (_changed(lambda shown, _: shown.insert(10, shown[10])), True),
    "two lines swapped": (_changed(_swap), True),
    "half a line": (_changed(_tear), True),
    "parts of two lines": (_changed(_mend), True),
    "a wrong digit": (_changed(_digit), True),
    "a word short": (_changed(_shorten), True),
    "an empty line": (_changed(lambda shown, _: shown.insert(5, "")), True),
    "a line of another seed": (_changed(lambda shown, _: shown.__setitem__(5, Lines(8, 400).shown(6))), True),
    "a line that was never typed": (lambda lines: _all(lines) + [lines.shown(TYPED)], True),
    "a word that nobody knows": (_changed(lambda shown, _: shown.insert(5, "LAGGED")), True),
}


def _next_server(missing, resumed, first=TYPED):
    """A server dies after some lines of 1 to 59; the next one begins with 60."""
    stream, lines = _stream()
    for number in range(1, TYPED - missing):
        stream.take(lines.shown(number), 0.0)
    stream.epochs.next_server()
    stream.epochs.typed += 40
    for number in range(first + resumed, TYPED + 40):
        stream.take(lines.shown(number), 0.0)
    return stream.violations


def _cut(rest):
    stream, lines = _stream()
    stream.take(lines.shown(1), 0.0)
    stream.cut(rest(lines))
    return stream.violations


RESTARTS = {
    "a prefix, and the next server": (lambda: _next_server(7, 0), False),
    "the first line of the next server missing": (lambda: _next_server(7, 1), True),
    "a line of the dead server after it": (lambda: _next_server(7, 0, TYPED - 2), True),
    "killed while printing": (lambda: _cut(lambda lines: lines.shown(2)[:9]), False),
    "killed while printing something else": (lambda: _cut(lambda lines: lines.shown(3)[:-2]), True),
}


@contextlib.contextmanager
def _removed(path):
    try:
        yield path
    finally:
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        else:
            os.unlink(path)


def _leaks(private):
    """Leaks something of each kind; yields what it was, and whether it was seen."""
    with tempfile.TemporaryDirectory(prefix="ipcbox-faults-") as runtime:
        channel = f"faults-self-{os.getpid()}"
        left = Leftovers(runtime, channel, private)
        yield "nothing leaked", not left.unexpected([]), True
        places = [f"/dev/shm/{channel}", os.path.join(runtime, "x.fifo")]
        places += [f"/dev/mqueue/{channel}"] if os.path.ismount("/dev/mqueue") else []
        for path in places:
            with _removed(path):
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
                yield f"leaked {os.path.dirname(path)}", bool(left.unexpected([])), True
                yield "an object that is needed", not left.unexpected([path]), True
                os.chmod(path, 0o640)
                yield f"mode 0640 in {os.path.dirname(path)}", bool(left.wrong_owners()), True
                os.chmod(path, 0o600)
                if os.geteuid() == 0 and "mqueue" not in path:
                    os.chown(path, 65534, 0)
                    yield f"foreign owner in {os.path.dirname(path)}", bool(left.wrong_owners()), True
                    os.chown(path, 0, 0)
        if private:
            made = subprocess.run(["ipcmk", "-Q"], check=True, capture_output=True, text=True).stdout.split()[-1]
            yield "leaked System V queue", bool(left.unexpected([])), True
            subprocess.run(["ipcrm", "-q", made], check=True)
        for address, wanted in (("0.0.0.0", True), ("127.0.0.1", False)):
            with socket.create_server((address, 0)):
                yield f"listens on {address}", bool(left.open_listeners([os.getpid()])) == wanted, True


def _prints(text, check):
    with tempfile.TemporaryDirectory() as cwd:
        process = Process(Pump(), "printer", [sys.executable, "-c", text], dict(os.environ), cwd)
        process.expected = {0}
        process.wait(30)
        return check(process)


def _processes():
    violated = lambda process: bool(process.all_violations())  # noqa: E731 (short)
    yield "plain output", not _prints("print('Values are 1\\tä')", violated)
    yield "an escape sequence", _prints("print('\\x1b[2J')", violated)
    yield "a change of direction", _prints("print('\\u202e')", violated)
    yield "what is not UTF-8", _prints("import os; os.write(1, b'\\xff\\n')", violated)
    yield "a stack trace", _prints(
        "import sys; print('\\tat io.ipcbox.X.main(X.java:1)', file=sys.stderr)", violated)
    yield "an exit code that was not expected", _prints("raise SystemExit(7)", lambda p: bool(p.check_exit()))
    yield "growth of descriptors", bool(grown({"threads": 20, "fds": 60, "rss": 1}, {"threads": 20, "fds": 70, "rss": 1}))
    yield "growth of memory", bool(grown({"native": 85000, "heap": 9000}, {"native": 94000, "heap": 9000}))
    yield "growth of objects", bool(grown({"rss": 90000, "heap": 9000}, {"rss": 91000, "heap": 10100}))
    yield "no growth", not grown({"threads": 20, "fds": 60, "rss": 90000}, {"threads": 21, "fds": 62, "rss": 95000})
    yield "the pattern of traces", bool(TRACE.search("Exception in thread \"main\" java.lang.Error"))


def run(private):
    results = []
    for name, (printed, wrong) in STREAMS.items():
        results.append((name, bool(_feed(printed)) == wrong))
    for name, (violations, wrong) in RESTARTS.items():
        results.append((name, bool(violations()) == wrong))
    results += [(name, seen == wanted) for name, seen, wanted in _leaks(private)]
    results += list(_processes())
    for name, right in results:
        if not right:
            print(f"the checks are blind: {name}")
    wrong = sum(not right for _, right in results)
    print(f"self-test: {len(results)} faults and non-faults shown to the checks, {wrong} judged wrongly")
    return 1 if wrong else 0
