package io.ipcbox.ipc.libc;

/**
 * How an argument of a C function is shown when calls are explained, in the form that strace(1) has made familiar. A
 * binding names one for each argument, or none at all: then its calls are not shown.
 */
enum Shown {
    NUMBER,
    OCTAL,
    /** A System V key. */
    KEY,
    POINTER,
    /** The semaphore that gets a unit: another process may go on. */
    POSTED,
    /** A {@code timespec}. */
    TIME,
    /** A descriptor, with what it stands for. */
    FD,
    CLOSED_FD,
    /** The descriptor of the memory whose address is returned. */
    MAPPED_FD,
    /** Two ints that are filled in with the descriptors of a pipe. */
    PIPE_ENDS,
    /** An array of {@code pollfd}; the next argument counts them. */
    POLLFDS,
    PATH,
    /** The path of the file whose descriptor is returned. */
    OPENED_PATH,
    /** The name that the file of the path two arguments before gets: another process may go on. */
    NEW_PATH,
    /** Bytes for another process, which may go on; the next argument counts them. */
    BYTES,
    /** Bytes that are filled in; the result counts them. */
    RECEIVED,
    /** Flags with an access mode, as open(2) takes them. */
    ACCESS_FLAGS,
    FLAGS,
    /** A command of {@code …ctl} that every kind of System V object knows. */
    IPC_COMMAND,
    /** A command of {@code semctl}. */
    SEMAPHORE_COMMAND,
    /** An array of {@code sembuf}, which the next argument counts. If the first one adds, another process may go on. */
    OPERATIONS
}
