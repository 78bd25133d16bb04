package io.ipcbox.ipc.libc;

/**
 * The layout of a request for one internet socket and of its answer, each preceded by a {@code struct nlmsghdr}.
 * Offsets in bytes from the end of that header; ports and addresses are in network byte order, everything else in
 * native order. The same on x86-64 and aarch64.
 *
 * <pre>
 *  struct nlmsghdr           struct inet_diag_req_v2         struct inet_diag_msg
 *    0  nlmsg_len    u32       0  sdiag_family    u8           0  idiag_family   u8
 *    4  nlmsg_type   u16       1  sdiag_protocol  u8           1  idiag_state    u8
 *    6  nlmsg_flags  u16       4  idiag_states    u32          4  id
 *    8  nlmsg_seq    u32       8  id                          64  idiag_uid      u32
 *   12  nlmsg_pid    u32      56  end                         68  idiag_inode    u32
 *   16  end                                                   72  end
 *
 *  id: struct inet_diag_sockid
 *    0  idiag_sport   be16     the port of the socket
 *    2  idiag_dport   be16     the port of its peer
 *    4  idiag_src     16 bytes
 *   20  idiag_dst     16 bytes
 *   36  idiag_if      u32
 *   40  idiag_cookie  2 × u32  all ones: unknown
 *   48  end
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sock_diag.7.html">sock_diag(7)</a>
 */
public final class InetDiagLayout {
    public static final long LENGTH = 0;
    public static final long TYPE = 4;
    public static final long FLAGS = 6;
    public static final long HEADER_BYTES = 16;

    public static final long REQUEST_FAMILY = 0;
    public static final long REQUEST_PROTOCOL = 1;
    public static final long REQUEST_STATES = 4;
    public static final long REQUEST_ID = 8;
    public static final long REQUEST_BYTES = 56;

    public static final long ANSWER_ID = 4;
    public static final long ANSWER_UID = 64;
    public static final long ANSWER_INODE = 68;
    public static final long ANSWER_BYTES = 72;

    public static final long ID_PORTS = 0;
    public static final long ID_REMOTE_PORT = 2;
    public static final long ID_LOCAL_ADDRESS = 4;
    public static final long ID_REMOTE_ADDRESS = 20;
    public static final long ID_COOKIE = 40;
    public static final long ID_BYTES = 48;

    public static final short SOCK_DIAG_BY_FAMILY = 20;
    public static final short NLM_F_REQUEST = 1;

    private InetDiagLayout() {}
}
