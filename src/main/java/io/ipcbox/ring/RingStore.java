package io.ipcbox.ring;

import io.ipcbox.ipc.file.ByteLocks;
import io.ipcbox.ipc.file.PosixAccess;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ipc.memory.SharedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** What a ring lies in: a file with a name, or memory without one. Owns the descriptor. */
sealed interface RingStore extends AutoCloseable {
    long sizeBytes();

    PosixAccess access();

    MemorySegment map(Arena arena);

    /** False once somebody removed the name, or gave it to another file. */
    boolean hasItsName();

    /** @throws IllegalStateException if it never had a name */
    Path path();

    /** Who holds which role of the ring; the bytes are those of {@link RingLayout}. */
    ByteLocks locks();

    /** The descriptor's number in this process. */
    int fileDescriptor();

    @Override
    void close();

    /** A file. */
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
            throw new IllegalStateException("a ring with a name is opened by that, not by a descriptor");
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

    /** Memory without a name. */
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
            return true; // and nobody can take it away
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
