package io.ipcbox.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * This process with the same program from its beginning: same pid, same descriptors, other words and environment. For the
 * main thread, before it has started anything that must end in good order.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
 */
public final class ProgramRestart {
    private static final String THIS_PROGRAM = "/proc/self/exe";

    private ProgramRestart() {}

    /**
     * Returns only if it fails; then nothing has changed.
     *
     * @param words the program's own name, and its arguments, as bytes without a NUL
     * @param variable an environment variable that is set before; its name and value are ASCII
     */
    public static void with(List<byte[]> words, String variable, String value) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argv = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
            for (int i = 0; i < words.size(); i++) {
                String word = new String(words.get(i), ISO_8859_1);
                argv.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(word, ISO_8859_1));
            }
            // System.getenv does not see it, execv(3) does.
            LibcProcess.setenv(arena.allocateFrom(variable), arena.allocateFrom(value), 1);
            LibcProcess.execv(arena.allocateFrom(THIS_PROGRAM), argv);
        }
    }
}
