package io.ipcbox.ipc;

import java.util.Objects;
import java.util.function.Supplier;

/** What a factory does when an object of the name does, or does not, exist yet. */
public enum CreationMode {
    /** Opens it; fails with {@link Errno#ENOENT} when there is none. */
    OPEN_EXISTING,
    /** Creates it; fails with {@link Errno#EEXIST} when there is one ({@code O_CREAT | O_EXCL}). */
    CREATE_EXCLUSIVE,
    /** Opens it, and creates it when there is none ({@code O_CREAT}). */
    OPEN_OR_CREATE;

    /**
     * Opens or creates accordingly. When another process creates or removes the object between the two attempts, both are
     * made again.
     *
     * @param open opens what exists; an {@link IpcException} with ENOENT means that there is none
     * @param create creates a new one; EEXIST means that there is one
     */
    public <T> T obtain(Supplier<T> open, Supplier<T> create) {
        Objects.requireNonNull(open, "open");
        Objects.requireNonNull(create, "create");
        return switch (this) {
            case OPEN_EXISTING -> open.get();
            case CREATE_EXCLUSIVE -> create.get();
            case OPEN_OR_CREATE -> openOrCreate(open, create);
        };
    }

    private static <T> T openOrCreate(Supplier<T> open, Supplier<T> create) {
        while (true) {
            try {
                return open.get();
            } catch (IpcException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
            try {
                return create.get();
            } catch (IpcException e) {
                // Another process was faster: its object is the one to open.
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
            }
        }
    }
}
