package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct ipc_perm}, the beginning of the status of every System V object. Offsets in bytes. The
 * same on x86-64 and aarch64.
 *
 * <pre>
 *    0  key    u32
 *    4  uid    u32      owner, can be changed
 *    8  gid    u32
 *   12  cuid   u32      creator, never changes
 *   16  cgid   u32
 *   20  mode   u32      the nine permission bits; above them, for shared memory: 01000 marked for removal, 02000 locked
 *   24  seq    u16      how often the slot of the id has been reused
 *   32  (two unused longs)
 *   48  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sysvipc.7.html">sysvipc(7)</a>
 */
public final class IpcPermLayout {
    public static final long KEY = 0;
    public static final long UID = 4;
    public static final long GID = 8;
    public static final long CREATOR_UID = 12;
    public static final long CREATOR_GID = 16;
    public static final long MODE = 20;
    public static final long BYTES = 48;

    private IpcPermLayout() {}
}
