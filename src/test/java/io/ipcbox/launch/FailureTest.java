package io.ipcbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.process.ExitCode;
import io.ipcbox.text.UsageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void ourOwnMessageIsToldWhateverIsWrappedAroundIt() {
        IpcException ours = new IpcException(
                "create", "FIFO \"/x\"", Errno.EACCES, "choose another directory", new IOException("deeper"));
        assertThat(Failure.of(new IllegalStateException("bean", new RuntimeException("another bean", ours))))
                .isEqualTo(new Failure(
                        java.util.List.of(
                                "cannot create FIFO \"/x\": EACCES (Permission denied); choose another directory"),
                        ExitCode.FAILED));
    }

    @Test
    void innermostMessageIsToldOfAnythingElse() {
        assertThat(told(new IllegalStateException("bean", new IOException("disk on fire"))))
                .isEqualTo("disk on fire");
        assertThat(told(new RuntimeException("says something", new IOException())))
                .isEqualTo("says something");
    }

    @Test
    void messageThatIsNoSentenceIsToldWithItsType() {
        assertThat(told(new NoSuchFileException("/run/x"))).isEqualTo("NoSuchFileException: /run/x");
        assertThat(told(new StackOverflowError())).isEqualTo("StackOverflowError");
    }

    @Test
    void nameWithALineFeedStaysOnTheLine() {
        assertThat(told(new IpcException("open", "queue \"/a\nb\"", Errno.ENOENT, "")))
                .startsWith("cannot open queue \"/a\\x0Ab\": ENOENT");
    }

    @Test
    void usageKeepsItsLines() {
        assertThat(told(new UsageException("a command is missing\nusage: ipcbox posix")))
                .isEqualTo("a command is missing\nusage: ipcbox posix");
    }

    @Test
    void misuseHasAnExitCodeOfItsOwn() {
        assertThat(Failure.of(new RuntimeException(new UsageException("not like that"))))
                .isEqualTo(new Failure(java.util.List.of("not like that"), ExitCode.USED_WRONGLY));
    }

    @Test
    void messageIsOnePrintableLine() {
        assertThat(told(new IOException("first\n  second \u001b[31mred"))).isEqualTo("first second \\x1B[31mred");
    }

    @Test
    void ringOfCausesEnds() {
        Exception first = new Exception("one of two");
        first.initCause(new Exception("the other one", first));
        assertThat(told(first)).isIn("one of two", "the other one");
    }

    private static String told(Throwable thrown) {
        return Failure.of(thrown).texts().getFirst();
    }
}
