package io.ipcbox.ipc;

/** What a factory does when an object of the name does, or does not, exist yet. */
public enum CreationMode {
    /** Opens it; fails with {@link Errno#ENOENT} when there is none. */
    OPEN_EXISTING,
    /** Creates it; fails with {@link Errno#EEXIST} when there is one ({@code O_CREAT | O_EXCL}). */
    CREATE_EXCLUSIVE,
    /** Opens it, and creates it when there is none ({@code O_CREAT}). */
    OPEN_OR_CREATE
}
