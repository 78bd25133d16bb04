"""Many clients at full load for as long as one likes, with a fault every ten seconds."""

import signal
import socket
import time

from .pump import await_that
from .world import PATIENCE, STALL_SECONDS

CLIENTS = ("socket", "pipe", "shm", "socket", "pipe", "shm", "socket", "pipe", "shm", "socket")
RATE = 10_000
FAULT_SECONDS = 10


def load(run, world):
    """Ten clients at 10,000 lines/s, a fault every ten seconds, for --minutes: all of it exact."""
    for transport in CLIENTS:
        world.start_client(transport, name="loaded")
    for client in world.living():
        world.await_ready(client.stream.ready, client)
    world.start_server(rate=RATE)
    world.ensure()
    time.sleep(5)
    before, began, first = world.server.lasting_usage(), time.monotonic(), world.epochs.typed
    until = began + max(run.options.minutes * 60, 30)
    number = 0
    while time.monotonic() < until:
        fault = FAULTS[number % len(FAULTS)]
        number += 1
        again = time.monotonic() + FAULT_SECONDS
        server = world.server
        fault(run, world)
        await_that(lambda again=again: time.monotonic() >= again, FAULT_SECONDS)
        run.violated(world.check())
        world.feeder.resume()
        run.violated(world.growth(before) if server is world.server and number > len(FAULTS) else [])
        if server is not world.server:
            await_that(lambda: False, 5)
            before = world.server.lasting_usage()
        world.figures["server under load (MB)"] = max(
            world.figures.get("server under load (MB)", 0), world.server.usage()["rss"] / 1024)
    seconds = time.monotonic() - began
    world.figures["minutes under load"] = seconds / 60
    world.figures["faults under load"] = number
    world.figures["lines under load"] = world.epochs.typed - first
    world.figures["lines a second under load, pauses for checks included"] = (world.epochs.typed - first) / seconds
    run.violated(world.settle())


def _kill_client(run, world):
    victim = world.random.choice(world.living())
    victim.kill()
    run.count("client", victim.transport)
    world.start_client(victim.transport, name="loaded")


def _stop_client(run, world):
    stopped = world.random.choice(world.living())
    others = [client for client in world.living() if client is not stopped]
    for other in others:
        other.stream.longest_gap, other.stream.last_time = 0.0, time.monotonic()
    world.pump.worst_delay = 0.0
    stopped.signal(signal.SIGSTOP)
    await_that(lambda: False, 6)
    gap = max(other.stream.longest_gap for other in others)
    world.worst("longest gap of the others, a client stuck under load (s)", gap)
    run.judge(gap <= STALL_SECONDS + 0.25 + world.pump.worst_delay,
              f"{stopped.name} stood still and kept another one waiting for {gap:.2f} s")
    stopped.signal(signal.SIGCONT)


def _kill_server(run, world):
    waiting = len(world.living())
    world.kill_server()
    for transport in ("socket", "pipe", "shm"):
        run.count("server", transport)
    world.start_server(rate=RATE)
    world.await_ready(world.server.ready, world.server)
    if not world.attached(lambda: True):
        run.violated([f"not all of {waiting} clients get lines of the next server: {world.describe()}"])


def _stop_server(_, world):
    world.server.signal(signal.SIGSTOP)
    await_that(lambda: False, 2)
    world.server.signal(signal.SIGCONT)


def _strangers(_, world):
    for _ in range(50):
        with socket.create_connection(("127.0.0.1", world.port), timeout=PATIENCE) as connection:
            connection.sendall(world.random.randbytes(2000))


FAULTS = (_kill_client, _stop_client, _kill_server, _strangers, _stop_server)
