package io.ipcbox.ipc.unix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.libc.InetDiagLayout;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;

/**
 * The status of one TCP socket of any process of this machine. The kernel answers in microseconds, whereas reading
 * {@code /proc/net/tcp} takes milliseconds because it walks the whole connection table.
 *
 * @param uid the user who owns the socket; also 0 if no process has it open
 * @param inode as shown for the socket's descriptor in {@code /proc}; 0 if no process has it open
 * @see <a href="https://man7.org/linux/man-pages/man7/sock_diag.7.html">sock_diag(7)</a>
 */
public record TcpSocketStatus(int uid, long inode) {
    private static final TcpSocketStatus NONE = new TcpSocketStatus(0, 0);
    private static final short NLMSG_ERROR = 2;
    private static final long NO_SUCH_SOCKET_BYTES = InetDiagLayout.HEADER_BYTES + Integer.BYTES;
    private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    /**
     * Looks up one end of a connection. Any thread may call.
     *
     * @param local the address of this end
     * @param remote the address of the other end
     * @return with inode 0 if this machine has no such connection; empty if the kernel refuses the request
     */
    public static Optional<TcpSocketStatus> of(InetSocketAddress local, InetSocketAddress remote) {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        int fd = LibcSocket.socket(
                LibcSocket.AF_NETLINK,
                LibcSocket.SOCK_RAW | LibcSocket.SOCK_NONBLOCK | LibcSocket.SOCK_CLOEXEC,
                LibcSocket.NETLINK_SOCK_DIAG);
        if (fd < 0) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            return ask(fd, request(local, remote, arena), arena);
        } finally {
            LibcFile.close(fd);
        }
    }

    private static MemorySegment request(InetSocketAddress local, InetSocketAddress remote, Arena arena) {
        MemorySegment message = arena.allocate(InetDiagLayout.HEADER_BYTES + InetDiagLayout.REQUEST_BYTES, Long.BYTES);
        message.set(JAVA_INT, InetDiagLayout.LENGTH, (int) message.byteSize());
        message.set(JAVA_SHORT, InetDiagLayout.TYPE, InetDiagLayout.SOCK_DIAG_BY_FAMILY);
        message.set(JAVA_SHORT, InetDiagLayout.FLAGS, InetDiagLayout.NLM_F_REQUEST);
        byte[] address = local.getAddress().getAddress();
        MemorySegment body = message.asSlice(InetDiagLayout.HEADER_BYTES);
        int family = address.length == Integer.BYTES ? LibcSocket.AF_INET : LibcSocket.AF_INET6;
        body.set(JAVA_BYTE, InetDiagLayout.REQUEST_FAMILY, (byte) family);
        body.set(JAVA_BYTE, InetDiagLayout.REQUEST_PROTOCOL, (byte) LibcSocket.IPPROTO_TCP);
        body.set(JAVA_INT, InetDiagLayout.REQUEST_STATES, -1);
        MemorySegment id = body.asSlice(InetDiagLayout.REQUEST_ID, InetDiagLayout.ID_BYTES);
        id.set(PORT, InetDiagLayout.ID_PORTS, (short) local.getPort());
        id.set(PORT, InetDiagLayout.ID_REMOTE_PORT, (short) remote.getPort());
        id.asSlice(InetDiagLayout.ID_LOCAL_ADDRESS).copyFrom(MemorySegment.ofArray(address));
        id.asSlice(InetDiagLayout.ID_REMOTE_ADDRESS)
                .copyFrom(MemorySegment.ofArray(remote.getAddress().getAddress()));
        id.set(JAVA_LONG_UNALIGNED, InetDiagLayout.ID_COOKIE, -1);
        return message;
    }

    private static Optional<TcpSocketStatus> ask(int fd, MemorySegment request, Arena arena) {
        if (LibcFile.write(fd, request, request.byteSize()) < 0) {
            return Optional.empty();
        }
        MemorySegment answer = arena.allocate(InetDiagLayout.HEADER_BYTES + InetDiagLayout.ANSWER_BYTES, Long.BYTES);
        // The kernel answers before the write returns.
        long length = LibcFile.read(fd, answer, answer.byteSize());
        if (length >= NO_SUCH_SOCKET_BYTES
                && answer.get(JAVA_SHORT, InetDiagLayout.TYPE) == NLMSG_ERROR
                && answer.get(JAVA_INT, InetDiagLayout.HEADER_BYTES) == -Errno.ENOENT.number()) {
            // The kernel's answer is definite: the caller need not search elsewhere.
            return Optional.of(NONE);
        }
        if (length < answer.byteSize()
                || answer.get(JAVA_SHORT, InetDiagLayout.TYPE) != InetDiagLayout.SOCK_DIAG_BY_FAMILY) {
            return Optional.empty();
        }
        MemorySegment body = answer.asSlice(InetDiagLayout.HEADER_BYTES);
        if (ports(body, InetDiagLayout.ANSWER_ID)
                != ports(request.asSlice(InetDiagLayout.HEADER_BYTES), InetDiagLayout.REQUEST_ID)) {
            // If there is no such connection, the kernel answers with the listening socket.
            return Optional.of(NONE);
        }
        return Optional.of(new TcpSocketStatus(
                body.get(JAVA_INT, InetDiagLayout.ANSWER_UID),
                Integer.toUnsignedLong(body.get(JAVA_INT, InetDiagLayout.ANSWER_INODE))));
    }

    private static int ports(MemorySegment body, long id) {
        return body.get(JAVA_INT, id + InetDiagLayout.ID_PORTS);
    }
}
