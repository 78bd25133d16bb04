package io.ipcbox.benchmark.ring;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Blocking JDK sockets, TCP or Unix. {@code batch}: bytes that are gathered before they are written. */
final class SocketContender implements Contender {
    private static final int READ_BYTES = 256 << 10;

    private final boolean tcp;

    SocketContender(boolean tcp) {
        this.tcp = tcp;
    }

    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        List<SocketChannel> to = new ArrayList<>();
        try (ServerSocketChannel server =
                ServerSocketChannel.open(tcp ? StandardProtocolFamily.INET : StandardProtocolFamily.UNIX)) {
            server.bind(
                    tcp
                            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)
                            : UnixDomainSocketAddress.of(path(link, settings)));
            if (tcp) {
                int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
                Files.writeString(path(link, settings), Integer.toString(port));
            }
            settings.mark(link + ".made");
            while (to.size() < settings.readers()) {
                SocketChannel channel = server.accept();
                setOptions(channel);
                to.add(channel);
            }
        }
        return new SocketOutlet(to, settings);
    }

    private void setOptions(SocketChannel channel) throws IOException {
        if (tcp) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    private static final class SocketOutlet implements Outlet {
        private final List<SocketChannel> to;
        private final ByteBuffer message;
        private final ByteBuffer gathered;

        SocketOutlet(List<SocketChannel> to, BenchmarkSettings settings) {
            this.to = to;
            this.message = ByteBuffer.allocateDirect(settings.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            this.gathered = ByteBuffer.allocateDirect(Math.max(settings.number("batch", 0), settings.bytes()));
        }

        @Override
        public boolean offer(long stamp, long kind) throws IOException {
            message.clear().putLong(0, stamp).putLong(Long.BYTES, kind);
            gathered.put(message);
            if (gathered.remaining() < message.capacity()) {
                flush();
            }
            return true;
        }

        @Override
        public void flush() throws IOException {
            gathered.flip();
            for (SocketChannel channel : to) {
                gathered.rewind();
                while (gathered.hasRemaining()) {
                    channel.write(gathered);
                }
            }
            gathered.clear();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : to) {
                channel.close();
            }
        }
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        settings.await(link + ".made");
        Path path = path(link, settings);
        SocketAddress address = tcp
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(Files.readString(path)))
                : UnixDomainSocketAddress.of(path);
        SocketChannel from = SocketChannel.open(address);
        setOptions(from);
        return new Inlet() {
            private final ByteBuffer read = ByteBuffer.allocateDirect(Math.max(2 * settings.bytes(), READ_BYTES));
            private final ByteBuffer message =
                    ByteBuffer.allocateDirect(settings.bytes()).order(ByteOrder.LITTLE_ENDIAN);

            @Override
            public int poll(Sink sink) throws IOException {
                if (from.read(read) < 0) {
                    throw new EOFException();
                }
                read.flip();
                int count = 0;
                for (; read.remaining() >= message.capacity(); count++) {
                    message.put(0, read, read.position(), message.capacity());
                    read.position(read.position() + message.capacity());
                    sink.accept(message.getLong(0), message.getLong(Long.BYTES));
                }
                read.compact();
                return count;
            }

            @Override
            public void close() throws IOException {
                from.close();
            }
        };
    }

    private static Path path(String link, BenchmarkSettings settings) {
        return settings.directory().resolve(link);
    }
}
