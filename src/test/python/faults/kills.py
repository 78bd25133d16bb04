"""Processes that are killed or stopped at random moments, and servers that come back."""

import signal
import time

from .pump import await_that
from .world import GONE, PATIENCE, STALL_SECONDS, TRANSPORTS

WARM_UP_ROUNDS = 5
NOTICED_SECONDS = 2.0
RESTART_SLACK_SECONDS = 1.0


def kill_clients(run, world):
    """kill -9 of clients, at any moment of their lives; others are never troubled."""
    before = None
    for number in range(run.kills):
        world.ensure()
        victims = [world.start_client(transport, name="victim") for transport in TRANSPORTS]
        for victim in sorted(victims, key=lambda _: world.random.random()):
            _wait_some_life(world, victim)
            world.pump.worst_delay = 0.0
            killed = victim.kill()
            run.count("client", victim.transport)
            run.violated(world.check(settle=False), transport=victim.transport)
        noticed = await_that(lambda: _only_living_are_attached(world), NOTICED_SECONDS, step=0.05)
        world.worst("death of a client noticed after (s)", time.monotonic() - killed)
        run.judge(noticed, f"dead clients are still attached after {NOTICED_SECONDS} s: {world.server.table}")
        run.violated(world.check())
        if number == min(WARM_UP_ROUNDS, run.kills // 2):
            before = world.server.lasting_usage()
    run.violated(world.growth(before) if before and run.kills > 2 * WARM_UP_ROUNDS else [])


def _wait_some_life(world, victim):
    """Until it starts, until it is ready, until it joins, or a little longer; all of these are killed."""
    lot = world.random.random()
    if lot < 0.1:
        time.sleep(world.random.uniform(0, 0.8))
        return
    world.await_ready(victim.stream.ready, victim)
    if lot < 0.3:
        time.sleep(world.random.uniform(0, 0.02))
        return
    await_that(lambda: victim.stream.count or not victim.is_alive(), PATIENCE, step=0.001)
    time.sleep(world.random.choice((0, world.random.uniform(0, 0.02), world.random.uniform(0, 0.3))))


def _only_living_are_attached(world):
    rows = world.attached_clients()
    return rows is not None and len(rows) == len(world.living())


def kill_server(run, world):
    """kill -9 of the server in the middle of writing; clients hold an exact prefix and go on with the next."""
    world.ensure()
    world.feeder.pause()
    # How long a start takes when nothing is to be cleaned up.
    normal = run.normal_start()
    for number in range(run.kills):
        world.ensure()
        if number % 5 == 4:
            _kill_while_starting(run, world)
            continue
        world.feeder.rate = None
        time.sleep(world.random.choice((0, world.random.uniform(0, 0.05), world.random.uniform(0, 0.4))))
        waiting = world.living()
        world.pump.worst_delay = 0.0
        when = world.kill_server()
        for transport in TRANSPORTS:
            run.count("server", transport)
        _await_notices(run, world, waiting, when)
        run.violated(world.check(settle=False))
        server = world.start_server(rate=world.rate)
        world.await_ready(server.ready, server)
        if server.ready_at:
            world.worst("server back after kill (s)", server.ready_at - server.started)
            run.judge(server.ready_at - server.started <= normal + RESTART_SLACK_SECONDS + world.pump.worst_delay,
                      f"restart took {server.ready_at - server.started:.2f} s, a normal start {normal:.2f} s")
        world.ensure()
        run.violated(world.check())


def _kill_while_starting(run, world):
    world.feeder.pause()
    run.violated(world.settle())
    world.kill_server()
    for _ in range(2):
        world.start_server()
        time.sleep(world.random.uniform(0, 1.2))
        world.kill_server()
        for transport in TRANSPORTS:
            run.count("server", transport)
    run.violated(world.check(settle=False))
    world.ensure()
    run.violated(world.check())


def _await_notices(run, world, clients, when):
    def told():
        return all(client.error_since(GONE, when) or not client.is_alive() for client in clients)

    if not await_that(told, PATIENCE):
        silent = [client.name for client in clients if not client.error_since(GONE, when)]
        run.violated([f"never said that the server has gone: {', '.join(silent)}"])
        return
    for client in clients:
        after = (client.error_since(GONE, when) or when) - when
        world.worst("death of the server noticed after (s)", after)
        run.judge(after <= NOTICED_SECONDS + world.pump.worst_delay, f"{client.name} noticed its death after {after:.2f} s")


def stop_client(run, world, transport):
    """SIGSTOP of a client until it is cut off, then SIGCONT: it learns the true number, the others go on."""
    world.ensure()
    stopped = world.start_client(transport, name="stopped")
    world.attached(lambda: stopped.stream.count)
    world.feeder.rate = None
    others = [client for client in world.living() if client is not stopped]
    passing = 12 if run.short else 24
    for _ in range(run.few):
        stopped.signal(signal.SIGSTOP)
        for other in others:
            other.stream.longest_gap = 0.0
            other.stream.last_time = time.monotonic()
        world.pump.worst_delay = 0.0
        first = world.epochs.typed
        # Several times what fits into all buffers on the way: kernel, backlog and ring.
        await_that(lambda: _bytes_typed(world, first) > passing << 20, PATIENCE)
        gap = max(other.stream.longest_gap for other in others)
        world.worst(f"longest gap of the others, {transport} stuck (s)", gap)
        run.judge(gap <= STALL_SECONDS + 0.25 + world.pump.worst_delay,
                  f"a stopped {transport} client kept another one waiting for {gap:.2f} s")
        stopped.signal(signal.SIGCONT)
        run.violated(world.check())
        run.judge_always(stopped.stream.gaps > 0, f"{stopped.name} was stopped while {passing} MB passed and lost nothing")
        stopped.stream.gaps = 0
        world.feeder.resume()
    world.feeder.rate = world.rate
    stopped.kill()
    run.violated(world.check())


def _bytes_typed(world, first):
    return (world.epochs.typed - first) * _line_bytes(world)


def _line_bytes(world):
    """The mean length of a line."""
    if not hasattr(world, "mean_length"):
        world.mean_length = sum(len(world.lines.text(number)) for number in range(1, 4001)) / 4000
    return world.mean_length


def stop_server(run, world):
    """SIGSTOP of the server, then SIGCONT: clients wait, and miss nothing."""
    for _ in range(run.few):
        world.ensure()
        world.server.signal(signal.SIGSTOP)
        began = time.monotonic()
        time.sleep(world.random.uniform(0.1, 2.5))
        for client in world.living():
            run.judge_always(not client.error_since(GONE, began), f"{client.name} takes a stopped server for a dead one")
        world.server.signal(signal.SIGCONT)
        run.violated(world.check())


def restart_server(run, world):
    """SIGTERM under load, and the next server: all clients leave with 0 at the same line."""
    for _ in range(run.few):
        world.ensure()
        world.feeder.rate = None
        time.sleep(world.random.uniform(0.05, 0.5))
        leaving = world.living()
        for process in (world.server, *leaving):
            process.expected = {0, 128 + signal.SIGTERM} if process is world.server else {0}
        world.server.signal(signal.SIGTERM)
        if world.server.wait(PATIENCE) is None:
            run.violated([f"{world.server.name} does not end on SIGTERM"])
        world.feeder.abandon()
        for client in leaving:
            if client.wait(PATIENCE) is None:
                run.violated([f"{client.name} does not end with the stream"])
        ends = {client.stream.position() for client in leaving}
        run.judge_always(len(ends) == 1, f"clients of one server end before different lines: {sorted(ends)}")
        run.violated(world.check(settle=False))
    world.ensure()
    run.violated(world.check())


def two_servers(run, world):
    """A second server of the same channel, and one of another channel with the same port: refused, nobody disturbed."""
    world.ensure()
    second = world.run("second-server", world.argv("server"))
    other = world.run("other-channel", world.argv("server", channel=world.channel + "-b"))
    for server, word in ((second, "EBUSY"), (other, "EADDRINUSE")):
        server.expected = {1}
        server.wait(PATIENCE)
        run.judge_always(word in server.error_text(), f"{server.name} does not say {word}: {server.error_text()}")
    run.violated(world.check())


def start_while_leaving(run, world):
    """Two servers and a client start again and again while the last one of the channel leaves: no order disturbs them."""
    lanes = dict.fromkeys(("server", "second-server", "client"))
    to_start = run.kills
    refused = 0
    while to_start or any(lanes.values()):
        for lane, racer in lanes.items():
            if racer and racer.is_alive():
                _end_client(world, racer)
                continue
            if racer:
                refused += _refusals(run, racer)
                lanes[lane] = None
            if to_start:
                to_start -= 1
                lanes[lane] = _racer(world, lane)
        time.sleep(0.001)
    run.report.figure("starts while others leave, servers refused", refused)
    run.violated(world.check(settle=False))


def _racer(world, lane):
    if lane != "client":
        # Its input is at its end, so that it leaves as soon as it serves.
        racer = world.run(lane, world.argv("server"))
        racer.expected = {0, 1}
        return racer
    racer = world.run(lane, world.argv("client-" + world.random.choice(TRANSPORTS)))
    racer.expected = {0}
    return racer


def _end_client(world, racer):
    """At a random moment after it is ready, unless a server ends it first."""
    if racer.name == "client" and racer.expected == {0} and racer.out and world.random.random() < 0.01:
        racer.expected = {0, 128 + signal.SIGTERM}
        racer.signal(signal.SIGTERM)


def _refusals(run, racer):
    """A server may be refused because there is one, and for no other reason."""
    code = racer.wait(PATIENCE)
    if code != 1:
        return 0
    run.judge_always("EBUSY" in racer.error_text(), f"{racer.name} is refused: {racer.error_text()}")
    return 1
