"""The server that runs its clients itself, killed."""

import os
import time

from .processes import Server
from .pump import await_that
from .typist import Typist
from .world import PATIENCE, TRANSPORTS

NOTICED_SECONDS = 2.0
ATTEMPTS = 3


def kill_supervisor(run, world):
    """kill -9 of `up`: no child outlives it, and the next one starts clean."""
    # It takes four processes for each.
    for _ in range(max(1, run.kills // 10)):
        up = _start_up(world)
        children = _children(up.pid)
        run.judge_always(len(children) == 3, f"{up.name} has {len(children)} clients, not three")
        _type(up, world, 1 + world.random.randrange(2000))
        time.sleep(world.random.uniform(0, 0.2))
        when = up.kill()
        up.abandon()
        for transport in TRANSPORTS:
            run.count("supervisor", transport)
        gone = await_that(lambda: not any(_runs(child) for child in children), NOTICED_SECONDS)
        world.worst("children gone after (s)", time.monotonic() - when)
        run.judge(gone, f"children of the killed {up.name} still run after {NOTICED_SECONDS} s")
        run.violated(_valid(world, up))
    # A client that is half a second late is shown when it comes, so on a busy machine one of these may be out of order.
    in_order = any(_shows_all(run, world) for _ in range(ATTEMPTS))
    run.judge_always(in_order, f"{ATTEMPTS} times the results to a line are not next to each other")
    run.violated(world.check(settle=False) + world.left.unexpected([]))


def _shows_all(run, world):
    """Whether the results to each line are next to each other; it is judged that none is missing."""
    up = _start_up(world)
    first = _type(up, world, 200)
    up.expected = {0}
    up.end()
    run.judge_always(up.wait(PATIENCE) is not None, f"{up.name} does not end")
    run.violated(_valid(world, up))
    shown = [world.lines.number(line) or 0 for line in _results(up)]
    wanted = [number for number in range(first, first + 200) for _ in TRANSPORTS]
    complete = sorted(shown) == wanted
    run.judge_always(complete, f"{up.name} shows {len(shown)} results instead of {len(wanted)}, or others")
    return shown == wanted


def _start_up(world):
    up = world.start(Typist, f"up-{world.started}", world.argv("up", *world.options, "--ipcbox.client.statistic=values"))
    world.started += 1
    world.others.append(up)
    await_that(lambda: Server.READY in up.out or not up.is_alive(), PATIENCE)
    if Server.READY not in up.out:
        raise AssertionError(f"{up.name} does not start: {up.error_text()}")
    return up


def _type(up, world, count):
    first = world.epochs.typed
    world.epochs.typed += count
    up.type("".join(world.lines.text(number) + "\n" for number in range(first, first + count)))
    return first


def _results(up):
    """Without the client's name, which is in front because all show the same."""
    parts = (line.partition(": ") for line in up.out)
    return [result for name, _, result in parts if name.startswith("client-") and result.startswith("Values are ")]


def _valid(world, up):
    shown = _results(up)
    # What was printed last may have been cut by the kill.
    whole = shown if up.popen.returncode == 0 else shown[:-1]
    return [f"{up.name}: torn line {line[:100]!r}" for line in whole
            if not world.lines.is_valid(world.lines.number(line) or 0, line)]


def _children(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as listed:
            found += map(int, listed.read().split())
    return found


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
