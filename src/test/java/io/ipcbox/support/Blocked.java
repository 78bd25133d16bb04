package io.ipcbox.support;

import static org.awaitility.Awaitility.await;

import java.util.List;

/** Waits until another thread is inside a call, so that what a test does next meets it there. */
public final class Blocked {
    private Blocked() {}

    /** Returns when a frame of the thread's stack belongs to one of these classes. */
    public static void inside(Thread thread, Class<?>... types) {
        List<String> names = List.of(types).stream().map(Class::getName).toList();
        await().until(() ->
                List.of(thread.getStackTrace()).stream().anyMatch(frame -> names.contains(frame.getClassName())));
    }
}
