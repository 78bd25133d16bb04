"""The other end of the commands, in Python: POSIX objects through ctypes, System V ones through sysv_ipc.

usage: peer.py FAMILY VERB NAME-OR-KEY [ARGUMENT]
"""
import ctypes
import json
import os
import sys

RDWR, CREAT, EXCL = os.O_RDWR, os.O_CREAT, os.O_EXCL
libc = ctypes.CDLL(None, use_errno=True)


def say(*words):
    print(*words, flush=True)


def check(result):
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


class Posix:
    def __init__(self, name):
        self.name = name.encode()

    def queue(self):
        return check(libc.mq_open(self.name, RDWR | CREAT, 0o600, None))

    def send(self, message):
        check(libc.mq_send(self.queue(), message, len(message), 0))

    def receive(self):
        buffer = ctypes.create_string_buffer(8192)
        length = check(libc.mq_receive(self.queue(), buffer, 8192, None))
        return buffer.raw[:length]

    def path(self):
        return b"/dev/shm" + self.name

    def create_memory(self, size):
        fd = check(libc.shm_open(self.name, RDWR | CREAT | EXCL, 0o600))
        os.ftruncate(fd, size)

    def write(self, text):
        with open(self.path(), "r+b") as file:
            file.write(text.ljust(os.fstat(file.fileno()).st_size, b"\0"))

    def read(self):
        with open(self.path(), "rb") as file:
            return file.read()

    def semaphore(self, flags, value):
        libc.sem_open.restype = ctypes.c_void_p
        semaphore = libc.sem_open(self.name, flags, 0o600, value)
        if not semaphore:
            check(-1)
        return ctypes.c_void_p(semaphore)

    def create_semaphore(self, value):
        self.semaphore(CREAT | EXCL, value)

    def post(self):
        check(libc.sem_post(self.semaphore(0, 0)))

    def wait(self):
        check(libc.sem_wait(self.semaphore(0, 0)))

    def value(self):
        value = ctypes.c_int()
        check(libc.sem_getvalue(self.semaphore(0, 0), ctypes.byref(value)))
        return value.value


class Sysv:
    def __init__(self, key):
        import sysv_ipc

        self.ipc, self.key = sysv_ipc, int(key)

    def queue(self):
        return self.ipc.MessageQueue(self.key, self.ipc.IPC_CREAT, max_message_size=8192)

    def send(self, message):
        self.queue().send(message)

    def receive(self):
        return self.queue().receive()[0]

    def create_memory(self, size):
        self.ipc.SharedMemory(self.key, self.ipc.IPC_CREX, size=size, init_character=b"\0")

    def write(self, text):
        memory = self.ipc.SharedMemory(self.key)
        memory.write(text.ljust(memory.size, b"\0"))

    def read(self):
        return self.ipc.SharedMemory(self.key).read()

    def create_semaphore(self, value):
        self.ipc.Semaphore(self.key, self.ipc.IPC_CREX, initial_value=value)

    def post(self):
        self.ipc.Semaphore(self.key).release()

    def wait(self):
        self.ipc.Semaphore(self.key).acquire()

    def value(self):
        return self.ipc.Semaphore(self.key).value


family, verb, name = sys.argv[1:4]
argument = sys.argv[4] if len(sys.argv) > 4 else ""
peer = {"posix": Posix, "sysv": Sysv}[family](name)
if verb == "client":  # what the original client sends
    for i in range(int(argument)):
        peer.send(json.dumps({"count": i}).encode())
elif verb == "server":  # what the original server does
    say("ready")
    for _ in range(int(argument)):
        say(json.loads(peer.receive()))
elif verb == "send-hex":
    peer.send(bytes.fromhex(argument))
elif verb == "receive-hex":
    say(peer.receive().hex())
elif verb in ("create_memory", "create_semaphore"):
    getattr(peer, verb)(int(argument))
elif verb == "write":
    peer.write(argument.encode())
elif verb == "read":
    say(peer.read().hex())
elif verb == "post-wait":
    peer.post()
    peer.wait()
else:
    result = getattr(peer, verb)()
    say("" if result is None else result)
