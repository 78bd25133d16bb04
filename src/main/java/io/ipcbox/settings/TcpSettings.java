package io.ipcbox.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server listens and clients connect.
 *
 * @param address a loopback address; any, with TLS
 * @param port 0 is any free one, which the server writes down in the channel's directory
 * @param sslBundle the name of the Spring SSL bundle for TLS with certificates on both sides; null for none
 */
public record TcpSettings(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("6001") int port,
        @Nullable String sslBundle) {}
