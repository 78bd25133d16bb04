package io.ipcbox.ipc;

import java.util.Objects;
import java.util.function.Supplier;

/** Whether a factory opens an existing object, creates a new one, or either. */
public enum CreationMode {
    /** Opens an existing object; fails with {@link Errno#ENOENT} if there is none. */
    OPEN_EXISTING,
    /** Creates a new object; fails with {@link Errno#EEXIST} if one exists ({@code O_CREAT | O_EXCL}). */
    CREATE_EXCLUSIVE,
    /** Opens the object, or creates it if there is none ({@code O_CREAT}). */
    OPEN_OR_CREATE;

    /**
     * Opens or creates the object. If another process creates or removes it between the two attempts, tries both again.
     *
     * @param open opens an existing object; throws an {@link IpcException} with ENOENT if there is none
     * @param create creates a new one; throws EEXIST if one exists
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
                // Another process created the object first: open that one.
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
            }
        }
    }
}
