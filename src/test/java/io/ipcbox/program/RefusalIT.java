package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine refuses, or cannot be trusted with: one line that says what, why and what to do; nothing is left. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RefusalIT {
    private static final String READY = "Server is ready. You can type integers and then press [ENTER].";

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void takenPortIsNamedWithTheRemedy() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            IpcboxProcess server = channel.run(
                    "server on a port that is taken",
                    channel.command("server").stream()
                            .map(word -> word.replace("tcp.port=0", "tcp.port=" + port))
                            .toList());

            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.err())
                    .containsExactly("ipcbox: cannot listen on TCP port \"127.0.0.1:" + port
                            + "\": EADDRINUSE (Address already in use); end the program that uses the port (ss -ltnp),"
                            + " or choose another with --ipcbox.tcp.port=N");
            assertThat(server.out()).isEmpty();
            assertThat(channel.names()).isEmpty();
        }
    }

    @Test
    void directoryThatOthersCanWriteIsRefused() throws IOException {
        Path directory = channel.work().resolve("shared");
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        IpcboxProcess server = channel.start("server", "--ipcbox.directory=" + directory);

        assertRefused(server, "cannot trust directory \"" + directory + "\": EPERM", "other users can write to it");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void symbolicLinkInsteadOfADirectoryIsRefused() throws IOException {
        Path target = Files.createDirectory(channel.work().resolve("target"));
        Path link = Files.createSymbolicLink(channel.work().resolve("link"), target);

        for (String role : List.of("server", "client-pipe", "client-socket")) {
            IpcboxProcess process = channel.start(role, "--ipcbox.directory=" + link);

            assertRefused(process, "cannot trust directory \"" + link + "\": EPERM", "it is not a directory");
        }
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void directoryOfAnotherUserIsRefused() throws IOException {
        assumeTrue(channel.isRoot(), "only root can give a directory away");
        Path directory = Files.createDirectory(channel.work().resolve("theirs"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(directory, "unix:uid", 65_534);

        for (String role : List.of("server", "client-pipe", "client-socket")) {
            IpcboxProcess process = channel.start(role, "--ipcbox.directory=" + directory);

            assertRefused(process, "cannot trust directory \"" + directory + "\": EPERM", "user 65534");
        }
        assertThat(directory).isEmptyDirectory();
    }

    /** Where a server's port is read only now and then, what could be trusted once is looked at again. */
    @Test
    void directoryThatOthersCanWriteFromNowOnEndsAClient() throws IOException {
        IpcboxProcess server = channel.start("server");
        server.awaitOut(READY);
        IpcboxProcess client = channel.start("client-socket");
        client.awaitOut(0, 1);
        server.signal("KILL");
        Files.setPosixFilePermissions(channel.directory(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(client.exitCode()).isEqualTo(1);
        assertThat(client.err())
                .last()
                .asString()
                .contains("cannot trust directory \"" + channel.directory() + "\": EPERM")
                .contains("other users can write to it");

        Files.setPosixFilePermissions(channel.directory(), PosixFilePermissions.fromString("rwx------"));
        IpcboxProcess next = channel.start("server");
        next.endInput();
        assertThat(next.exitCode()).isZero();
    }

    @Test
    void foreignFileOfTheRingsNameIsNeitherUsedNorRemoved() throws IOException {
        Path victim = Files.writeString(channel.work().resolve("victim"), "precious");
        Files.createSymbolicLink(channel.ring(), victim);
        try {
            assertRefused(
                    channel.start("server"), "cannot open file \"" + channel.ring() + "\": ELOOP", "symbolic link");
            assertThat(channel.ring()).isSymbolicLink();
            assertThat(victim).hasContent("precious");
        } finally {
            Files.delete(channel.ring());
        }
    }

    @Test
    void fullSharedMemoryIsAnErrorAndNotACrash() {
        assumeTrue(channel.isRoot(), "only root can mount a small /dev/shm");

        IpcboxProcess server = channel.startBy(
                "exec unshare -m sh -c 'mount -t tmpfs -o size=1m tmpfs /dev/shm && exec \"$@\"' sh \"$@\"",
                "server",
                "--ipcbox.shm.capacity=4MB");

        assertRefused(server, "cannot reserve", "ENOSPC", "/dev/shm");
        assertThat(channel.names()).isEmpty();
    }

    /** In /dev/shm only that user could remove it. */
    @Test
    void ringOfAnotherUserIsRefusedWithARemedyThatHelps() throws IOException {
        assumeTrue(channel.isRoot(), "only root can give a file away");
        Files.writeString(channel.ring(), "theirs");
        Files.setAttribute(channel.ring(), "unix:uid", 65_534);
        try {
            for (String role : List.of("server", "client-shm")) {
                IpcboxProcess process = channel.start(role);

                assertThat(process.exitCode()).isEqualTo(1);
                assertThat(process.err())
                        .containsExactly("ipcbox: cannot trust file \"" + channel.ring()
                                + "\": EPERM (Operation not permitted); it belongs to user 65534; choose another channel"
                                + " with --ipcbox.channel=NAME");
            }
            assertThat(channel.ring()).hasContent("theirs");
        } finally {
            Files.delete(channel.ring());
        }
    }

    @Test
    void fileSizeLimitIsNamedWithTheFileAndNothingIsLeft() {
        IpcboxProcess server = channel.startBy("trap '' XFSZ; ulimit -f 0; exec \"$@\"", "server");

        assertRefused(server, "cannot write file \"" + channel.directory() + "/tcp-port\": EFBIG", "ulimit -f");
        assertThat(channel.names()).isEmpty();
    }

    @Test
    void readOnlyFileSystemIsNamedWithTheDirectory() {
        assumeTrue(channel.isRoot(), "only root can mount a read-only file system");

        IpcboxProcess server = channel.startBy(
                "exec unshare -m sh -c 'mount -t tmpfs -o ro tmpfs /dev/shm && exec \"$@\"' sh \"$@\"", "server");

        assertRefused(
                server,
                "cannot create directory \"" + channel.directory() + "\": EROFS (Read-only file system);"
                        + " choose a place that can be written");
    }

    @Test
    void chosenDirectoryThatCannotBeMadeIsToBeChosenElsewhere() {
        assertRefused(
                channel.start("server", "--ipcbox.directory=/sys/ipcbox"),
                "cannot create directory \"/sys/ipcbox\"",
                "choose another with --ipcbox.directory");
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 48, 63})
    void tooFewDescriptorsAreToldBeforeAnythingElseFails(int limit) {
        IpcboxProcess server = channel.startBy("ulimit -n " + limit + "; exec \"$@\"", "server");

        assertRefused(server, "cannot start with " + limit + " file descriptors: EMFILE", "ulimit -n");
        assertThat(channel.names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version"})
    void textsNeedNoDescriptors(String option) {
        IpcboxProcess text = channel.startBy("ulimit -n 48; exec \"$@\"", option);

        assertThat(text.exitCode()).as(text::toString).isZero();
        assertThat(text.out()).isNotEmpty();
    }

    @Test
    void serverAndClientWorkWithAsFewDescriptorsAsAreAccepted() {
        IpcboxProcess server =
                channel.startBy("ulimit -n 64; exec \"$@\"", "server", "--ipcbox.server.await-clients=1");
        IpcboxProcess client =
                channel.startBy("ulimit -n 64; exec \"$@\"", "client-socket", "--ipcbox.client.statistic=sum");

        server.type("1 2");
        client.awaitOut("Sum is 3");
        server.endInput();
        assertThat(server.exitCode()).as(server::toString).isZero();
        assertThat(client.exitCode()).as(client::toString).isZero();
    }

    @Test
    void everythingIsPrivateWhateverTheUmask() throws IOException {
        IpcboxProcess server = channel.startBy("umask 000; exec \"$@\"", "server");
        server.awaitOut(READY);
        IpcboxProcess client = channel.startBy("umask 000; exec \"$@\"", "client-pipe");
        client.awaitOut(0, 1);

        for (Path path : channel.names()) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            assertThat(mode).as(path.toString()).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
        assertThat(channel.names()).anyMatch(path -> path.toString().endsWith(".fifo"));
        server.endInput();
        assertThat(server.exitCode()).isZero();
        assertThat(client.exitCode()).isZero();
    }

    @Test
    void wrongUseEndsWithTwoAndMakesNothing() {
        IpcboxProcess command = channel.start("sevrer");
        IpcboxProcess option = channel.start("server", "--ipcbox.tpc.port=1");
        IpcboxProcess settings = channel.start(
                "server", "--ipcbox.backlog=1", "--ipcbox.stall-timeout=soon", "--ipcbox.shm.capacity=3MB");

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err()).containsExactly("ipcbox: unknown command: \"sevrer\"; did you mean \"server\"?");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err())
                .singleElement()
                .asString()
                .contains("did you mean")
                .contains("ipcbox.tcp.port");
        assertThat(settings.exitCode()).isEqualTo(2);
        assertThat(settings.err()).hasSize(3).allMatch(line -> line.startsWith("ipcbox: ipcbox."));
        assertThat(channel.names()).isEmpty();
    }

    @Test
    void unreadableStandardOutputEndsAClient() {
        IpcboxProcess client = channel.startBy("exec \"$@\" > /dev/full", "client-pipe");

        assertThat(client.exitCode()).isEqualTo(1);
        assertThat(client.err()).containsExactly("ipcbox: cannot write to standard output: No space left on device");
    }

    private void assertRefused(IpcboxProcess process, String... parts) {
        assertThat(process.exitCode()).isEqualTo(1);
        assertThat(process.out()).isEmpty();
        assertThat(process.err())
                .singleElement()
                .asString()
                .startsWith("ipcbox: ")
                .contains(parts);
    }
}
