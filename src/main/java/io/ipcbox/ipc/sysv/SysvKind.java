package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.LibcSysvMemory;
import io.ipcbox.ipc.libc.LibcSysvMessage;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.libc.MsqidLayout;
import io.ipcbox.ipc.libc.SemidLayout;
import io.ipcbox.ipc.libc.ShmidLayout;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** The three kinds of System V objects, and the calls that differ only in name. */
enum SysvKind {
    MESSAGE_QUEUE("message queue", "msqid", "msg", 'q', MsqidLayout.BYTES),
    SEMAPHORE_SET("semaphore set", "semid", "sem", 's', SemidLayout.BYTES),
    SHARED_MEMORY("shared memory", "shmid", "shm", 'm', ShmidLayout.BYTES);

    /** The kind in errors. */
    final String noun;
    /** The name of its id in the kernel and in {@code ipcs(1)}. */
    final String idName;
    /** The size of its {@code …_ds} structure. */
    final long statusBytes;

    private final String table;
    private final char letter;

    SysvKind(String noun, String idName, String table, char letter, long statusBytes) {
        this.noun = noun;
        this.idName = idName;
        this.table = table;
        this.letter = letter;
        this.statusBytes = statusBytes;
    }

    /** Calls {@code msgctl}, {@code semctl} or {@code shmctl}, for commands that all three have. */
    int control(int id, int command, MemorySegment argument) {
        return switch (this) {
            case MESSAGE_QUEUE -> LibcSysvMessage.msgctl(id, command, argument);
            case SEMAPHORE_SET -> LibcSysvSemaphore.semctl(id, 0, command, argument);
            case SHARED_MEMORY -> LibcSysvMemory.shmctl(id, command, argument);
        };
    }

    /** The kernel's list of all objects of this kind, readable by every user. */
    Path table() {
        return Path.of("/proc/sysvipc", table);
    }

    /** The command that removes an object, by its key if it has one. */
    String removal(SysvKey key, int id) {
        return key.isPrivate() ? "ipcrm -" + letter + " " + id : "ipcrm -" + Character.toUpperCase(letter) + " " + key;
    }

    /** The command that lists them. */
    String listing() {
        return "ipcs -" + letter;
    }
}
