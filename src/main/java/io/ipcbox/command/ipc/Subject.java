package io.ipcbox.command.ipc;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import java.util.List;

/**
 * What a command is about: the object that the options name, whether it exists or not. Its fields are options; they have
 * their values when an {@link Action} runs.
 */
interface Subject {
    /** As the user named it: {@code /lab}, {@code 100}. */
    String title();

    /** The options that only {@code create} takes. */
    List<Object> creationOptions();

    /** Creates it, or looks whether it is there. */
    Creation create(CreationMode mode, Permissions permissions);

    /**
     * Removes it, for everybody.
     *
     * @return what was removed: {@code /lab}, {@code 100 [msqid: 5]}
     */
    String remove();

    /** How it is now. */
    Facts facts();

    /**
     * What became of an object that should be there.
     *
     * @param name as {@link #remove} gives it
     * @param isNew false if somebody had created it before
     */
    record Creation(String name, boolean isNew) {}
}
