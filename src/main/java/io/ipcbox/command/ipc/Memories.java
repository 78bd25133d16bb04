package io.ipcbox.command.ipc;

/** Shared memory of either family. */
interface Memories extends Subject {
    /** Opens what exists. The caller closes it. */
    Memory open(boolean writable);

    /** Opens it, whatever its size is, or creates it with that size. The caller closes it. */
    Memory openOrCreate(long sizeBytes);
}
