package io.ipcbox.command;

import io.ipcbox.ipc.posix.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The terminal that a standard stream of this process may be. Any thread may call. */
public final class StandardTerminal {
    static final int OUTPUT = 1;
    static final int ERROR = 2;

    private static final int INPUT = 0;
    private static final int USUAL_COLUMNS = 80;

    private StandardTerminal() {}

    /** True if a person types what this process reads. */
    public static boolean isInput() {
        return isTerminal(INPUT);
    }

    /** True if a person sees what this process prints. */
    public static boolean isOutput() {
        return isTerminal(OUTPUT);
    }

    /** How many columns a row has there now; {@link LinePrinter#NO_LIMIT} if it is no terminal. */
    static int columns(int descriptor) {
        if (!isTerminal(descriptor)) {
            return LinePrinter.NO_LIMIT;
        }
        try {
            return TerminalSize.columns(descriptor).orElse(USUAL_COLUMNS);
        } catch (RuntimeException | LinkageError e) {
            // Where no native call works, the error that says so still has to be printed.
            return USUAL_COLUMNS;
        }
    }

    private static boolean isTerminal(int descriptor) {
        try {
            Path file = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)));
            return file.startsWith("/dev/pts") || file.toString().matches("/dev/(tty|console).*");
        } catch (IOException e) {
            return false;
        }
    }
}
