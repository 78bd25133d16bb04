"""One thread that reads what all processes print, and knows when it was itself kept waiting."""

import os
import selectors
import threading
import time

TICK = 0.05


class Pump:
    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.worst_delay = 0.0
        threading.Thread(target=self._run, name="pump", daemon=True).start()

    def add(self, fd, take):
        """Reads fd to its end and closes it. `take` gets each piece of bytes with its time; b"" at the end."""
        os.set_blocking(fd, False)
        self.selector.register(fd, selectors.EVENT_READ, take)

    def _run(self):
        while True:
            began = time.monotonic()
            ready = self.selector.select(TICK)
            for key, _ in ready:
                self._read(key)
            self.worst_delay = max(self.worst_delay, time.monotonic() - began - TICK)

    def _read(self, key):
        try:
            data = os.read(key.fd, 1 << 18)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.selector.unregister(key.fd)
            os.close(key.fd)
        key.data(data, time.monotonic())


def await_that(condition, seconds, step=0.01):
    """True as soon as the condition holds. Counts only time in which this process ran: it may be stopped for a while."""
    credit = seconds
    before = time.monotonic()
    while not condition():
        if credit <= 0:
            return False
        time.sleep(step)
        now = time.monotonic()
        credit -= min(now - before, 0.1)
        before = now
    return True
