"""The Python end of the System V tests, on sysv_ipc: one operation per verb. Prints what Python sees."""
import sys

import sysv_ipc

verb, arguments = sys.argv[1], sys.argv[2:]
key = int(arguments[0]) if verb != "ftok" else 0


def say(text):
    print(text, flush=True)


def ftok(path, project):
    say(sysv_ipc.ftok(path, int(project), True))


def create_queue(_):
    say(sysv_ipc.MessageQueue(key, sysv_ipc.IPC_CREX).id)


def send(_, kind, text):
    sysv_ipc.MessageQueue(key).send(text.encode(), True, int(kind))


def receive(_, kind):
    queue = sysv_ipc.MessageQueue(key)
    say("receiving")
    data, kind = queue.receive(True, int(kind))
    say("%d %s" % (kind, data.decode()))


def queue_attributes(_):
    queue = sysv_ipc.MessageQueue(key)
    say("%d %d %s" % (queue.current_messages, queue.max_size, oct(queue.mode)))


def create_semaphore(_, value):
    say(sysv_ipc.Semaphore(key, sysv_ipc.IPC_CREX, initial_value=int(value)).id)


def acquire(_):
    semaphore = sysv_ipc.Semaphore(key)
    say("acquiring")
    semaphore.acquire()
    say(semaphore.value)


def release(_, amount):
    semaphore = sysv_ipc.Semaphore(key)
    semaphore.release(int(amount))
    say(semaphore.value)


def zero(_):
    semaphore = sysv_ipc.Semaphore(key)
    say("waiting")
    semaphore.Z()
    say("zero")


def hold(_):
    semaphore = sysv_ipc.Semaphore(key)
    semaphore.undo = True
    semaphore.acquire()
    say("held")
    sys.stdin.read()


def create_memory(_, size):
    say(sysv_ipc.SharedMemory(key, sysv_ipc.IPC_CREX, size=int(size), init_character=b"\0").id)


def write(_, text):
    sysv_ipc.SharedMemory(key).write(text.encode())


def read(_, count):
    say(sysv_ipc.SharedMemory(key).read(int(count)).decode())


globals()[verb.replace("-", "_")](*arguments)
