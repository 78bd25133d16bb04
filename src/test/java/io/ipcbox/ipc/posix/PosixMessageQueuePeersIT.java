package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Queues.LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.support.CProgram;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.PythonProgram;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Queues shared with programs in C and Python, each end in each role. */
@ExtendWith(NoLeftovers.class)
class PosixMessageQueuePeersIT {
    private static final String C_SENDER = """
            #include <fcntl.h>
            #include <mqueue.h>
            #include <stdio.h>
            #include <string.h>
            int main(int n, char **arguments) {
                mqd_t queue = mq_open(arguments[1], O_WRONLY);
                if (queue < 0) { perror("mq_open"); return 1; }
                for (int i = 2; i < n; i++)
                    if (mq_send(queue, arguments[i], strlen(arguments[i]), i) != 0) { perror("mq_send"); return 1; }
                return 0;
            }
            """;

    private static final String C_RECEIVER = """
            #include <fcntl.h>
            #include <mqueue.h>
            #include <stdio.h>
            #include <stdlib.h>
            int main(int n, char **arguments) {
                mqd_t queue = mq_open(arguments[1], O_RDONLY);
                if (queue < 0) { perror("mq_open"); return 1; }
                puts("ready");
                fflush(stdout);
                for (int i = atoi(arguments[2]); i > 0; i--) {
                    char message[64];
                    unsigned priority;
                    ssize_t length = mq_receive(queue, message, sizeof message, &priority);
                    if (length < 0) { perror("mq_receive"); return 1; }
                    printf("%u %.*s\\n", priority, (int) length, message);
                }
                return 0;
            }
            """;

    private static final String C_CREATOR = """
            #include <fcntl.h>
            #include <mqueue.h>
            #include <stdio.h>
            int main(int n, char **arguments) {
                struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 77};
                mqd_t queue = mq_open(arguments[1], O_RDWR | O_CREAT | O_EXCL, 0640, &attributes);
                if (queue < 0) { perror("mq_open"); return 1; }
                return mq_send(queue, "from the creator", 16, 3);
            }
            """;

    private static final PythonProgram PYTHON = new PythonProgram("""
            name, peers_queue = sys.argv[1].encode(), sys.argv[2].encode()
            inbox = check(libc.mq_open(name, os.O_RDONLY))
            outbox = check(libc.mq_open(peers_queue, os.O_WRONLY))
            message, priority = ctypes.create_string_buffer(64), c_uint()
            libc.mq_receive.restype = c_long
            for i in range(3):
                length = check(libc.mq_receive(inbox, message, c_size_t(64), byref(priority)))
                reply = message.raw[:length].upper()
                check(libc.mq_send(outbox, reply, c_size_t(len(reply)), priority.value + 1))
            """);

    @TempDir
    Path directory;

    @Test
    void receivesWhatCSends() {
        try (Queues q = Queues.ofMessages(4)) {
            CProgram.compile(directory, C_SENDER).run(q.queue.name(), "two", "three", "four, naïve");
            assertThat(q.queue.receive(LONG)).contains(new PosixMessage("four, naïve".getBytes(UTF_8), 4));
            assertThat(q.queue.receive(LONG)).contains(new PosixMessage("three".getBytes(UTF_8), 3));
            assertThat(q.queue.receive(LONG)).contains(new PosixMessage("two".getBytes(UTF_8), 2));
        }
    }

    @Test
    void sendsWhatCReceives() {
        try (Queues q = Queues.ofMessages(4)) {
            q.send("low", 1);
            q.send("high", 9);
            assertThat(CProgram.compile(directory, C_RECEIVER).run(q.queue.name(), "2"))
                    .containsExactly("ready", "9 high", "1 low");
        }
    }

    @Test
    void wakesAReceiverThatSleepsInC() {
        try (Queues q = Queues.ofMessages(4);
                RunningProgram receiver =
                        CProgram.compile(directory, C_RECEIVER).start(q.queue.name(), "1")) {
            assertThat(receiver.line()).isEqualTo("ready");
            q.send("wake up", 7);
            assertThat(receiver.line()).isEqualTo("7 wake up");
            receiver.succeeds();
        }
    }

    @Test
    void opensWhatCCreated() {
        String name = UniqueNames.next();
        CProgram.compile(directory, C_CREATOR).run(name);
        try (PosixMessageQueue queue = PosixMessageQueue.open(name)) {
            queue.unlink();
            assertThat(queue.attributes()).isEqualTo(new PosixQueueAttributes(2, 77, 1, false));
            assertThat(queue.receive(LONG)).contains(new PosixMessage("from the creator".getBytes(UTF_8), 3));
        }
    }

    @Test
    void exchangesMessagesWithPythonInBothDirections() {
        try (Queues toPython = Queues.ofMessages(4);
                Queues fromPython = Queues.ofMessages(4);
                RunningProgram python = PYTHON.start(toPython.queue.name(), fromPython.queue.name())) {
            for (String word : List.of("one", "two", "three")) {
                toPython.queue.send(word.getBytes(UTF_8), 5, LONG);
                PosixMessage reply = fromPython.queue.receive(LONG).orElseThrow();
                assertThat(reply.text()).isEqualTo(word.toUpperCase(Locale.ROOT));
                assertThat(reply.priority()).isEqualTo(6);
            }
            python.succeeds();
        }
    }

    @Test
    void showsUpWithItsBytesInTheQueueFileSystem() throws IOException {
        assumeTrue(ChildJvm.weAreRoot(), "needs root, to mount the queue file system");
        RunningProgram.start(List.of("mount", "-t", "mqueue", "none", directory.toString()))
                .succeeds();
        try (Queues q = Queues.ofMessages(4)) {
            q.send("seven b");
            Path file = directory.resolve(q.queue.name().substring(1));
            // readAllLines: the file has no size, and must be read in one piece
            assertThat(Files.readAllLines(file).getFirst()).startsWith("QSIZE:7 ");
            assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
            q.receive();
            assertThat(Files.readAllLines(file).getFirst()).startsWith("QSIZE:0 ");
        } finally {
            RunningProgram.start(List.of("umount", directory.toString())).succeeds();
        }
    }
}
