package io.ipcbox.transport.tcp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStoreException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.integration.ip.tcp.connection.DefaultTcpNetSSLSocketFactorySupport;
import org.springframework.integration.ip.tcp.connection.DefaultTcpSocketSupport;
import org.springframework.integration.ip.tcp.connection.TcpNetClientConnectionFactory;

/**
 * TLS where both ends prove who they are: with a key of their own, against certificates that they were told to trust.
 * Immutable; for any thread.
 */
final class Tls {
    private final SSLContext context;
    private final SslOptions options;

    private Tls(SSLContext context, SslOptions options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Reads keys and certificates.
     *
     * @throws IllegalArgumentException if the bundle lacks a key or what to trust; without the latter, whoever has any
     *     certificate of a public authority would be let in
     * @throws RuntimeException if they cannot be read
     */
    static Tls of(SslBundle bundle) {
        if (bundle.getStores().getKeyStore() == null) {
            throw new IllegalArgumentException("it has no certificate and key of its own");
        }
        if (!hasCertificates(bundle)) {
            throw new IllegalArgumentException("it names no certificates to trust");
        }
        return new Tls(bundle.createSslContext(), bundle.getOptions());
    }

    private static boolean hasCertificates(SslBundle bundle) {
        try {
            var trusted = bundle.getStores().getTrustStore();
            return trusted != null && trusted.size() > 0;
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException("its certificates cannot be read", e);
        }
    }

    /** From now on, only clients with a trusted certificate. */
    void secure(TcpServerFactory factory) {
        factory.setTcpSocketFactorySupport(new DefaultTcpNetSSLSocketFactorySupport(() -> context));
        factory.setTcpSocketSupport(new DefaultTcpSocketSupport(false) {
            @Override
            public void postProcessServerSocket(ServerSocket socket) {
                SSLServerSocket secured = (SSLServerSocket) ((PatientServerSocket) socket).socket();
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setNeedClientAuth(true);
                secured.setSSLParameters(narrowed(parameters));
            }
        });
    }

    /** From now on, only a server with a trusted certificate for the name or address that is connected to. */
    void secure(TcpNetClientConnectionFactory factory) {
        factory.setTcpSocketFactorySupport(new DefaultTcpNetSSLSocketFactorySupport(() -> context));
        factory.setTcpSocketSupport(new DefaultTcpSocketSupport(true));
    }

    /**
     * Makes a client's socket prove and check, instead of with the first byte that is read.
     *
     * @throws javax.net.ssl.SSLHandshakeException if one end does not trust the other
     */
    void handshake(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) socket;
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(narrowed(parameters));
        secured.startHandshake();
    }

    private SSLParameters narrowed(SSLParameters parameters) {
        String @Nullable [] protocols = options.getEnabledProtocols();
        if (protocols != null) {
            parameters.setProtocols(protocols);
        }
        String @Nullable [] ciphers = options.getCiphers();
        if (ciphers != null) {
            parameters.setCipherSuites(ciphers);
        }
        return parameters;
    }
}
