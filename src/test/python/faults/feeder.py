"""Types the lines of a stream into a server, evenly or as fast as it takes them."""

import os
import select
import threading
import time

CHUNK_LINES = 64
TICK = 0.01


class Feeder:
    """One server's typist, in a thread of its own. `rate` is in lines a second; None is without a limit."""

    def __init__(self, fd, lines, epochs, rate):
        self.fd = fd
        self.lines = lines
        self.epochs = epochs
        self.rate = rate
        self.broken = False
        self._running = threading.Event()
        self._commands = []
        self._idle = threading.Event()
        self._ended = False
        self._abandoned = False
        os.set_blocking(fd, False)
        self.thread = threading.Thread(target=self._run, name="feeder", daemon=True)
        self.thread.start()

    def resume(self):
        self._idle.clear()
        self._running.set()

    def pause(self, seconds=60):
        """Returns when the last line is written; False if the server does not take it."""
        self._running.clear()
        return self._idle.wait(seconds) or self.broken

    def command(self, text):
        """Types a line of its own, between two others."""
        self._commands.append(text)

    def end(self):
        """End of input, after the line that is being typed."""
        self._ended = True
        self.thread.join(60)
        self._close()

    def abandon(self):
        """The server is dead."""
        self._abandoned = True
        self.thread.join()
        self._close()

    def _close(self):
        if self.fd is not None:
            os.close(self.fd)
            self.fd = None

    def _run(self):
        due = 0.0
        before = time.monotonic()
        while not (self._ended or self._abandoned or self.broken):
            while self._commands:
                self._write(self._commands.pop(0) + "\n")
            if not self._running.is_set():
                self._idle.set()
                due, before = 0.0, time.monotonic()
                time.sleep(TICK / 2)
                continue
            now = time.monotonic()
            due = CHUNK_LINES if self.rate is None else min(due + (now - before) * self.rate, self.rate / 4 + 1)
            before = now
            count = int(due)
            due -= count
            self._type(count)
            if self.rate is not None:
                time.sleep(TICK)
        self._idle.set()

    def _type(self, count):
        while count > 0 and not self.broken and not self._abandoned:
            first = self.epochs.typed
            number = min(count, CHUNK_LINES)
            text = "".join(self.lines.text(line) + "\n" for line in range(first, first + number))
            # First: a client may show a line before this thread hears that it was written.
            self.epochs.typed = first + number
            self._write(text)
            count -= number

    def _write(self, text):
        data = memoryview(text.encode("ascii"))
        while data and not self._abandoned:
            try:
                data = data[os.write(self.fd, data) :]
            except BlockingIOError:
                select.select([], [self.fd], [], 0.05)
            except OSError:
                self.broken = True
                return
