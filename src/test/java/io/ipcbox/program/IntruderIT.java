package io.ipcbox.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other users of the machine, and what they may have planted: they learn nothing, break nothing, and are not believed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class IntruderIT {
    private static final String READY = "Server is ready. You can type integers and then press [ENTER].";
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

    private static final String LISTEN_AND_TELL = """
        import socket, sys
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        connection, _ = listener.accept()
        connection.sendall(b"6 6 6\\n")
        print("got a client", flush=True)
        sys.stdin.read()
        """;

    // Its port has an owner who is trusted, until a client knocks that nobody answers yet: then it is another user's.
    private static final String CHANGE_HANDS_AND_TELL = """
        import os, socket, sys
        listener = socket.create_server(("127.0.0.1", 0), backlog=0)
        filler = socket.create_connection(listener.getsockname())
        print(listener.getsockname()[1], flush=True)
        sys.stdin.readline()
        os.fchown(listener.fileno(), 65534, -1)
        listener.accept()[0].close()
        connection, _ = listener.accept()
        try:
            connection.sendall(b"6 6 6\\nEND\\n")
            connection.settimeout(60)
            connection.recv(1)
        except ConnectionError:
            pass
        print("the client has gone", flush=True)
        """;

    private static final String CONNECT_AND_READ = """
        import socket, sys
        connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        connection.settimeout(60)
        print(repr(connection.recv(100)), flush=True)
        """;

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void anotherUsersClientIsShownTheDoor() throws IOException {
        assumeTrue(channel.isRoot(), "only root can become another user");
        IpcboxProcess server = channel.start("server");
        server.awaitOut(READY);

        IpcboxProcess intruder = asNobody(CONNECT_AND_READ, Integer.toString(port()));

        // The end of the stream, without a line before it.
        assertThat(intruder.exitCode()).isZero();
        assertThat(intruder.out()).containsExactly("b''");
        server.type("1 2 3", "clients");
        server.awaitOut("no clients are attached");
        server.endInput();
        assertThat(server.exitCode()).isZero();
    }

    /** Root is trusted by all, so the client connects; that it is not let in must not look like a server that has gone. */
    @Test
    void clientOfAnotherUsersServerIsToldSoOnceAndEnds() throws IOException {
        assumeTrue(channel.isRoot(), "only root can become another user");
        IpcboxProcess server = channel.start("server");
        server.awaitOut(READY);
        List<String> command = new ArrayList<>(AS_NOBODY);
        command.addAll(socketClient("" + port()));

        IpcboxProcess client = channel.run("another user's client", command);

        assertThat(client.exitCode()).isEqualTo(1);
        assertThat(client.err())
                .containsExactly("ipcbox: cannot connect to server at \"127.0.0.1:" + port()
                        + "\": EACCES (Permission denied); it belongs to another user and accepts only that user's clients;"
                        + " run a server of your own: --ipcbox.tcp.port=N for both");
        server.endInput();
        assertThat(server.exitCode()).isZero();
    }

    @Test
    void anotherUsersServerIsNotBelieved() {
        assumeTrue(channel.isRoot(), "only root can become another user");
        IpcboxProcess impostor = asNobody(LISTEN_AND_TELL);
        String port = impostor.awaitOut(0, 1).getFirst();

        IpcboxProcess client = channel.run("client of a port that somebody else has", socketClient(port));
        client.awaitOut("Client1 (socket) is ready");
        IpcboxProcess honest = channel.start("client-pipe");
        honest.awaitOut(0, 1);

        // By the time that another client came up and went, this one has tried again and again.
        honest.signal("TERM");
        honest.exitCode();
        client.signal("TERM");
        client.exitCode();
        assertThat(client.out()).containsExactly("Client1 (socket) is ready");
        assertThat(impostor.out()).containsExactly(port);
        impostor.endInput();
        impostor.signal("TERM");
        impostor.exitCode();
    }

    @Test
    void portThatChangesHandsWhileAClientConnectsIsNotBelieved() {
        assumeTrue(channel.isRoot(), "only root can give a socket away");
        IpcboxProcess impostor =
                channel.run("port that changes hands", List.of("/usr/bin/python3", "-c", CHANGE_HANDS_AND_TELL));
        String port = impostor.awaitOut(0, 1).getFirst();
        IpcboxProcess client = channel.run("client of a port that changes hands", socketClient(port));
        await().atMost(IpcboxProcess.WATCHDOG).until(() -> isKnockedAt(port));

        impostor.type("now");

        impostor.awaitOut("the client has gone");
        client.signal("TERM");
        client.exitCode();
        assertThat(client.out()).containsExactly("Client1 (socket) is ready");
        impostor.exitCode();
    }

    /** True when somebody has asked to be connected, and has no answer. */
    private static boolean isKnockedAt(String port) throws IOException {
        Pattern synSent = Pattern.compile("0100007F:%04X 02 ".formatted(Integer.parseInt(port)));
        // Java's sockets are of the sixth version, whatever they connect to.
        List<String> rows = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
        rows.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
        return rows.stream().anyMatch(row -> synSent.matcher(row).find());
    }

    /** More than the kernel keeps for a server that does not read: it takes all of it, and makes nothing of it. */
    @Test
    void serialisedObjectsToTheServerAreReadOver() throws IOException {
        IpcboxProcess server = channel.start("server");
        server.awaitOut(READY);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port())) {
            client.setSoTimeout((int) IpcboxProcess.WATCHDOG.toMillis());
            byte[] objects = repeated(serialised(), 16 << 20);
            client.getOutputStream().write(objects);

            server.type("1 2 3");

            assertThat(client.getInputStream().readNBytes(6)).isEqualTo("1 2 3\n".getBytes(US_ASCII));
        }
        server.endInput();
        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).isEmpty();
    }

    private static byte[] repeated(byte[] bytes, int length) {
        byte[] all = new byte[length];
        for (int at = 0; at < length; at++) {
            all[at] = bytes[at % bytes.length];
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkfifo -m 600 $ring", "ln $victim $ring", "touch $ring; chown 65534 $ring", "mkdir $ring"})
    void whatWasPlantedInThePlaceOfTheRingIsRefusedAndLeftAsItWas(String plant) throws IOException {
        assumeTrue(channel.isRoot(), "only root can plant a file of another user");
        Path victim = Files.createFile(Path.of("/dev/shm", "ipcbox-victim-" + channel.name()));
        Files.writeString(victim, "precious");
        shell("ring=" + channel.ring() + "; victim=" + victim + "; " + plant);
        Object key = Files.getAttribute(channel.ring(), "unix:ino");
        try {
            IpcboxProcess server = channel.start("server");

            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.out()).isEmpty();
            assertThat(server.err())
                    .singleElement()
                    .asString()
                    .startsWith("ipcbox: cannot ")
                    .contains(channel.ring().toString());
            assertThat(Files.getAttribute(channel.ring(), "unix:ino")).isEqualTo(key);
            assertThat(victim).hasContent("precious");
        } finally {
            Files.delete(channel.ring());
            Files.delete(victim);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-pipe", "client-socket"})
    void serialisedObjectIsNoMessage(String role) throws IOException {
        byte[] object = serialised();
        if (role.equals("client-pipe")) {
            IpcboxProcess client = channel.start(role);
            client.awaitOut(0, 1);
            try (OutputStream fifo = Files.newOutputStream(onlyFifo())) {
                fifo.write(object);
            }
            assertRefused(client);
        } else {
            try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                IpcboxProcess client =
                        channel.run("client of a server that serialises", socketClient("" + listener.getLocalPort()));
                try (Socket connection = listener.accept()) {
                    connection.getOutputStream().write(object);
                    assertRefused(client);
                }
            }
        }
    }

    private static void assertRefused(IpcboxProcess client) {
        assertThat(client.exitCode()).isEqualTo(1);
        assertThat(client.err())
                .singleElement()
                .asString()
                .contains("not a message (integers, LAGGED n or END): \"\\xAC\\xED");
        assertThat(client.out()).hasSize(1);
    }

    private static byte[] serialised() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(new ArrayList<>(List.of(1, 2, 3)));
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private Path onlyFifo() {
        return channel.names().stream()
                .filter(path -> path.toString().endsWith(".fifo"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> socketClient(String port) {
        return channel.command("client-socket").stream()
                .map(word -> word.replace("tcp.port=0", "tcp.port=" + port))
                .toList();
    }

    private int port() throws IOException {
        return Integer.parseInt(
                Files.readString(channel.directory().resolve("tcp-port")).strip());
    }

    private IpcboxProcess asNobody(String python, String... arguments) {
        List<String> command = new ArrayList<>(AS_NOBODY);
        command.addAll(List.of("/usr/bin/python3", "-c", python));
        command.addAll(List.of(arguments));
        return channel.run("another user's program", command);
    }

    private void shell(String script) {
        assertThat(channel.run(script, List.of("sh", "-c", script)).exitCode()).isZero();
    }
}
