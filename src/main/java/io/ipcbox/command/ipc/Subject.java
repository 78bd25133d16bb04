package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import java.util.List;

/**
 * The object that a command's options name; it need not exist. The fields are options, and have their values when an
 * {@link Action} runs.
 */
interface Subject {
    /** The name or key as typed: {@code /lab}, {@code 100}. */
    String title();

    /** The options that only {@code create} takes. */
    default List<Object> creationOptions() {
        return List.of();
    }

    /** Creates the object, or checks that it exists. Returns what was done: {@code /lab is created.} */
    String create(CreationMode mode, Permissions permissions);

    /** Removes the object from the system. Returns what was done: {@code 100 [msqid: 5] is removed.} */
    String remove();

    /** The current state of the object. */
    Facts facts();
}
