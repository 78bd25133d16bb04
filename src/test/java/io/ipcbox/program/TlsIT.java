package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An address that other machines reach: only over TLS, only with a certificate that is trusted. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TlsIT {
    private static final String READY = "Server is ready. You can type integers and then press [ENTER].";

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    static Path keys;

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    private static Certificates certificates;

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void makeCertificates() {
        certificates = new Certificates(keys);
        List.of("server", "client", "stranger").forEach(certificates::make);
    }

    @Test
    void certifiedClientGetsEveryLineAndOthersGetNothing() throws Exception {
        IpcboxProcess server =
                start("server", certificates.options("server", "client"), "--ipcbox.tcp.address=0.0.0.0");
        server.awaitOut(READY);
        int port = port();
        try (Socket silent = new Socket(LOOPBACK, port);
                Socket plain = new Socket(LOOPBACK, port)) {
            plain.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
            IpcboxProcess client = start("client-socket", certificates.options("client", "server"));
            client.awaitOut(0, 1);
            awaitClient(server);

            server.type("1 2 6", "clients");

            assertThat(client.awaitOut(1, 1)).containsExactly("Mean is 3");
            server.awaitOut(line -> line.startsWith("CN=client") && line.contains("socket"), "who the client is");
            assertThat(received(plain)).doesNotContain("1 2 6");
            assertThat(answerToAnonymousTlsClient(port)).contains("fatal alert: certificate_required");
            assertThat(silent.getInputStream().available()).isZero();
            server.endInput();
            assertThat(client.exitCode()).isZero();
            assertThat(server.exitCode()).isZero();
            assertThat(server.err()).isEmpty();
        }
    }

    /** A client is taken in after its handshake, which it knows of before the server does. */
    private static void awaitClient(IpcboxProcess server) {
        int seen = server.out().size();
        while (server.out().stream().noneMatch(line -> line.startsWith("CN=client"))) {
            server.type("clients");
            // The answer: a headline, or that there are none.
            server.awaitOut(seen, 1);
            seen = server.out().size();
        }
    }

    @Test
    void strangersCertificateIsRefusedAndTheClientSaysWhy() throws IOException {
        assertRefusal(certificates.options("server", "client"), certificates.options("stranger", "server"))
                .contains("does not trust", "compare the SSL bundles");
    }

    @Test
    void clientRefusesAServerThatItDoesNotTrust() throws IOException {
        assertRefusal(certificates.options("stranger", "client"), certificates.options("client", "server"))
                .contains("compare the SSL bundles");
    }

    @Test
    void clientRefusesATrustedCertificateOfAnotherAddress() throws IOException {
        certificates.make("elsewhere", "ip:192.0.2.1,dns:elsewhere.example");

        assertRefusal(certificates.options("elsewhere", "client"), certificates.options("client", "elsewhere"))
                .contains("No subject alternative names matching IP address 127.0.0.1");
    }

    /** A server that is at work, and a client that leaves at once; what comes back checks the one line that it says. */
    private AbstractStringAssert<?> assertRefusal(List<String> serverOptions, List<String> clientOptions)
            throws IOException {
        IpcboxProcess server = start("server", serverOptions);
        server.awaitOut(READY);
        String address = "127.0.0.1:" + port();

        IpcboxProcess client = start("client-socket", clientOptions);

        assertThat(client.exitCode()).isEqualTo(1);
        server.endInput();
        assertThat(server.exitCode()).isZero();
        return assertThat(client.err())
                .singleElement()
                .asString()
                .startsWith("ipcbox: cannot connect to server at \"" + address + "\": EPROTO (Protocol error)");
    }

    @Test
    void clientWithoutTlsIsToldThatTheServerUsesIt() throws IOException {
        assertRefusal(certificates.options("server", "client"), List.of())
                .endsWith("; it uses TLS; give this client --ipcbox.tcp.ssl-bundle too");
    }

    @Test
    void clientWithTlsIsToldThatTheServerDoesNotUseIt() throws IOException {
        assertRefusal(List.of(), certificates.options("client", "server"))
                .endsWith("; it does not use TLS; give it --ipcbox.tcp.ssl-bundle too, or omit it here");
    }

    @Test
    void otherAddressesWithoutCertificatesAreRefused() {
        IpcboxProcess server = channel.start("server", "--ipcbox.tcp.address=0.0.0.0");

        assertThat(server.exitCode()).isEqualTo(2);
        assertThat(server.err())
                .containsExactly("ipcbox: ipcbox.tcp.address=0.0.0.0 (command line): must be a loopback address:"
                        + " 127.0.0.1 or ::1; others need TLS with client certificates: ipcbox.tcp.ssl-bundle");
        assertThat(channel.names()).isEmpty();
    }

    @Test
    void bundleThatProvesOrChecksNothingIsRefused() {
        IpcboxProcess unknown = channel.start("server", "--ipcbox.tcp.ssl-bundle=lab");
        IpcboxProcess trusting = start("server", certificates.keyOptions("server"));
        IpcboxProcess keyless = start("server", certificates.trustOptions("client"));

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .containsExactly("ipcbox: ipcbox.tcp.ssl-bundle=lab: there is no such bundle; define it:"
                        + " spring.ssl.bundle.pem.lab.keystore and .truststore");
        assertThat(trusting.exitCode()).isEqualTo(2);
        assertThat(trusting.err())
                .containsExactly(
                        "ipcbox: ipcbox.tcp.ssl-bundle=lab: the bundle cannot be used: it names no certificates"
                                + " to trust");
        assertThat(keyless.exitCode()).isEqualTo(2);
        assertThat(keyless.err())
                .containsExactly("ipcbox: ipcbox.tcp.ssl-bundle=lab: the bundle cannot be used: it has no certificate"
                        + " and key of its own");
    }

    private IpcboxProcess start(String role, List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(List.of(role));
        arguments.addAll(options);
        arguments.addAll(List.of(more));
        return channel.start(arguments.toArray(String[]::new));
    }

    private int port() throws IOException {
        return Integer.parseInt(
                Files.readString(channel.directory().resolve("tcp-port")).strip());
    }

    private static String received(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** What somebody gets who speaks TLS, trusts anybody, and has no certificate: all bytes, or why there are none. */
    private static String answerToAnonymousTlsClient(int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        try (Socket socket = context.getSocketFactory().createSocket(LOOPBACK, port)) {
            return received(socket);
        } catch (SSLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static final class TrustsAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
