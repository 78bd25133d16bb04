/**
 * POSIX and System V message queues, shared memory and semaphores, pipes, and a broadcast ring in shared memory, on
 * {@link java.lang.foreign} alone.
 *
 * <p>Linux with glibc. The C functions are native access: start Java with {@code --enable-native-access=io.ipcbox.ipc}, or
 * with {@code --enable-native-access=ALL-UNNAMED} when this is on the class path.
 */
module io.ipcbox.ipc {
    // Not transitive: javac would demand it of every module that requires this one.
    requires static org.jspecify;

    exports io.ipcbox.ipc;
    exports io.ipcbox.ipc.memory;
    exports io.ipcbox.ipc.pipe;
    exports io.ipcbox.ipc.posix;
    exports io.ipcbox.ipc.sysv;
    exports io.ipcbox.ipc.unix;
    exports io.ipcbox.ring;
}
