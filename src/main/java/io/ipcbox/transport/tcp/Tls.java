package io.ipcbox.transport.tcp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.security.KeyStoreException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.integration.ip.tcp.connection.DefaultTcpNetSSLSocketFactorySupport;
import org.springframework.integration.ip.tcp.connection.TcpSocketFactorySupport;

/**
 * TLS with certificates on both sides: each end has a key of its own and checks the other's certificate against those
 * it trusts. Immutable; for any thread.
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
     * @throws IllegalArgumentException if the bundle lacks a key or certificates to trust: without the latter, any
     *     certificate of a public authority would be accepted
     * @throws RuntimeException if they cannot be read
     */
    static Tls of(SslBundle bundle) {
        if (bundle.getStores().getKeyStore() == null) {
            throw new IllegalArgumentException("it has no certificate and key of its own");
        }
        KeyStore trusted = bundle.getStores().getTrustStore();
        try {
            if (trusted == null || trusted.size() == 0) {
                throw new IllegalArgumentException("it names no certificates to trust");
            }
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException("its certificates cannot be read", e);
        }
        return new Tls(bundle.createSslContext(), bundle.getOptions());
    }

    TcpSocketFactorySupport sockets() {
        return new DefaultTcpNetSSLSocketFactorySupport(() -> context);
    }

    /** Makes a listening socket accept only clients with a trusted certificate. */
    void demandCertificates(ServerSocket socket) {
        SSLServerSocket secured = (SSLServerSocket) socket;
        SSLParameters parameters = narrowed(secured.getSSLParameters());
        parameters.setNeedClientAuth(true);
        secured.setSSLParameters(parameters);
    }

    /**
     * Exchanges certificates on a client's socket now, instead of with the first byte that is read. The server's must
     * be trusted and match the name or address that the socket is connected to.
     *
     * @throws javax.net.ssl.SSLHandshakeException if one end does not trust the other
     */
    void handshake(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) socket;
        SSLParameters parameters = narrowed(secured.getSSLParameters());
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
    }

    /** With the protocols and ciphers of the bundle; null leaves those of the JDK. */
    private SSLParameters narrowed(SSLParameters parameters) {
        parameters.setProtocols(options.getEnabledProtocols());
        parameters.setCipherSuites(options.getCiphers());
        return parameters;
    }
}
