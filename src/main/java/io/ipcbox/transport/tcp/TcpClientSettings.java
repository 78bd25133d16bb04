package io.ipcbox.transport.tcp;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a client finds its server.
 *
 * @param port asked at every attempt to connect: it may change from server to server; 0 when it is not known yet
 * @param longestLine in bytes
 * @param tls null for none: then only a server of this user or root on this machine is trusted
 */
public record TcpClientSettings(
        String address,
        IntSupplier port,
        int longestLine,
        @Nullable Tls tls) {}
