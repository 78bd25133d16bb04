package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.file.PrivateDirectory;
import io.ipcbox.ipc.unix.TcpSocketStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The other end of a TCP connection within this machine, from the kernel's own table: either by a query for the one
 * entry or, where a sandbox forbids that, from {@code /proc}.
 *
 * @param uid the user who owns the socket; also 0 if the socket was closed in the meantime
 * @param inode of the socket, as its descriptor's entry in {@code /proc} shows it
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">proc_net(5), tcp</a>
 */
record TcpPeer(int uid, long inode) {
    private static final int ROOT = 0;
    private static final int SELF = PrivateDirectory.userId();
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int REMOTE_ADDRESS = 2;
    private static final int STATE = 3;
    private static final String LISTENING = "0A";
    private static final int UID = 7;
    private static final int INODE = 9;
    private static final byte[] IPV4_IN_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    /**
     * Looks up one end of a connection.
     *
     * @param theirs the address of that end
     * @param ours the address of the other end
     * @return empty if the kernel has no such connection: it is gone, or that end is on another machine
     */
    static Optional<TcpPeer> of(InetSocketAddress theirs, InetSocketAddress ours) throws IOException {
        Optional<TcpSocketStatus> answer = TcpSocketStatus.of(theirs, ours);
        return answer.isPresent()
                ? answer.map(socket -> new TcpPeer(socket.uid(), socket.inode()))
                : inTables(theirs, ours);
    }

    static Optional<TcpPeer> inTables(InetSocketAddress theirs, InetSocketAddress ours) throws IOException {
        for (Path table : TABLES) {
            boolean wide = table.endsWith("tcp6");
            Optional<TcpPeer> found = find(table, hex(theirs, wide), hex(ours, wide));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The owners of the sockets that listen at an address. */
    enum Listeners {
        /** There is no such socket. */
        NONE,
        /** All belong to this user or root. */
        TRUSTED,
        /** At least one belongs to another user. */
        FOREIGN
    }

    /** The owners of the sockets that listen at a local address. */
    static Listeners listeners(InetSocketAddress address) throws IOException {
        List<TcpPeer> found = listening(address);
        if (found.isEmpty()) {
            return Listeners.NONE;
        }
        return found.stream().allMatch(TcpPeer::isTrusted) ? Listeners.TRUSTED : Listeners.FOREIGN;
    }

    /** True if another user listens at a local address, even root: root's server is trusted, but admits only root. */
    static boolean isForeignPort(InetSocketAddress address) throws IOException {
        return listening(address).stream().anyMatch(listener -> listener.uid() != SELF);
    }

    private static List<TcpPeer> listening(InetSocketAddress address) throws IOException {
        List<TcpPeer> found = new ArrayList<>();
        for (Path table : TABLES) {
            Set<String> places = Set.of(hex(address, table.endsWith("tcp6")), anyAddress(address, table));
            rows(table, row -> row[STATE].equals(LISTENING) && places.contains(row[LOCAL_ADDRESS]))
                    .forEach(row -> found.add(peer(row)));
        }
        return found;
    }

    /** The wildcard address: a socket that listens there accepts connections to every address. */
    private static String anyAddress(InetSocketAddress address, Path table) {
        int digits = table.endsWith("tcp6") ? 32 : 8;
        return "0".repeat(digits) + ":%04X".formatted(address.getPort());
    }

    private static Optional<TcpPeer> find(Path table, String local, String remote) throws IOException {
        return rows(table, row -> row[LOCAL_ADDRESS].equals(local) && row[REMOTE_ADDRESS].equals(remote)).stream()
                .findFirst()
                .map(TcpPeer::peer);
    }

    private static List<String[]> rows(Path table, Predicate<String[]> wanted) throws IOException {
        if (!Files.exists(table)) {
            return List.of();
        }
        try (BufferedReader rows = Files.newBufferedReader(table)) {
            return rows.lines()
                    .skip(1)
                    .map(row -> row.strip().split("\\s+", INODE + 2))
                    .filter(row -> row.length > INODE && wanted.test(row))
                    .toList();
        }
    }

    private static TcpPeer peer(String[] row) {
        return new TcpPeer(Integer.parseInt(row[UID]), Long.parseLong(row[INODE]));
    }

    /** An address as the table writes it: words of four bytes in the machine's order, in hexadecimal, then the port. */
    private static String hex(InetSocketAddress address, boolean wide) {
        byte[] bytes = address.getAddress().getAddress();
        if (wide && bytes.length == Integer.BYTES) {
            bytes = ByteBuffer.allocate(16).put(IPV4_IN_IPV6).put(bytes).array();
        }
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append("%08X".formatted(words.getInt()));
        }
        return text.append(":%04X".formatted(address.getPort())).toString();
    }

    /** False once its process has closed the socket, which the kernel then shows as root's. */
    boolean isOpen() {
        return inode != 0;
    }

    /** True for open sockets of this user and of root. */
    boolean isTrusted() {
        return isOpen() && (uid == SELF || uid == ROOT);
    }
}
