"""Limits of the kernel, outputs that cannot be written, umasks, and settings that make no sense."""

import os
import socket
import time

from .pump import await_that
from .world import PATIENCE, SMALL


def few_descriptors(run, world):
    """A server with few descriptors: starts or says why not; when they run out it goes on, and takes newcomers later."""
    for limit in (30, 64) if run.short else (20, 30, 50, 64, 70, 80):
        server = world.run(f"server-with-{limit}-descriptors",
                           ["prlimit", f"--nofile={limit}:{limit}", *world.argv("server", *SMALL)])
        server.expected = {0, 1}
        server.wait(PATIENCE)
        if server.popen.returncode == 1:
            run.judge_always(server.errors, f"{server.name} does not say why it ends")
    run.violated(world.check())
    world.start_client("socket", name="witness")
    world.start_client("pipe", name="witness")
    world.start_client("shm", name="witness")
    world.start_server(before=("prlimit", "--nofile=110:110"))
    world.ensure()
    crowd = _crowd(world, 100)
    time.sleep(0.5)
    run.violated(world.settle())
    for connection in crowd:
        connection.close()
    newcomer = world.start_client("socket", name="newcomer")
    world.feeder.resume()
    run.judge_always(await_that(lambda: newcomer.stream.count or not newcomer.is_alive(), 30),
                     "once out of descriptors, the server takes no connection any more")
    if not newcomer.stream.count:
        newcomer.kill()
    run.violated(world.check())


def _crowd(world, count):
    crowd = []
    for _ in range(count):
        connection = socket.socket()
        connection.settimeout(2)
        try:
            connection.connect(("127.0.0.1", world.port))
        except OSError:
            connection.close()
            break
        crowd.append(connection)
    return crowd


def kernel_limits(run, world):
    """No room for a queue, a segment, a semaphore: a sentence that names the limit, exit code 1, nothing left."""
    name, key = f"/{world.channel}", str(0x1BCB0000 + os.getpid() % 1000)
    cases = [
        ("msgqueue", ["prlimit", "--msgqueue=100"], ["posix", "msq", "create", "-n", name], "EMFILE"),
        ("fsize", ["prlimit", "--fsize=4096"], ["posix", "shm", "create", "-n", name, "-b", "1000000"], ""),
        # With fewer the JVM itself does not start, and says so in its own way.
        ("descriptors", ["prlimit", "--nofile=30:30"], ["posix", "msq", "create", "-n", name], ""),
    ]
    if world.private:
        cases += [
            ("msgmni", _setting("/proc/sys/kernel/msgmni", 0), ["sysv", "msq", "create", "-k", key], "ENOSPC"),
            ("shmmni", _setting("/proc/sys/kernel/shmmni", 0), ["sysv", "shm", "create", "-k", key], "ENOSPC"),
            ("shmmax", _setting("/proc/sys/kernel/shmmax", 10), ["sysv", "shm", "create", "-k", key], "EINVAL"),
            ("sem", _setting("/proc/sys/kernel/sem", "250 32000 32 0"), ["sysv", "sem", "create", "-k", key], "ENOSPC"),
        ]
    for limit, before, words, errno in cases:
        process = world.run(f"limit-{limit}", [*before, *world.words, *words])
        process.expected = {1}
        process.wait(PATIENCE)
        run.judge_always(process.errors and errno in process.error_text(),
                         f"{limit}: no sentence with {errno or 'a reason'}: {process.error_text()}")
    run.violated(world.check(settle=False))


def _setting(path, value):
    """Starts a program while a limit of the IPC namespace, which it has for itself, is set."""
    return ["unshare", "--ipc", "sh", "-c", f'echo {value} > {path}; exec "$@"', "sh"]


def lost_output(run, world):
    """Standard output closed, or full: one sentence, exit code 1; the server and the others go on."""
    world.ensure()
    mute = []
    for transport in world.witnesses:
        with open("/dev/full", "wb") as full:
            mute.append(world.start_client(transport, name="full-output", stdout=full))
            closing = ("sh", "-c", 'exec "$@" >&-', "sh")
            mute.append(world.start_client(transport, name="closed-output", before=closing, stdout=full))
    for role in (["server"], ["up"], ["posix", "msq", "--help"]):
        serves = len(role) == 1
        argv = world.argv(*role, channel=f"{world.channel}-{role[0]}", port=0) if serves else [*world.words, *role]
        with open("/dev/full", "wb") as full:
            mute.append(world.run(f"full-output-{role[0]}", argv, stdout=full))
    for process in mute:
        process.expected = {1}
        if process.wait(60) is None:
            run.violated([f"{process.name} goes on without its output"])
            process.kill()
    run.violated(world.check())


def umasks(run, world):
    """umask 000 and 077: every object is 0600 or 0700 all the same."""
    for mask in ("000", "077"):
        before = ("sh", "-c", f'umask {mask}; exec "$@"', "sh")
        for transport in world.witnesses:
            world.start_client(transport, before=before, name="witness")
        world.start_server(before=before)
        world.ensure()
        run.violated(world.check())
        run.violated(world.stop())


BAD = [
    (["--ipcbox.channel="], "ipcbox.channel"),
    (["--ipcbox.channel=../etc"], "ipcbox.channel"),
    (["--ipcbox.channel=.hidden"], "ipcbox.channel"),
    (["--ipcbox.channel=" + "x" * 65], "ipcbox.channel"),
    (["--ipcbox.channel=a\x1bb"], "ipcbox.channel"),
    (["--ipcbox.directory="], "ipcbox.directory"),
    (["--ipcbox.max-line=0"], "ipcbox.max-line"),
    (["--ipcbox.max-line=2GB"], "ipcbox.max-line"),
    (["--ipcbox.max-line=much"], "ipcbox.max-line"),
    (["--ipcbox.stall-timeout=0"], "ipcbox.stall-timeout"),
    (["--ipcbox.stall-timeout=-1s"], "ipcbox.stall-timeout"),
    (["--ipcbox.stall-timeout=2d"], "ipcbox.stall-timeout"),
    (["--ipcbox.backlog=1KB"], "ipcbox.backlog"),
    (["--ipcbox.backlog=99999999999999999999"], "ipcbox.backlog"),
    (["--ipcbox.drain-timeout=2h"], "ipcbox.drain-timeout"),
    (["--ipcbox.tcp.address=0.0.0.0"], "ipcbox.tcp.address"),
    (["--ipcbox.tcp.address=8.8.8.8"], "ipcbox.tcp.address"),
    (["--ipcbox.tcp.address=localhost.example.com"], "ipcbox.tcp.address"),
    (["--ipcbox.tcp.address=127.0.0.1.example.com"], "ipcbox.tcp.address"),
    (["--ipcbox.tcp.port=-1"], "ipcbox.tcp.port"),
    (["--ipcbox.tcp.port=65536"], "ipcbox.tcp.port"),
    (["--ipcbox.tcp.port=http"], "ipcbox.tcp.port"),
    (["--ipcbox.shm.capacity=100000"], "ipcbox.shm.capacity"),
    (["--ipcbox.shm.capacity=2GB"], "ipcbox.shm.capacity"),
    (["--ipcbox.shm.max-readers=0"], "ipcbox.shm.max-readers"),
    (["--ipcbox.shm.max-readers=1025"], "ipcbox.shm.max-readers"),
    (["--ipcbox.shm.from-oldest=perhaps"], "ipcbox.shm.from-oldest"),
    (["--ipcbox.server.await-clients=-1"], "ipcbox.server.await-clients"),
    (["--ipcbox.client.statistic=average"], "ipcbox.client.statistic"),
    (["--ipcbox.tcp.prot=7000"], "ipcbox.tcp.prot"),
    (["--ipcbox.chanel=x", "--ipcbox.tcp.port=x"], "ipcbox.chanel"),
    (["--no-such-option"], "no-such-option"),
]
AT_ONCE = 4


def bad_configurations(run, world):
    """Settings that make no sense: exit code 2, a sentence that names the setting, nothing made."""
    cases = world.random.sample(BAD, 4) if run.short else BAD
    for first in range(0, len(cases), AT_ONCE):
        started = []
        for options, word in cases[first : first + AT_ONCE]:
            role = world.random.choice(("server", "client-socket", "client-pipe", "client-shm"))
            process = world.run(f"bad {' '.join(options)[:60]!r}", [*world.words, role, *options])
            process.expected = {2}
            started.append((process, word))
        for process, word in started:
            if process.wait(PATIENCE) is None:
                run.violated([f"{process.name} starts with a setting that makes no sense"])
                process.kill()
            run.judge_always(word in " ".join(line for _, line in process.errors),
                             f"{process.name} does not name {word}: {process.error_text()}")
    run.violated(world.check(settle=False))
