package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queues between Java, C, Python and util-linux, in both directions. */
@Timeout(60)
class SysvMessageQueuePeerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private SysvMessageQueue queue = SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);

    @AfterEach
    void remove() {
        SysvMessageQueue.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY)
                .remove();
    }

    private void send(long type, String text) {
        assertThat(queue.send(type, text.getBytes(StandardCharsets.UTF_8), PATIENCE))
                .isTrue();
    }

    private String receive(SysvSelection selection) {
        SysvMessage message = queue.receive(selection, PATIENCE).orElseThrow();
        return message.type() + " " + message.text();
    }

    @Test
    void cSendsAndJavaReceives() {
        Peer.c("send", key, 7, "héllo").output();
        assertThat(receive(SysvSelection.ofType(7))).isEqualTo("7 héllo");
    }

    @Test
    void javaSendsAndCReceivesByEveryKindOfType() {
        send(3, "three");
        send(2, "two");
        send(5, "five");
        send(4, "four");
        assertThat(Peer.c("receive", key, 5, 0).output()).isEqualTo("receiving\n5 five");
        assertThat(Peer.c("receive", key, -3, 0).output()).isEqualTo("receiving\n2 two");
        assertThat(Peer.c("receive", key, 3, "0x2000").output()).isEqualTo("receiving\n4 four");
        assertThat(Peer.c("receive", key, 0, 0).output()).isEqualTo("receiving\n3 three");
    }

    @Test
    void waitingCProgramGetsWhatJavaSends() {
        try (Peer c = Peer.c("receive", key, 0, 0)) {
            assertThat(c.line()).isEqualTo("receiving");
            send(1, "for C");
            assertThat(c.output()).isEqualTo("1 for C");
        }
    }

    @Test
    void waitingJavaGetsWhatCSends() {
        try (Peer jvm = Peer.java("receive", key)) {
            assertThat(jvm.line()).isEqualTo("receiving");
            Peer.c("send", key, 1, "for Java").output();
            assertThat(jvm.line()).isEqualTo("for Java");
        }
    }

    @Test
    void waitingCProgramIsToldOfTheRemoval() {
        try (Peer c = Peer.c("receive", key, 0, 0)) {
            assertThat(c.line()).isEqualTo("receiving");
            Waiting.until(c::isSleeping);
            queue.remove();
            assertThat(c.line()).isEqualTo("msgrcv: Identifier removed");
        }
    }

    @Test
    void pythonAndJavaTalkBothWays() {
        Peer.python("send", key, 3, "von Python").output();
        assertThat(receive(SysvSelection.ANY)).isEqualTo("3 von Python");
        send(2, "b");
        send(1, "a");
        assertThat(Peer.python("receive", key, -2).output()).isEqualTo("receiving\n1 a");
        assertThat(Peer.python("receive", key, 0).output()).isEqualTo("receiving\n2 b");
    }

    @Test
    void waitingPythonGetsWhatJavaSends() {
        try (Peer python = Peer.python("receive", key, 0)) {
            assertThat(python.line()).isEqualTo("receiving");
            send(1, "{\"count\": 1}");
            assertThat(python.output()).isEqualTo("1 {\"count\": 1}");
        }
    }

    @Test
    void javaUsesAQueueThatPythonMade() {
        remove();
        int id = Integer.parseInt(Peer.python("create-queue", key).output());
        queue = SysvMessageQueue.open(key);
        assertThat(queue.id()).isEqualTo(id);
        send(1, "x");
        assertThat(Peer.python("queue-attributes", key).output())
                .isEqualTo("1 " + queue.status().maxBytes() + " 0o600");
    }

    @Test
    void javaUsesAQueueThatIpcmkMadeAndIpcrmRemovesIt() {
        Matcher made = Pattern.compile("Message queue id: (\\d+)")
                .matcher(Peer.command("ipcmk", "-Q", "-p", "0640").output());
        assertThat(made.find()).isTrue();
        int id = keys.queue(Integer.parseInt(made.group(1)));
        SysvMessageQueue theirs = SysvMessageQueue.ofId(id);
        assertThat(theirs.status().ownership().permissions()).isEqualTo(new Permissions(0640));
        assertThat(theirs.send(1, new byte[3], Duration.ZERO)).isTrue();
        Peer.command("ipcrm", "-q", Integer.toString(id)).output();
        assertThat(SysvTable.find(SysvKind.MESSAGE_QUEUE, id)).isEmpty();
    }

    @Test
    void ipcsAndLsipcAndProcSeeWhatJavaDid() throws IOException {
        send(1, "abcde");
        String id = Integer.toString(queue.id());
        assertThat(Peer.command("ipcs", "-q").output().lines())
                .anySatisfy(line -> assertThat(line.split("\\s+")).contains(key.toString(), id, "600", "5", "1"));
        assertThat(Peer.command("lsipc", "-q", "-i", id, "--json").output()).contains("\"" + id + "\"", key.toString());
        assertThat(Files.readAllLines(Path.of("/proc/sysvipc/msg")))
                .anySatisfy(line -> assertThat(line.strip().split("\\s+"))
                        .startsWith(Integer.toString(key.value()), id, "600", "5", "1"));
    }

    @Test
    void keyAboveTheSignedRangeIsTheSameForEverybody() {
        SysvKey negative = SysvKey.parse("0xfedcba98");
        assertThat(SysvTable.find(SysvKind.MESSAGE_QUEUE, negative))
                .as("another program uses this key")
                .isEmpty();
        SysvMessageQueue theirs =
                SysvMessageQueue.open(negative, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
        try {
            assertThat(Peer.command("ipcs", "-q").output()).contains("0xfedcba98");
            Peer.python("send", negative, 1, "negative").output();
            assertThat(theirs.receive(Duration.ZERO).orElseThrow().text()).isEqualTo("negative");
        } finally {
            theirs.remove();
        }
    }
}
