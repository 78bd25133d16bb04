package io.ipcbox.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server listens and clients connect.
 *
 * @param address a loopback address; with TLS, any
 * @param port 0 for any free port, which the server writes into the channel's directory
 * @param sslBundle the name of the Spring SSL bundle for TLS with certificates on both sides; null for none
 */
public record TcpSettings(
        @DefaultValue("127.0.0.1")
        @Limit(pattern = "[A-Za-z0-9:._-]{1,253}", description = "an IP address or, for clients, a host name")
        String address,

        @DefaultValue("6001") @Limit(min = "0", max = "65535")
        int port,

        @Limit(pattern = "[A-Za-z0-9-]{1,64}", description = "the name of a bundle: A-Z, a-z, 0-9 and dash") @Nullable
        String sslBundle) {}
