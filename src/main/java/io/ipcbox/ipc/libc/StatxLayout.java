package io.ipcbox.ipc.libc;

/**
 * The layout of {@code struct statx}, the fields that are used. Offsets in bytes. The same on every architecture.
 *
 * <pre>
 *   16  stx_nlink      u32
 *   20  stx_uid        u32
 *   24  stx_gid        u32
 *   28  stx_mode       u16   kind and permissions
 *   32  stx_ino        u64
 *   40  stx_size       u64
 *   48  stx_blocks     u64   allocated blocks of 512 bytes
 *  136  stx_dev_major  u32
 *  140  stx_dev_minor  u32
 *  256  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/statx.2.html">statx(2)</a>
 */
public final class StatxLayout {
    public static final long LINKS = 16;
    public static final long UID = 20;
    public static final long GID = 24;
    public static final long MODE = 28;
    public static final long INODE = 32;
    public static final long SIZE = 40;
    public static final long BLOCKS = 48;
    public static final long DEVICE_MAJOR = 136;
    public static final long DEVICE_MINOR = 140;
    public static final long BYTES = 256;

    private StatxLayout() {}
}
