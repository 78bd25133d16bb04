package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import java.util.List;
import java.util.function.Supplier;

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
    record Creation(String name, boolean isNew) {
        /**
         * Creates an object that is created in one step; one that is there already will do, unless it must not.
         *
         * @param title what it is called
         * @param create returns the name of a new one, or throws EEXIST
         */
        static Creation unlessThere(CreationMode mode, String title, Supplier<String> create) {
            try {
                return new Creation(create.get(), true);
            } catch (IpcException e) {
                if (e.errno() != Errno.EEXIST || mode == CreationMode.CREATE_EXCLUSIVE) {
                    throw e;
                }
                return new Creation(title, false);
            }
        }
    }
}
