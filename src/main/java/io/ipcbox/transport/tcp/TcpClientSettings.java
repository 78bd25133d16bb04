package io.ipcbox.transport.tcp;

import java.util.function.IntSupplier;

/**
 * Where a client finds its server.
 *
 * @param port asked at every attempt to connect: it may change from server to server; 0 when it is not known yet
 * @param longestLine in bytes
 */
public record TcpClientSettings(String address, IntSupplier port, int longestLine) {}
