"""Another user of the machine, who was there first."""

import os
import subprocess
import time

from .leftovers import remove
from .world import PATIENCE, SMALL

NOBODY = 65534


def names_of_others(run, world):
    """Another user has made the names first: refused, never used, never removed."""
    os.chmod(world.directory, 0o755)
    target = os.path.join(world.directory, "precious")
    with open(target, "w", encoding="ascii") as out:
        out.write("precious\n")
    traps = list(_traps(world, target))
    for name, make in world.random.sample(traps, 4) if run.short else traps:
        make()
        server = world.run(f"server-at-{name}", world.argv("server", *SMALL))
        server.expected = {0, 1}
        server.wait(PATIENCE)
        refused = any(word in server.error_text() for word in ("EPERM", "ELOOP", "EACCES", "EEXIST", "EISDIR", "ENXIO"))
        run.judge_always(refused, f"{name}: the server does not refuse it: {server.error_text()}")
        with open(target, encoding="ascii") as precious:
            run.judge_always(precious.read() == "precious\n", f"{name}: what it points to was changed")
        for path in sorted(world.left.objects(), reverse=True):
            remove(path)
        run.violated(server.all_violations())


def _traps(world, target):
    channel, ring = world.channel_directory, world.ring

    def own(path):
        os.lchown(path, NOBODY, NOBODY)

    def file(path, mode=0o666):
        with open(path, "wb") as out:
            out.truncate(1 << 20)
        os.chmod(path, mode)

    def inside(make):
        def trap():
            os.mkdir(channel, 0o700)
            make()
        return trap

    yield "directory-of-another", lambda: (os.mkdir(channel, 0o777), own(channel))
    yield "directory-open-to-all", lambda: (os.mkdir(channel), os.chmod(channel, 0o777))
    yield "directory-as-link", lambda: os.symlink(world.cwd, channel)
    yield "ring-of-another", lambda: (file(ring), own(ring))
    yield "ring-open-to-all", lambda: file(ring, 0o622)
    yield "ring-as-link", lambda: os.symlink(target, ring)
    yield "ring-as-fifo", lambda: os.mkfifo(ring, 0o600)
    yield "ring-as-directory", lambda: os.mkdir(ring, 0o700)
    yield "lock-as-link", inside(lambda: os.symlink(target, os.path.join(channel, "server.lock")))
    other = os.path.join(channel, "other")
    yield "lock-as-hard-link", inside(lambda: (file(other, 0o600), os.link(other, os.path.join(channel, "server.lock"))))
    yield "lock-as-fifo", inside(lambda: os.mkfifo(os.path.join(channel, "server.lock"), 0o600))


def foreign_listener(run, world):
    """Another user has the port: no client believes it, the server says whose fault it is."""
    listener = subprocess.Popen(
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "python3", "-c",
         "import socket,sys,time\n"
         f"s=socket.create_server(('127.0.0.1',{world.port}))\n"
         "print('listening',flush=True)\n"
         "c,_=s.accept();c.sendall(b'1 2 3\\n');print('believed',flush=True);time.sleep(60)\n"],
        stdout=subprocess.PIPE, text=True)
    try:
        listener.stdout.readline()
        client = world.start_client("socket")
        world.await_ready(client.stream.ready, client)
        # It knocks ten times a second.
        time.sleep(1.5)
        listener.kill()
        said = listener.stdout.read()
        run.judge_always("believed" not in said, "a client connected to the server of another user")
        run.judge_always(client.stream.next is None and not client.stream.violations, "a client showed a stranger's line")
    finally:
        listener.kill()
        listener.wait()
    world.ensure()
    run.violated(world.check())
