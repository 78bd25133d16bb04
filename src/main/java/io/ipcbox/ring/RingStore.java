package io.ipcbox.ring;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ipc.memory.SharedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** The memory of a ring: a file with a name, or memory without one. Owns the descriptor. */
sealed interface RingStore extends AutoCloseable {
    long sizeBytes();

    PosixAccess access();

    MemorySegment map(Arena arena);

    /** False once the name was removed or refers to another file. */
    boolean hasItsName();

    /** @throws IllegalStateException if it never had a name */
    Path path();

    /** The locks that hold the ring's roles, on the bytes of {@link RingLayout}. */
    ByteLocks locks();

    /** @throws IllegalStateException if it has a name */
    int fileDescriptor();

    @Override
    void close();

    record Named(SharedFile file) implements RingStore {
        @Override
        public long sizeBytes() {
            return file.status().sizeBytes();
        }

        @Override
        public PosixAccess access() {
            return file.access();
        }

        @Override
        public MemorySegment map(Arena arena) {
            return file.map(arena);
        }

        @Override
        public boolean hasItsName() {
            return file.hasItsName();
        }

        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public int fileDescriptor() {
            throw new IllegalStateException("a ring with a name is opened by its name, not by a descriptor");
        }

        @Override
        public ByteLocks locks() {
            return file.locks();
        }

        @Override
        public void close() {
            file.close();
        }
    }

    record Anonymous(Memfd memory, PosixAccess access) implements RingStore {
        @Override
        public long sizeBytes() {
            return memory.sizeBytes();
        }

        @Override
        public MemorySegment map(Arena arena) {
            return memory.map(arena);
        }

        @Override
        public boolean hasItsName() {
            return true; // no name to lose
        }

        @Override
        public Path path() {
            throw new IllegalStateException("a ring in anonymous memory has no name");
        }

        @Override
        public int fileDescriptor() {
            return memory.fileDescriptor();
        }

        @Override
        public ByteLocks locks() {
            return memory.locks();
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
