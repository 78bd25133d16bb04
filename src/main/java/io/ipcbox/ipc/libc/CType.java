package io.ipcbox.ipc.libc;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;

/**
 * What a C function takes or returns: the type, and for arguments also how they are shown when calls are explained, in
 * the form that strace(1) uses.
 */
enum CType {
    INT(ValueLayout.JAVA_INT),
    OCTAL(ValueLayout.JAVA_INT),
    /** A System V key. */
    KEY(ValueLayout.JAVA_INT),
    LONG(ValueLayout.JAVA_LONG),
    POINTER(ValueLayout.ADDRESS),
    /** The semaphore that is posted, which may release another process. */
    POSTED(ValueLayout.ADDRESS),
    /** A {@code timespec}. */
    TIME(ValueLayout.ADDRESS),
    /** A descriptor, shown with what it refers to. */
    FD(ValueLayout.JAVA_INT),
    CLOSED_FD(ValueLayout.JAVA_INT),
    /** The descriptor of the memory whose address is returned. */
    MAPPED_FD(ValueLayout.JAVA_INT),
    /** Two ints that receive the descriptors of a pipe. */
    PIPE_ENDS(ValueLayout.ADDRESS),
    /** An array of {@code pollfd}; the next argument is its length. */
    POLLFDS(ValueLayout.ADDRESS),
    PATH(ValueLayout.ADDRESS),
    /** The path of the file whose descriptor is returned. */
    OPENED_PATH(ValueLayout.ADDRESS),
    /** The new name of the file whose path is two arguments before; the name may release another process. */
    NEW_PATH(ValueLayout.ADDRESS),
    /** Bytes for another process, which they may release; the next argument is their number. */
    BYTES(ValueLayout.ADDRESS),
    /** A buffer that receives bytes; the result is their number. */
    RECEIVED(ValueLayout.ADDRESS),
    /** Flags with an access mode, as for open(2). */
    ACCESS_FLAGS(ValueLayout.JAVA_INT),
    FLAGS(ValueLayout.JAVA_INT),
    /** A command of {@code …ctl} that every kind of System V object knows. */
    IPC_COMMAND(ValueLayout.JAVA_INT),
    /** A command of {@code semctl}. */
    SEMAPHORE_COMMAND(ValueLayout.JAVA_INT),
    /** An array of {@code sembuf}; the next argument is its length. If the first adds, it may release another process. */
    OPERATIONS(ValueLayout.ADDRESS);

    @SuppressWarnings("ImmutableEnumChecker") // layouts are immutable
    private final MemoryLayout layout;

    CType(MemoryLayout layout) {
        this.layout = layout;
    }

    MemoryLayout layout() {
        return layout;
    }
}
