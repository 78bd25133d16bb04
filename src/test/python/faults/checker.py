"""What one client has printed, held against what was typed: every line exact, in order, none missing, none twice.

A gap is allowed where the client declares it (`LAGGED n`), if n is the true number of lines; and where a server
died: what was typed and not delivered is gone, but what was delivered is an exact prefix.
"""

import re
import threading

DECLARED = re.compile(r"LAGGED (\d{1,18})")
READY = re.compile(r"Client\d? \([a-z ]+\) is ready")
SHOWN = 120


class Epochs:
    """Which lines went to which server. `typed` is the number of the next line to be typed."""

    def __init__(self):
        self.typed = 1
        self.firsts = [1]

    def next_server(self):
        if self.typed != self.firsts[-1]:
            self.firsts.append(self.typed)

    def first(self):
        return self.firsts[-1]

    def of(self, number):
        """The first line of the server that line went to."""
        return next(first for first in reversed(self.firsts) if first <= number)


class Stream:
    """The checker of one client. One thread feeds it, others look. `awaited` is the first line it must not miss."""

    def __init__(self, name, lines, epochs, awaited=None):
        self.name = name
        self.lines = lines
        self.epochs = epochs
        self.awaited = awaited
        self.violations = []
        self.ready = threading.Event()
        self.next = None  # the number of the line that must come
        self.declared = 0  # lines that are declared lost before it
        self.count = 0
        self.lost = 0
        self.gaps = 0
        self.last_time = None
        self.longest_gap = 0.0

    def position(self):
        """The number of the first line that this client has neither shown nor declared lost."""
        return (self.next or self.awaited or 1) + self.declared

    def take(self, line, now):
        self._measure(now)
        if self.next is not None and not self.declared and line == self.lines.shown(self.next) and self._was_typed():
            self.next += 1
            self.count += 1
            return
        declared = DECLARED.fullmatch(line)
        if declared:
            self.declared += int(declared.group(1))
            self.lost += int(declared.group(1))
            self.gaps += 1
            if self.next is None and self.awaited is None:
                self._violated("declares a loss before its first line", line)
        elif self.next is None and not self.ready.is_set() and READY.fullmatch(line):
            self.ready.set()
        else:
            self._take_other(line)

    def _measure(self, now):
        if self.last_time is not None:
            self.longest_gap = max(self.longest_gap, now - self.last_time)
        self.last_time = now

    def _was_typed(self):
        return self.next < self.epochs.typed

    def _take_other(self, line):
        number = self.lines.number(line)
        if number is None or not self.lines.is_valid(number, line):
            self._violated("torn or foreign line", line)
            return
        if number >= self.epochs.typed:
            self._violated("a line that nobody typed", line)
            return
        objection = self._objection(number)
        if objection:
            self._violated(objection, line)
        # Goes on from there, so that one fault is one violation.
        self.next = number + 1
        self.declared = 0
        self.count += 1

    def _objection(self, number):
        wanted = self.next if self.next is not None else self.awaited
        if wanted is None:
            return None
        epoch = self.epochs.of(number)
        if number < wanted:
            return f"line {number} again, or too late: expected {wanted}"
        if number == wanted + self.declared:
            return None
        if self.declared:
            # A ring outlives its server: what it lost may be of two of them, and only part of what was typed.
            if epoch > wanted and self.declared <= number - wanted:
                return None
            return f"LAGGED {self.declared}, but {number - wanted} lines are missing before line {number}"
        if epoch > wanted and number == epoch:
            return None
        return f"lines {wanted} to {number - 1} are missing"

    def joins_next_server(self):
        """Called between two servers when the next one waits for this client: it must get the first line."""
        if self.next is None:
            self.awaited = self.epochs.first()

    def ended_at(self, last):
        """The stream was ended in good order after that line: everything must be here."""
        if self.next is None and self.awaited is None:
            return
        if self.position() != last + 1:
            self._violated(f"ends before line {self.position()}, the last one was {last}", "")

    def cut(self, rest):
        """What was printed of a line when the process was killed."""
        known = (self.next is None) or self.lines.shown(self.next).startswith(rest)
        if not (known or "LAGGED ".startswith(rest[:7])):
            self._violated("half a line at the end that belongs to no line", rest)

    def _violated(self, what, line):
        if len(self.violations) < 20:
            shown = line if len(line) <= SHOWN else line[:SHOWN] + f"… ({len(line)} characters)"
            self.violations.append(f"{self.name}: {what}" + (f": {shown!r}" if line else ""))
