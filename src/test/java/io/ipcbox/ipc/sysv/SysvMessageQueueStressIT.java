package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many threads and processes at one queue: no message is lost or duplicated, and each sender's order is kept. */
@Timeout(120)
class SysvMessageQueueStressIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SENDERS = 4;
    private static final int MESSAGES = 20_000;
    private static final long END = 1_000;

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private final SysvMessageQueue queue =
            SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);

    @AfterEach
    void remove() {
        queue.remove();
    }

    private void sendAll(long type) {
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(queue.send(type, (type + ":" + i).getBytes(StandardCharsets.UTF_8), PATIENCE))
                    .isTrue();
        }
    }

    private void receiveAll(Queue<String> received) {
        while (true) {
            SysvMessage message = queue.receive(PATIENCE).orElseThrow();
            if (message.type() == END) {
                return;
            }
            received.add(message.text());
        }
    }

    private static List<String> everything(int senders) {
        return LongStream.rangeClosed(1, senders)
                .boxed()
                .flatMap(type -> IntStream.range(0, MESSAGES).mapToObj(i -> type + ":" + i))
                .toList();
    }

    @Test
    void eightThreadsHammerOneQueueAndNothingIsLost() throws InterruptedException {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        List<Thread> senders = new ArrayList<>();
        List<Thread> receivers = new ArrayList<>();
        for (long type = 1; type <= SENDERS; type++) {
            long own = type;
            boolean virtual = type % 2 == 0;
            senders.add((virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> sendAll(own)));
            receivers.add((virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> receiveAll(received)));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        for (int i = 0; i < receivers.size(); i++) {
            assertThat(queue.send(END, new byte[0], PATIENCE)).isTrue();
        }
        for (Thread receiver : receivers) {
            receiver.join();
        }
        assertThat(received.stream().sorted().toList())
                .isEqualTo(everything(SENDERS).stream().sorted().toList());
        assertThat(queue.status().messages()).isZero();
    }

    @Test
    void twoCProgramsSendAndJavaReceivesEachInItsOrder() {
        try (Peer one = Peer.c("send-many", key, 1, MESSAGES);
                Peer other = Peer.c("send-many", key, 2, MESSAGES)) {
            List<String> ofOne = new ArrayList<>();
            List<String> ofOther = new ArrayList<>();
            for (int i = 0; i < 2 * MESSAGES; i++) {
                SysvMessage message = queue.receive(PATIENCE).orElseThrow();
                (message.type() == 1 ? ofOne : ofOther).add(message.text());
            }
            one.output();
            other.output();
            assertThat(ofOne).isEqualTo(everything(1));
            assertThat(ofOther).hasSize(MESSAGES).first().isEqualTo("2:0");
            assertThat(ofOther).last().isEqualTo("2:" + (MESSAGES - 1));
        }
    }
}
