"""Things with names that are damaged, replaced, or made first by somebody else; and memory that runs out."""

import os
import stat
import time

from .leftovers import remove
from .pump import await_that
from .world import PATIENCE

# What a reader of a damaged ring may say; it must say one of them, in a sentence, and not show anything wrong.
RING_ERRORS = ("EIO", "EBADMSG", "EPERM", "not a message", "is longer than", "control word")


def _free(bytes_left):
    """Fills /dev/shm up to that; returns the path of the filler."""
    filler = "/dev/shm/faults-filler"
    status = os.statvfs("/dev/shm")
    with open(filler, "wb") as out:
        os.posix_fallocate(out.fileno(), 0, status.f_bavail * status.f_frsize - bytes_left)
    os.chmod(filler, 0o600)
    return filler


def shm_full_at_start(run, world):
    """/dev/shm has no room for a ring: the server says so and leaves nothing."""
    filler = _free(64 << 10)
    world.left.allow(filler)
    try:
        server = world.run("server-without-room", world.argv("server", *world.options))
        server.expected = {1}
        server.wait(PATIENCE)
        run.judge_always("ENOSPC" in server.error_text(), f"does not say ENOSPC: {server.error_text()}")
        run.violated(world.check())
    finally:
        os.unlink(filler)
    world.ensure()
    run.violated(world.check())


def shm_full_in_use(run, world):
    """/dev/shm fills up under a running ring, whose space is reserved; and the next server takes the same ring."""
    world.ensure()
    filler = _free(0)
    world.left.allow(filler)
    try:
        time.sleep(0.3)
        run.violated(world.check())
        world.kill_server()
        world.ensure()
        run.violated(world.check())
    finally:
        os.unlink(filler)
    run.violated(world.check())


def _damage_ring(run, world, damage):
    """The other transports go on; readers of the ring stay exact or end with a sentence; the next server starts."""
    world.ensure()
    readers = [client for client in world.living() if client.transport == "shm"]
    damage(world.ring)
    _let_readers_end(world, readers)
    run.violated(world.settle_others("shm"))
    for reader in readers:
        _judge_reader(run, reader)
    run.violated(world.check(settle=False))
    # The server may have lost its ring; it must end in good order all the same, or at least by a sentence.
    ending = [client for client in world.clients if client.is_alive()]
    for process in (world.server, *ending):
        process.expected = {0, 1}
    world.feeder.end()
    for process in (world.server, *ending):
        if process.wait(PATIENCE) is None:
            run.violated([f"{process.name} does not end: {process.error_text()}"])
            process.kill()
    run.violated(world.check(settle=False))
    world.ensure()
    run.violated(world.check())


def _let_readers_end(world, readers):
    """Long enough that the damaged place is met: the ring goes round several times."""
    first = world.epochs.typed
    world.feeder.rate = 4000
    world.feeder.resume()
    await_that(lambda: world.epochs.typed > first + 12000 or not any(r.is_alive() for r in readers), 20)
    time.sleep(0.2)
    world.feeder.rate = world.rate


def _judge_reader(run, reader):
    if reader.is_alive():
        # It may have been cut off, or wait for ever: then it must still end with the server.
        reader.expected = {0, 1}
        return
    reader.expected = {1}
    told = any(word in reader.error_text() for word in RING_ERRORS)
    run.judge_always(told, f"{reader.name} does not say what is wrong with the ring: {reader.error_text()}")


def ring_truncated(run, world):
    """The ring's file is cut to nothing, or to half."""
    for size in (0, 1 << 17) if not run.short else (0,):
        _damage_ring(run, world, lambda path, size=size: os.truncate(path, size))


def ring_deleted(run, world):
    """The ring's name is removed: those who have it go on, the next server makes a new one."""
    world.ensure()
    os.unlink(world.ring)
    time.sleep(0.2)
    run.violated(world.check())
    world.kill_server()
    world.ensure()
    run.violated(world.check())


def ring_overwritten(run, world):
    """Noise in the ring's data."""
    def overwrite(path):
        size = os.stat(path).st_size
        with open(path, "r+b") as ring:
            ring.seek(size // 2)
            ring.write(world.random.randbytes(size // 2))

    _damage_ring(run, world, overwrite)


def ring_header(run, world):
    """Flipped words in the ring's header: magic, sizes, counters, states, places."""
    places = [0, 8, 16, 24, 28, 32, 128, 256, 640, 768, 1024, 1032]
    for at in world.random.sample(places, 1 if run.short else len(places)):
        def flip(path, at=at):
            with open(path, "r+b") as ring:
                ring.seek(at)
                word = bytes(byte ^ 0xFF for byte in ring.read(8))
                ring.seek(at)
                ring.write(word)

        _damage_ring(run, world, flip)


def fifo_replaced(run, world):
    """A client's FIFO gives its name to a file, a symbolic link, a directory; and strangers lie beside it."""
    kinds = ("file", "link", "directory")
    for kind in (world.random.choice(kinds),) if run.short else kinds:
        world.ensure()
        victim = next(client for client in world.living() if client.transport == "pipe")
        path = os.path.join(world.channel_directory, f"client-{victim.pid}-1.fifo")
        os.unlink(path)
        _make(kind, path)
        stranger = os.path.join(world.channel_directory, "client-1-1.fifo")
        _make(kind, stranger)
        world.left.allow(path, stranger)
        time.sleep(0.1)
        run.violated(world.settle())
        # The next server cannot reach that client, which must say so and not wait for ever, or make a new FIFO.
        world.kill_server()
        victim.expected = {1}
        gone = await_that(lambda: not victim.is_alive() or _is_fifo(path), 10)
        run.judge_always(gone, f"{victim.name} waits behind a {kind} that has its name")
        victim.kill()
        victim.expected = {1, -9}
        for name in (path, stranger):
            remove(name)
        world.ensure()
        run.violated(world.check())


def _make(kind, path):
    if kind == "file":
        with open(path, "w", encoding="ascii"):
            os.chmod(path, 0o600)
    elif kind == "link":
        os.symlink("/dev/null", path)
    else:
        os.mkdir(path, 0o700)


def _is_fifo(path):
    return os.path.lexists(path) and stat.S_ISFIFO(os.lstat(path).st_mode)
