package io.ipcbox.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ipcbox.ipc.hook.ErrnoTexts;
import io.ipcbox.ipc.libc.LibcText;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recovers the kernel's error from exceptions of the JDK. */
class ErrnoTest {
    @TempDir
    private Path directory;

    @Test
    void failuresOfTheJdkHaveTheKernelsNumber() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(errno(() -> Files.createFile(directory.resolve("none/file"))))
                .isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> Files.createFile(file))).isEqualTo(Errno.EEXIST);
        assertThat(errno(() -> Files.createFile(file.resolve("below")))).isEqualTo(Errno.ENOTDIR);
        assertThat(errno(() -> Files.delete(directory))).isEqualTo(Errno.ENOTEMPTY);
        assertThat(errno(() -> Files.writeString(Path.of("/dev/full"), "x"))).isEqualTo(Errno.ENOSPC);
        assertThat(errno(() -> new FileOutputStream(directory.toFile()).close()))
                .isEqualTo(Errno.EISDIR);
        assertThat(errno(() -> new ProcessBuilder(file.toString()).start())).isEqualTo(Errno.EACCES);
    }

    private static Errno errno(ThrowingCallable call) {
        return Errno.of(catchThrowableOfType(IOException.class, call));
    }

    @ParameterizedTest
    @CsvSource({
        "/x: Read-only file system, EROFS",
        "Too many open files, EMFILE",
        "Too many open files in system, ENFILE",
        "User limit of inotify instances reached or too many open files, EMFILE",
        "something else, EIO"
    })
    void longestTextOfTheKernelCounts(String message, Errno errno) {
        assertThat(Errno.of(new IOException(message))).isEqualTo(errno);
    }

    /** As in the German texts of the C library; the other texts are the English ones. */
    @Test
    void textsInTheLanguageOfTheLocaleCountToo() {
        Map<Integer, String> german = Map.of(
                Errno.EMFILE.number(), "Zu viele offene Dateien",
                Errno.ENFILE.number(), "Zu viele offene Dateien im System",
                Errno.EADDRINUSE.number(), "Die Adresse wird bereits verwendet");
        try {
            ErrnoTexts.set(number -> german.getOrDefault(number, ""));

            assertThat(Errno.of(new BindException("Die Adresse wird bereits verwendet")))
                    .isEqualTo(Errno.EADDRINUSE);
            assertThat(Errno.of(new IOException("/x: Zu viele offene Dateien"))).isEqualTo(Errno.EMFILE);
            assertThat(Errno.of(new IOException("Zu viele offene Dateien im System")))
                    .isEqualTo(Errno.ENFILE);
            assertThat(Errno.of(new IOException("No space left on device"))).isEqualTo(Errno.ENOSPC);
        } finally {
            ErrnoTexts.set(LibcText::strerror);
        }
    }

    @Test
    void everyTextOfTheCLibraryIsUnderstoodInWhateverLanguage() {
        for (Errno errno : Errno.values()) {
            if (errno != Errno.UNKNOWN) {
                assertThat(Errno.of(new IOException("/x: " + LibcText.strerror(errno.number()))))
                        .isEqualTo(errno);
            }
        }
    }

    @Test
    void sentenceHasTheReasonAndARemedy() {
        assertThat(new IpcException("listen on", "port 1", new BindException("Address already in use")))
                .hasMessage("cannot listen on port 1: EADDRINUSE (Address already in use)");
        assertThat(new IpcException("write", "file \"/x\"", new IOException("File too large")))
                .hasMessage("cannot write file \"/x\": EFBIG (File too large); raise the limit: ulimit -f");
        assertThat(new IpcException("read", "it", new IOException("no luck")))
                .hasMessage("cannot read it: EIO (Input/output error); no luck");
        assertThat(Stream.of(Errno.values()).map(Errno::strerror)).doesNotHaveDuplicates();
    }
}
