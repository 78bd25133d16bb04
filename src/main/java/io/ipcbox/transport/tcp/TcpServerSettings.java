package io.ipcbox.transport.tcp;

import io.ipcbox.transport.ChannelDirectory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a server listens.
 *
 * @param address a loopback address; any, with TLS
 * @param port 0 for any that is free
 * @param backlogBytes how much may wait for one client
 * @param stallTimeout how long a client with a full backlog may take nothing
 * @param directory where clients that were told no port find it
 * @param tls null for none: then only this user and root on this machine are let in
 */
public record TcpServerSettings(
        String address,
        int port,
        long backlogBytes,
        Duration stallTimeout,
        ChannelDirectory directory,
        @Nullable Tls tls) {}
