package io.ipcbox.console;

import io.ipcbox.ipc.file.TerminalSize;
import org.jspecify.annotations.Nullable;

/** A standard stream of this process, which may be a terminal. Any thread may call. */
public final class StandardTerminal {
    static final StandardTerminal INPUT = new StandardTerminal(0);
    static final StandardTerminal OUTPUT = new StandardTerminal(1);
    static final StandardTerminal ERROR = new StandardTerminal(2);

    private static final int USUAL_COLUMNS = 80;

    private final int descriptor;
    /** Looked up once, because a stream does not become a terminal; null before. */
    private volatile @Nullable Boolean terminal;

    private StandardTerminal(int descriptor) {
        this.descriptor = descriptor;
    }

    /** True if standard input and standard output are both a terminal: a user types and sees what is printed. */
    public static boolean isTyped() {
        return INPUT.isTerminal() && OUTPUT.isTerminal();
    }

    boolean isTerminal() {
        Boolean known = terminal;
        if (known == null) {
            known = ask();
            terminal = known;
        }
        return known;
    }

    private boolean ask() {
        try {
            return TerminalSize.isTerminal(descriptor);
        } catch (RuntimeException | LinkageError e) {
            // If native calls do not work, the error that says so must still be printed.
            return false;
        }
    }

    /** The current number of columns; {@link Console#NO_LIMIT} if the stream is not a terminal. */
    int columns() {
        return isTerminal() ? TerminalSize.columns(descriptor).orElse(USUAL_COLUMNS) : Console.NO_LIMIT;
    }
}
