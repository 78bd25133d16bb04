package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.LibcSysvMemory;
import io.ipcbox.ipc.libc.LibcSysvMessage;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.libc.MsqidLayout;
import io.ipcbox.ipc.libc.SemidLayout;
import io.ipcbox.ipc.libc.ShmidLayout;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** The three kinds of System V objects, as far as their calls differ in nothing but the name. */
enum SysvKind {
    MESSAGE_QUEUE("message queue", "msqid", "msg", 'q', MsqidLayout.BYTES),
    SEMAPHORE_SET("semaphore set", "semid", "sem", 's', SemidLayout.BYTES),
    SHARED_MEMORY("shared memory", "shmid", "shm", 'm', ShmidLayout.BYTES);

    private final String noun;
    private final String idName;
    private final String table;
    private final char letter;
    private final long statusBytes;

    SysvKind(String noun, String idName, String table, char letter, long statusBytes) {
        this.noun = noun;
        this.idName = idName;
        this.table = table;
        this.letter = letter;
        this.statusBytes = statusBytes;
    }

    /** {@code msgctl}, {@code semctl} or {@code shmctl}, for the commands that all three know. */
    int control(int id, int command, MemorySegment argument) {
        return switch (this) {
            case MESSAGE_QUEUE -> LibcSysvMessage.msgctl(id, command, argument);
            case SEMAPHORE_SET -> LibcSysvSemaphore.semctl(id, 0, command, argument);
            case SHARED_MEMORY -> LibcSysvMemory.shmctl(id, command, argument);
        };
    }

    /** What errors call it. */
    String noun() {
        return noun;
    }

    /** What the kernel and {@code ipcs(1)} call its id. */
    String idName() {
        return idName;
    }

    /** Size of its {@code …_ds} structure. */
    long statusBytes() {
        return statusBytes;
    }

    /** Where the kernel lists all of them, for everybody to read. */
    Path table() {
        return Path.of("/proc/sysvipc", table);
    }

    /** The command that removes one, by its key if it has one. */
    String removal(SysvKey key, int id) {
        return key.isPrivate() ? "ipcrm -" + letter + " " + id : "ipcrm -" + Character.toUpperCase(letter) + " " + key;
    }

    /** The command that lists them. */
    String listing() {
        return "ipcs -" + letter;
    }
}
