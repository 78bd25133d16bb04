package io.ipcbox.ipc.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's limits, reached by an unprivileged user, and the errors that explain them. */
@ExtendWith(NoLeftovers.class)
class PosixMessageQueueLimitsIT {
    @TempDir
    Path directory;

    @Test
    void moreMessagesThanAllowedNamesTheLimit() throws IOException {
        long most = setting("msg_max");
        assertThat(refusal(most + 1, 8)).endsWith("""
                : EINVAL (Invalid argument); %d messages of 8 bytes are more than /proc/sys/fs/mqueue/msg_max (%d) or \
                /proc/sys/fs/mqueue/msgsize_max (%d) allows; ask for less, or raise them as root\
                """.formatted(most + 1, most, setting("msgsize_max")));
    }

    @Test
    void longerMessagesThanAllowedNameTheLimit() throws IOException {
        long most = setting("msgsize_max");
        assertThat(refusal(1, most + 1)).contains("EINVAL", "msgsize_max (" + most + ")");
    }

    @Test
    void queuesBeyondTheBudgetOfTheUserAreSummedUp() {
        // A budget of 100 bytes is not enough for one queue of 3 × (5 + 96).
        assertThat(refusal(List.of("prlimit", "--msgqueue=100"), 3, 5))
                .endsWith("EMFILE (Too many open files); 3 messages × (5 + 96) bytes = 303 bytes, and RLIMIT_MSGQUEUE"
                        + " allows all queues of this user 100 bytes together, room for 0 such queues; remove"
                        + " unused ones, ask for less, or raise it: ulimit -q");
    }

    @Test
    void sumIsWhatTheKernelCounts() {
        String name = UniqueNames.next();
        try (RunningProgram child = child(List.of("prlimit", "--msgqueue=606"), name, "3", "5", "4")) {
            assertThat(child.line()).as("two of 303 bytes").isEqualTo("2");
            assertThat(child.line()).contains("room for 2 such queues");
            child.succeeds();
        }
    }

    @Test
    void tooManyQueuesInTheSystemNameTheLimit() throws IOException {
        // In a namespace of its own, so that no other test is affected.
        List<String> namespace = ChildJvm.weAreRoot()
                ? List.of("unshare", "--ipc")
                : List.of("unshare", "--user", "--map-current-user", "--ipc");
        assumeTrue(works(namespace), "needs unshare --ipc: root, or user namespaces");
        long most = setting("queues_max");
        try (RunningProgram child = child(namespace, UniqueNames.next(), "1", "1", String.valueOf(most + 1))) {
            assertThat(child.line()).isEqualTo(String.valueOf(most));
            assertThat(child.line())
                    .contains("ENOSPC (No space left on device); the system has reached its limit of queues,"
                            + " /proc/sys/fs/mqueue/queues_max (" + most + ")");
            child.succeeds();
        }
    }

    private static boolean works(List<String> wrapper) {
        List<String> command = new ArrayList<>(wrapper);
        command.add("true");
        try (RunningProgram probe = RunningProgram.start(command)) {
            return probe.exitCode() == 0;
        }
    }

    @Test
    void lackOfDescriptorsIsNotTakenForALackOfBudget() {
        String name = UniqueNames.next();
        try (RunningProgram child = ChildJvm.of(WithoutDescriptors.class)
                .under("prlimit", "--nofile=64")
                .start(name)) {
            assertThat(child.line())
                    .isEqualTo("cannot create message queue \"" + name
                            + "\": EMFILE (Too many open files); close some handles, or raise the limit: ulimit -n");
            child.succeeds();
        }
    }

    @Test
    void queueOfAnotherUserIsRefused() {
        assumeTrue(ChildJvm.weAreRoot(), "needs root, to be two users");
        try (Queues q = Queues.ofMessages(1);
                RunningProgram child =
                        ChildJvm.of(Opening.class).unprivileged(directory).start(q.queue.name())) {
            assertThat(child.line()).contains("EACCES (Permission denied); check the owner and the mode");
            child.succeeds();
        }
    }

    @Test
    void senderWithoutThePermissionToReadOpensForWritingAlone() {
        assumeTrue(ChildJvm.weAreRoot(), "needs root, to be two users");
        String name = UniqueNames.next();
        try (PosixMessageQueue queue =
                        PosixMessageQueue.create(name, Permissions.parse("622"), new PosixQueueLimits(1, 8));
                RunningProgram child =
                        ChildJvm.of(Sending.class).unprivileged(directory).start(name)) {
            try {
                assertThat(child.line()).isEqualTo("READ_WRITE: EACCES");
                assertThat(child.line()).isEqualTo("READ_ONLY: EACCES");
                assertThat(child.line()).isEqualTo("WRITE_ONLY: sent true");
                child.succeeds();
                assertThat(queue.receive(Duration.ZERO).map(PosixMessage::text)).contains("x");
            } finally {
                queue.unlink();
            }
        }
    }

    static final class Sending {
        public static void main(String[] arguments) {
            List.of(PosixAccess.READ_WRITE, PosixAccess.READ_ONLY, PosixAccess.WRITE_ONLY)
                    .forEach(access -> System.out.println(access + ": " + outcome(arguments[0], access)));
        }

        private static String outcome(String name, PosixAccess access) {
            try (PosixMessageQueue queue = PosixMessageQueue.open(
                    name, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, new PosixQueueLimits(1, 8), access)) {
                return "sent " + queue.send(new byte[] {'x'}, 0, Duration.ZERO);
            } catch (IpcException e) {
                return e.errno().toString();
            }
        }
    }

    private String refusal(long maxMessages, long messageBytes) {
        return refusal(List.of(), maxMessages, messageBytes);
    }

    private String refusal(List<String> wrapper, long maxMessages, long messageBytes) {
        String name = UniqueNames.next();
        try (RunningProgram child =
                child(wrapper, name, String.valueOf(maxMessages), String.valueOf(messageBytes), "1")) {
            assertThat(child.line()).isEqualTo("0");
            String message = child.line();
            assertThat(message).startsWith("cannot create message queue \"" + name + "-0\": ");
            child.succeeds();
            return message;
        }
    }

    private RunningProgram child(List<String> wrapper, String... arguments) {
        // The wrapper comes before setpriv: a new namespace needs the privileges that setpriv drops.
        return ChildJvm.of(Creating.class)
                .under(wrapper.toArray(String[]::new))
                .unprivileged(directory)
                .start(arguments);
    }

    private static long setting(String name) throws IOException {
        return Long.parseLong(
                Files.readAllLines(Path.of("/proc/sys/fs/mqueue", name)).getFirst());
    }

    /** Creates up to so many queues; prints how many, and why not more. */
    static final class Creating {
        public static void main(String[] arguments) {
            PosixQueueLimits limits = new PosixQueueLimits(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
            List<PosixMessageQueue> queues = new ArrayList<>();
            try {
                while (queues.size() < Integer.parseInt(arguments[3])) {
                    queues.add(PosixMessageQueue.create(
                            arguments[0] + "-" + queues.size(), Permissions.OWNER_ONLY, limits));
                }
            } catch (IpcException e) {
                System.out.println(queues.size());
                System.out.println(e.getMessage());
            }
            queues.forEach(PosixMessageQueue::unlink);
        }
    }

    static final class WithoutDescriptors {
        public static void main(String[] arguments) {
            try (PosixMessageQueue queue = create(arguments[0])) {
                // Loads every class that is needed below: later there is no descriptor left to read one.
                refusal(arguments[0]);
                queue.awaitMessage(Duration.ZERO);
                queue.unlink();
                String refusal = "";
                while (refusal.isEmpty()) {
                    refusal = refusal(arguments[0]);
                }
                System.out.println(refusal);
                // Without a descriptor, an orderly exit could not load its classes either.
                Runtime.getRuntime().halt(0);
            }
        }

        private static PosixMessageQueue create(String name) {
            return PosixMessageQueue.create(name, Permissions.OWNER_ONLY, new PosixQueueLimits(1, 1));
        }

        private static String refusal(String name) {
            try {
                create(name).unlink();
                return "";
            } catch (IpcException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    static final class Opening {
        public static void main(String[] arguments) {
            try (PosixMessageQueue queue = PosixMessageQueue.open(arguments[0])) {
                System.out.println(queue);
            } catch (IpcException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
