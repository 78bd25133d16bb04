package io.ipcbox.ipc.libc;

/** Flags of {@code …get} and commands of {@code …ctl} that the three kinds of System V objects share. */
public final class LibcSysvFlags {
    public static final int IPC_PRIVATE = 0;
    public static final int IPC_CREAT = 0x200;
    public static final int IPC_EXCL = 0x400;
    public static final int IPC_NOWAIT = 0x800;
    public static final int IPC_RMID = 0;
    public static final int IPC_SET = 1;
    public static final int IPC_STAT = 2;

    private LibcSysvFlags() {}
}
