"""One channel and all its processes: started, broken, looked at, ended, and held against what is promised."""

import os
import random
import shutil
import socket
import subprocess
import tempfile

from . import namespace, program
from .checker import Epochs, Stream
from .feeder import Feeder
from .leftovers import Leftovers, grown, processes, remove
from .lines import Lines
from .processes import Client, Process, Server
from .pump import Pump, await_that

TRANSPORTS = ("socket", "pipe", "shm")
STALL_SECONDS = 1.0
CLEAN_SECONDS = 2
PATIENCE = 90
GONE = "the server disconnected without END"
# Small, so that a client that stands still is soon in the way.
SMALL = ["--ipcbox.backlog=256KB", "--ipcbox.shm.capacity=256KB"]


class World:
    """Use `ensure` to have a server and one witness for each transport; then break something; then `check`."""

    numbers = 0
    pump = None

    def __init__(self, words, seed, private, rate=400, longest=4000, options=tuple(SMALL), witnesses=TRANSPORTS):
        World.numbers += 1
        World.pump = World.pump or Pump()
        self.words = words
        self.private = private
        self.random = random.Random(seed)
        self.rate = rate
        self.options = list(options)
        self.witnesses = list(witnesses)
        self.directory = tempfile.mkdtemp(prefix="ipcbox-faults-")
        self.runtime = os.path.join(self.directory, "run")
        self.cwd = os.path.join(self.directory, "cwd")
        os.mkdir(self.runtime, 0o700)
        os.chmod(self.runtime, 0o700)
        os.mkdir(self.cwd)
        self.channel = f"faults-{os.getpid()}-{World.numbers}"
        self.channel_directory = f"/dev/shm/ipcbox-dir-{os.geteuid()}-{self.channel}"
        self.ring = f"/dev/shm/ipcbox-{os.geteuid()}-{self.channel}"
        self.port = free_port()
        self.lines = Lines(seed, longest)
        self.epochs = Epochs()
        self.left = Leftovers(self.runtime, self.channel, private)
        self.server = None
        self.feeder = None
        self.clients = []
        self.others = []
        self.started = 0
        self.figures = {}
        self.late = []

    # Starting

    def argv(self, role, *options, before=(), channel=None, port=None):
        channel = self.channel if channel is None else channel
        common = [f"--ipcbox.channel={channel}", f"--ipcbox.tcp.port={self.port if port is None else port}"]
        return [*before, *self.words, role, *common, *options]

    def start(self, kind, name, argv, **options):
        return kind(self.pump, name, *options.pop("first", ()), argv, program.environment(self.runtime), self.cwd,
                    **options)

    def start_client(self, transport, *options, before=(), name="client", awaited=None, stdout=None):
        self.started += 1
        name = f"{name}-{transport}-{self.started}"
        stream = Stream(name, self.lines, self.epochs, awaited)
        argv = self.argv("client-" + transport, "--ipcbox.client.statistic=values", *options, before=before)
        client = self.start(Client, name, argv, first=(transport, stream), stdout=stdout)
        self.clients.append(client)
        return client

    def start_server(self, *options, before=(), rate=-1, awaits=None):
        """Awaits all clients that run, unless told how many; returns at once."""
        self.epochs.next_server()
        awaited = [client for client in self.living() if not client.stopped]
        for client in awaited if awaits is None else ():
            client.stream.joins_next_server()
        count = len(awaited) if awaits is None else awaits
        self.started += 1
        argv = self.argv("server", *self.options, f"--ipcbox.server.await-clients={count}", *options, before=before)
        self.server = self.start(Server, f"server-{self.started}", argv, stdin=subprocess.PIPE)
        pipe = os.dup(self.server.popen.stdin.fileno())
        self.server.popen.stdin.close()
        self.feeder = Feeder(pipe, self.lines, self.epochs, self.rate if rate == -1 else rate)
        self.feeder.resume()
        return self.server

    def run(self, name, argv, **options):
        """A process beside the server and its clients."""
        other = self.start(Process, name, argv, **options)
        self.others.append(other)
        return other

    def living(self):
        return [client for client in self.clients if client.is_alive() and client.expected is None]

    def ensure(self):
        """A server and a witness for each transport, all of them at work."""
        present = {client.transport for client in self.living()}
        for transport in self.witnesses:
            if transport not in present:
                self.start_client(transport, name="witness")
        if self.server is None or not self.server.is_alive():
            for client in self.living():
                self.await_ready(client.stream.ready, client)
            self.start_server()
        self.feeder.resume()
        if not self.attached(lambda: True):
            raise AssertionError("the witnesses do not get lines: " + self.describe())

    @staticmethod
    def await_ready(ready, process):
        """Waits for that event; false when the process ended, or takes too long."""
        return await_that(lambda: ready.is_set() or not process.is_alive(), PATIENCE) and ready.is_set()

    def attached(self, also):
        """Waits until every client gets lines."""
        return await_that(
            lambda: not self.server.is_alive()
            or (also() and all(map(self._gets_lines, self.living()))),
            PATIENCE) and self.server.is_alive()

    def _gets_lines(self, client):
        """True once it has shown a line of this server."""
        return client.stopped or (client.stream.next is not None and client.stream.position() > self.epochs.first())

    def describe(self):
        everybody = [self.server, *self.clients] if self.server else self.clients
        return "; ".join(
            f"{process.name} {'runs' if process.is_alive() else process.popen.returncode} {process.error_text()}"
            for process in everybody if process)

    # Looking

    def settle(self, seconds=PATIENCE):
        """Stops typing and waits until every client has everything; violations for those that have not."""
        return self.settle_others(None, seconds)

    def settle_others(self, than, seconds=PATIENCE):
        """The same, but for the clients of one transport."""
        if not self.feeder.pause(seconds):
            return [f"{self.server.name} takes no more lines"]
        listening = [client for client in self.living() if not client.stopped and client.transport != than]
        await_that(lambda: all(self._has_all(client) for client in listening), seconds)
        return [
            f"{client.name}: has lines up to {client.stream.position() - 1}, {self.epochs.typed - 1} were typed"
            for client in listening
            if client.is_alive() and not self._has_all(client)
        ]

    def _has_all(self, client):
        # What was typed into a server that is dead by now may have gone nowhere.
        nothing_new = self.epochs.first() == self.epochs.typed
        return not client.is_alive() or nothing_new or client.stream.position() == self.epochs.typed

    def attached_clients(self):
        """The server's own list, as rows; None if it does not answer."""
        before = self.server.tables
        # The second answer tells that the first is complete.
        self.feeder.command("clients")
        self.feeder.command("clients")
        if not await_that(lambda: self.server.tables >= before + 2 or not self.server.is_alive(), PATIENCE):
            return None
        return list(self.server.table)

    def check(self, settle=True):
        """Everything that must hold after a fault; the violations since the last time."""
        violations = self.settle() if settle and self.server and self.server.is_alive() else []
        for process in [self.server, *self.clients, *self.others]:
            if process:
                violations += process.all_violations() + process.check_exit()
        self._forget()
        violations += self._waited_for(lambda: self.left.unexpected(self.expected_objects()))
        violations += self.left.wrong_owners()
        violations += self.left.open_listeners([self.server.pid] if self.server else [])
        violations += self._crash_files()
        for pid in namespace.reap_orphans():
            if pid not in {process.pid for process in [self.server, *self.clients, *self.others] if process}:
                os.waitpid(pid, os.WNOHANG)
        return violations

    def _waited_for(self, look):
        """What is still wrong once everybody had time to notice what was killed: late is another word than left."""
        if not await_that(lambda: not look(), CLEAN_SECONDS):
            late = look()
            await_that(lambda: not look(), PATIENCE)
            self.late += [f"not within {CLEAN_SECONDS} s: {text}" for text in late if text not in look()]
        return look()

    def _forget(self):
        for process in [self.server, *self.clients, *self.others]:
            if process:
                process.violations.clear()
                if isinstance(process, Client):
                    process.stream.violations.clear()
        self.clients = [client for client in self.clients if client.is_alive()]
        self.others = [other for other in self.others if other.is_alive()]

    def _crash_files(self):
        found = [name for name in os.listdir(self.cwd) if name.startswith(("hs_err", "core", "replay"))]
        return [f"crash file {name}" for name in found]

    def expected_objects(self):
        """What the living need, and what a killed server cannot have removed."""
        if self.server is None and not self.living():
            return []
        # Sockets need no name; but who made the directory and who uses it need not be the same.
        expected = [self.channel_directory]
        expected += [os.path.join(self.channel_directory, name) for name in ("server.lock", "tcp-port")]
        pipes = [client for client in self.clients if client.transport == "pipe" and client.is_alive()]
        expected += [os.path.join(self.channel_directory, f"client-{client.pid}-1.fifo") for client in pipes]
        if self.server is None or not self.server.is_alive():
            # What it was making when it was killed has these names until it is complete; the next server's takes over.
            expected += [os.path.join(self.channel_directory, ".tcp-port")]
        return expected + [self.ring]

    # Ending

    def kill_server(self):
        """kill -9; returns when, once all it printed was read."""
        when = self.server.kill()
        self.feeder.abandon()
        return when

    def stop(self):
        """End of input: everybody leaves in good order, with everything; nothing stays. The violations."""
        violations = []
        if self.server is not None and self.server.is_alive():
            violations += self.settle()
            ending = self.living()
            self.server.expected = {0}
            for client in ending:
                client.expected = {0}
            self.feeder.end()
            if self.server.wait(PATIENCE) is None:
                violations.append(f"{self.server.name}: does not end: {self.server.error_text()}")
            for client in ending:
                if client.wait(PATIENCE) is None:
                    violations.append(f"{client.name}: does not end with the stream")
                elif self.epochs.first() != self.epochs.typed:
                    client.stream.ended_at(self.epochs.typed - 1)
        violations += self.check(settle=False)
        self.server = None
        return violations + self._waited_for(lambda: self.left.unexpected(self.expected_objects()) + self._running())

    def _running(self):
        return [f"still runs: {pid} …{words[-200:]}" for pid, words in processes(self.channel).items()]

    def close(self):
        """Kills whatever is left and removes what this suite made; never fails."""
        for process in [self.server, *self.clients, *self.others]:
            if process and process.is_alive():
                process.kill()
        if self.feeder and self.feeder.fd is not None:
            self.feeder.abandon()
        for name in sorted(self.left.objects(), reverse=True):
            if name.startswith("/dev/"):
                remove(name)
        shutil.rmtree(self.directory, ignore_errors=True)

    # Figures

    def worst(self, name, value):
        """Keeps the greatest value of a figure; not while this program itself was kept waiting."""
        if self.pump.worst_delay > 0.3:
            return
        self.figures[name] = max(value, self.figures.get(name, value))

    def growth(self, before):
        after = self.server.lasting_usage()
        if "heap" in before and "heap" in after:
            self.worst("objects the server keeps more than before (KB)", after["heap"] - before["heap"])
            self.worst("other memory of the server, more than before (KB)", after["native"] - before["native"])
        return [f"{self.server.name}: {what}" for what in grown(before, after)]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]
