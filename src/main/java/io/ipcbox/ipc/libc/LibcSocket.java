package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Sockets: socket(2), send(2), recv(2). */
public final class LibcSocket {
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int IPPROTO_TCP = 6;
    public static final int NETLINK_SOCK_DIAG = 4;
    public static final int MSG_DONTWAIT = 0x40;

    private static final FunctionDescriptor LONG_INT_ADDRESS_LONG_INT =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private static final MethodHandle SOCKET =
            Linking.function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SEND = Linking.function("send", LONG_INT_ADDRESS_LONG_INT);
    private static final MethodHandle RECV = Linking.function("recv", LONG_INT_ADDRESS_LONG_INT);

    private LibcSocket() {}

    public static int socket(int domain, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(LastErrno.capture(), domain, type, protocol);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static long send(int fd, MemorySegment buffer, long length, int flags) {
        try {
            return (long) SEND.invokeExact(LastErrno.capture(), fd, buffer, length, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static long recv(int fd, MemorySegment buffer, long length, int flags) {
        try {
            return (long) RECV.invokeExact(LastErrno.capture(), fd, buffer, length, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
