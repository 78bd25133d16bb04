package io.ipcbox.ipc.sysv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keys that no other program uses. After each test, all objects with these keys are removed; a test that passes but
 * left an object behind fails.
 */
final class TestKeys implements AfterEachCallback {
    private final List<SysvKey> keys = new CopyOnWriteArrayList<>();
    private final List<Integer> queues = new CopyOnWriteArrayList<>();

    /** A key that no object of any kind has. */
    SysvKey fresh() {
        while (true) {
            SysvKey key = new SysvKey(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
            if (leftovers(key).isEmpty()) {
                keys.add(key);
                return key;
            }
        }
    }

    /** Removes the queue of this id, too. */
    int queue(int id) {
        queues.add(id);
        return id;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> left = new ArrayList<>();
        for (SysvKey key : keys) {
            for (SysvObject<?> object : leftovers(key)) {
                left.add(object.toString());
                object.remove();
            }
        }
        for (int id : queues) {
            if (SysvTable.find(SysvKind.MESSAGE_QUEUE, id).isPresent()) {
                left.add("msqid " + id);
                SysvMessageQueue.ofId(id).remove();
            }
        }
        keys.clear();
        queues.clear();
        if (!left.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("the test left behind: " + left);
        }
    }

    private static List<SysvObject<?>> leftovers(SysvKey key) {
        List<SysvObject<?>> found = new ArrayList<>();
        for (SysvKind kind : SysvKind.values()) {
            Optional<SysvTable.Row> row = SysvTable.find(kind, key);
            row.ifPresent(it -> found.add(ofId(kind, it.id())));
        }
        return found;
    }

    private static SysvObject<?> ofId(SysvKind kind, int id) {
        return switch (kind) {
            case MESSAGE_QUEUE -> SysvMessageQueue.ofId(id);
            case SEMAPHORE_SET -> SysvSemaphoreSet.ofId(id);
            case SHARED_MEMORY -> SysvSharedMemory.ofId(id);
        };
    }
}
