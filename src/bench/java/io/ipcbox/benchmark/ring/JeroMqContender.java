package io.ipcbox.benchmark.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ over {@code ipc://}, a Unix socket: a pair for one reader, a publisher that drops nothing for more. */
final class JeroMqContender implements Contender {
    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        ZContext context = new ZContext();
        boolean pair = settings.readers() == 1;
        ZMQ.Socket socket = context.createSocket(pair ? SocketType.PAIR : SocketType.XPUB);
        if (!pair) {
            socket.setXpubVerbose(true);
            socket.setXpubNoDrop(true);
        }
        socket.setLinger(0);
        socket.bind(address(link, settings));
        settings.mark(link + ".made");
        for (int subscription = 0; !pair && subscription < settings.readers(); subscription++) {
            socket.recv();
        }
        return new Outlet() {
            @Override
            public boolean offer(long stamp, long kind) {
                byte[] message = new byte[settings.bytes()];
                ByteBuffer.wrap(message)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(stamp)
                        .putLong(kind);
                return socket.send(message, ZMQ.DONTWAIT);
            }

            @Override
            public void close() {
                context.close();
            }
        };
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        settings.await(link + ".made");
        ZContext context = new ZContext();
        boolean pair = settings.readers() == 1;
        ZMQ.Socket socket = context.createSocket(pair ? SocketType.PAIR : SocketType.SUB);
        socket.connect(address(link, settings));
        if (!pair) {
            socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
        }
        return new Inlet() {
            @Override
            public int poll(Sink sink) {
                ByteBuffer message = ByteBuffer.wrap(socket.recv()).order(ByteOrder.LITTLE_ENDIAN);
                sink.accept(message.getLong(), message.getLong());
                return 1;
            }

            @Override
            public void close() {
                context.close();
            }
        };
    }

    private static String address(String link, BenchmarkSettings settings) {
        return "ipc://" + settings.directory().resolve(link);
    }
}
