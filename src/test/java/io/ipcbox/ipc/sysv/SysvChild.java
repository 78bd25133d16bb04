package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The Java peer in a JVM of its own: one action for each verb, with output for a test to read. */
final class SysvChild {
    private static final Duration LONG = Duration.ofHours(1);

    private SysvChild() {}

    public static void main(String[] arguments) throws IOException {
        try {
            run(arguments[0], new SysvKey(Integer.parseInt(arguments[1])), arguments);
        } catch (IpcException e) {
            print(String.valueOf(e.getMessage()));
        }
    }

    private static void run(String verb, SysvKey key, String[] arguments) throws IOException {
        switch (verb) {
            case "receive" -> receive(key);
            case "wait" -> await(key, Duration.parse(arguments[2]));
            case "hold" -> hold(key);
            case "join-set" -> joinSet(key, Integer.parseInt(arguments[2]));
            case "send" -> print(SysvMessageQueue.open(key).send(1, new byte[1], Duration.ZERO));
            case "take" -> print(SysvMessageQueue.open(key).receive(Duration.ZERO));
            case "post" -> SysvSemaphoreSet.openAsIs(key).post(0);
            case "open-set" -> print(SysvSemaphoreSet.open(key, Duration.ZERO));
            case "attach" -> print(SysvSharedMemory.open(key).attach(SysvAccess.READ_ONLY));
            case "lock" -> SysvSharedMemory.open(key).lock();
            case "remove-queue" -> SysvMessageQueue.open(key).remove();
            case "widen-queue" -> SysvMessageQueue.open(key).setMaxBytes(1 << 20);
            case "own-queue" -> ownQueue(key);
            case "huge-pages" -> hugePages(key);
            case "too-many" -> tooMany(arguments[2]);
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private static void receive(SysvKey key) {
        SysvMessageQueue queue = SysvMessageQueue.open(key);
        print("receiving");
        print(queue.receive(LONG).map(SysvMessage::text).orElse("nothing"));
    }

    private static void await(SysvKey key, Duration timeout) {
        SysvSemaphoreSet set = SysvSemaphoreSet.openAsIs(key);
        print("waiting");
        print(set.wait(0, timeout) ? "taken" : "nothing");
    }

    private static void hold(SysvKey key) {
        SysvSemaphoreSet.openAsIs(key)
                .perform(
                        SysvSemaphoreOperations.of(
                                SysvSemaphoreOperation.wait(0, 2).withUndo()),
                        Duration.ZERO);
        print("held");
        while (true) {
            LockSupport.park();
        }
    }

    /** The action of one of many processes that start at once: open or create, and take one unit. */
    private static void joinSet(SysvKey key, int units) throws IOException {
        print("ready");
        if (System.in.read() < 0) {
            throw new IOException("no line \"go\" arrived");
        }
        SysvSemaphoreSet set = SysvSemaphoreSet.open(
                key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, Duration.ofSeconds(20), units, 7);
        print((set.wasCreated() ? "created " : "opened ") + set.wait(0, Duration.ZERO));
    }

    private static void ownQueue(SysvKey key) {
        SysvMessageQueue queue = SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
        try {
            queue.setMaxBytes(1 << 20);
        } finally {
            queue.remove();
        }
    }

    private static void hugePages(SysvKey key) {
        SysvSharedMemory.open(
                        key,
                        CreationMode.CREATE_EXCLUSIVE,
                        Permissions.OWNER_ONLY,
                        2 << 20,
                        SysvMemoryOption.HUGE_PAGES)
                .remove();
    }

    /** Creates queues until the kernel refuses. In an IPC namespace of its own, which removes them all. */
    private static void tooMany(String kind) {

        while (true) {
            switch (kind) {
                case "queues" ->
                    SysvMessageQueue.open(SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
                case "sets" ->
                    SysvSemaphoreSet.open(
                            SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 1);
                default ->
                    SysvSharedMemory.open(SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, 4096);
            }
        }
    }

    private static void print(Object line) {
        System.out.println(line);
    }
}
