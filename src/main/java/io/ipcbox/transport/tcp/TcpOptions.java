package io.ipcbox.transport.tcp;

import org.jspecify.annotations.Nullable;

/**
 * What the TCP transport is told besides: where the server listens and clients connect.
 *
 * @param address a loopback address; any, with TLS
 * @param port 0 for any that is free, which clients find in the channel's directory
 * @param sslBundle the name of the Spring SSL bundle for TLS; null for none: then only processes of this user and root on
 *     this machine are trusted
 */
public record TcpOptions(String address, int port, @Nullable String sslBundle) {}
