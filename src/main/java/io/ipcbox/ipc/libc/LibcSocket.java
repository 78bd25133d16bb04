package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;

import java.lang.invoke.MethodHandle;

/** Sockets: socket(2). */
public final class LibcSocket {
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int IPPROTO_TCP = 6;
    public static final int NETLINK_SOCK_DIAG = 4;

    private static final MethodHandle SOCKET = Linking.function("socket", INT, INT, INT, INT);

    private LibcSocket() {}

    public static int socket(int domain, int type, int protocol) {
        return Downcall.make(SOCKET, domain, type, protocol);
    }
}
