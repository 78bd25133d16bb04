"""Bytes that nobody should send, and connections that nobody should make."""

import os
import resource
import socket
import threading
import time

from .pump import await_that
from .world import PATIENCE, STALL_SECONDS

PAYLOADS = {
    "noise": None,  # drawn from the seed
    "over-long": b"1234567 " * 40_000,
    "one-word": b"9" * 200_000,
    "half": b"1 2",
    "nul": b"1 2\0 3\n",
    "escape": b"\x1b[2J\x1b]0;owned\x07 1 2\n",
    "not-utf-8": b"1 \xff\xfe\x80 2\n",
    "bidi": "1 \u202e 2 \u2028 3\n".encode(),
    "java-object": b"\xac\xed\x00\x05sr\x00\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\x00\x02F\n",
    "control-words": b"LAGGED -1\nLAGGED x\nEND \x00\nEND1\n",
}
MOST_MB_EACH = 0.5
LONGEST_LINE = "--ipcbox.max-line=64KB"


def _payloads(run, world):
    drawn = dict(PAYLOADS, noise=world.random.randbytes(50_000))
    names = world.random.sample(sorted(drawn), 4) if run.short else sorted(drawn)
    # Half a line last: its client waits on and connects again, where it would get what is meant for the next one.
    return {name: drawn[name] for name in sorted(names, key=lambda name: name == "half")}


def garbage_at_server(run, world):
    """Bytes of every bad kind sent to the server's port: it takes no notice."""
    world.ensure()
    for payload in _payloads(run, world).values():
        for linger in (True, False):
            with socket.create_connection(("127.0.0.1", world.port)) as connection:
                connection.sendall(payload)
                if not linger:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    run.violated(world.check())
    run.judge_always(await_that(lambda: _attached(world), 5), f"strangers are still attached: {world.server.table}")


def _attached(world, others=0):
    """True when the server has these clients and no more: those of this world, and so many others."""
    rows = world.attached_clients()
    return rows is not None and len(rows) == len(world.living()) + others


def _judge_descriptors(run, world, before):
    # Those that still wait in the kernel's queue are not attached either. They are let in before one that comes later.
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", world.port), timeout=PATIENCE):
        run.judge_always(await_that(lambda: _attached(world, 1), 20), "a connection behind many others is not let in")
    gone = await_that(lambda: world.server.usage()["fds"] <= before["fds"] + 4, 20)
    run.judge_always(gone, f"descriptors went from {before['fds']} to {world.server.usage()['fds']}")
    world.worst("until the descriptors of many connections were gone (s)", time.monotonic() - began)


def garbage_at_client(run, world, transport):
    """The same sent to clients: each ends with a sentence, or waits on; none shows it."""
    payloads = _payloads(run, world)
    clients = {}
    with socket.create_server(("127.0.0.1", world.port)) as listening:
        listening.settimeout(PATIENCE)
        for name, payload in payloads.items():
            client = world.start_client(transport, LONGEST_LINE, name=name)
            clients[name] = client
            if transport == "socket":
                _send_as_server(listening, payload)
            else:
                world.await_ready(client.stream.ready, client)
                _write_to_fifo(world, client, payload)
    for name, client in clients.items():
        # Half a line is no line; whoever sent it has gone, and the client waits for the next server.
        patient = name == "half"
        await_that(lambda client=client: not client.is_alive() or client.errors, PATIENCE if not patient else 1)
        run.judge_always(patient == client.is_alive() or await_that(lambda client=client: not client.is_alive(), 5),
                         f"{client.name} goes on after what cannot be")
        if not client.is_alive():
            client.expected = {1}
            run.judge_always(client.errors, f"{client.name} ends without a word")
    for client in clients.values():
        run.judge_always(client.stream.next is None, f"{client.name} showed a line that was none")
        if client.is_alive():
            client.kill()
    # What a killed client leaves is for a server to remove, also for one that was not there.
    world.start_server()
    run.violated(world.check(settle=False))


def _send_as_server(listening, payload):
    connection, _ = listening.accept()
    with connection:
        connection.settimeout(10)
        try:
            connection.sendall(payload)
        except OSError:
            pass  # the client had enough of it


def _write_to_fifo(world, client, payload):
    path = os.path.join(world.channel_directory, f"client-{client.pid}-1.fifo")
    with open(path, "wb", buffering=0) as fifo:
        try:
            while payload:
                payload = payload[fifo.write(payload) :]
        except BrokenPipeError:
            pass  # the client had enough of it


def slowloris(run, world):
    """Connections that take a byte now and then while much passes: cut off, and the others wait no longer for them."""
    world.ensure()
    slow = []
    for _ in range(10 if run.short else 40):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", world.port))
        slow.append(connection)
    world.pump.worst_delay = 0.0
    for client in world.living():
        client.stream.longest_gap = 0.0
        client.stream.last_time = time.monotonic()
    world.feeder.rate = None
    # It warms up first: what it needs at full speed is no growth.
    time.sleep(2)
    before = world.server.lasting_usage()
    until = time.monotonic() + (4 if run.short else 10)
    while time.monotonic() < until:
        for connection in slow:
            connection.recv(1)
        time.sleep(0.1)
    gap = max(client.stream.longest_gap for client in world.living())
    world.worst("longest gap of the others, slow connections (s)", gap)
    run.judge(gap <= STALL_SECONDS + 0.25 + world.pump.worst_delay,
              f"{len(slow)} slow connections kept another client waiting for {gap:.2f} s")
    world.feeder.rate = world.rate
    for connection in slow:
        connection.close()
    run.violated(world.check())
    run.judge_always(await_that(lambda: _attached(world), 5), "slow connections that were closed are still attached")
    run.violated(world.growth(before))


def idle_connections(run, world):
    """1,000 connections that never read or send: the others go on, and nothing of them stays."""
    world.ensure()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(1000, hard - 200)
    before = world.server.usage()
    idle = []
    # Each line is written a thousand times.
    world.feeder.rate = 20
    try:
        for _ in range(count):
            idle.append(socket.create_connection(("127.0.0.1", world.port), timeout=PATIENCE))
        run.judge_always(await_that(lambda: _attached(world, count), 20), "idle connections are not attached")
        run.violated(world.check())
        taken = (world.server.usage()["rss"] - before["rss"]) / 1024
        world.worst("memory for 1,000 idle connections (MB)", taken)
        run.judge_always(taken <= MOST_MB_EACH * count, f"{count} idle connections take {taken:.0f} MB of the server")
    finally:
        for connection in idle:
            connection.close()
        world.feeder.rate = world.rate
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    run.judge_always(await_that(lambda: _attached(world), 20), "idle connections that were closed are still attached")
    _judge_descriptors(run, world, before)
    run.violated(world.check())
    after = world.server.usage()
    run.judge_always(after["threads"] <= before["threads"] + 4,
                     f"threads went from {before['threads']} to {after['threads']}")


def reconnect_storm(run, world):
    """Connections that come and go as fast as they can, from several threads."""
    world.ensure()
    _storm(world, 50)
    before = world.server.lasting_usage()
    _storm(world, 250 if run.short else 1000)
    run.judge_always(await_that(lambda: _attached(world), 20), "connections of the storm are still attached")
    _judge_descriptors(run, world, before)
    run.violated(world.check())
    run.violated(world.growth(before))


def _storm(world, count):
    def storm():
        for number in range(count):
            with socket.create_connection(("127.0.0.1", world.port), timeout=PATIENCE) as connection:
                if number % 3 == 0:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                elif number % 3 == 1:
                    connection.shutdown(socket.SHUT_WR)

    threads = [threading.Thread(target=storm) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
