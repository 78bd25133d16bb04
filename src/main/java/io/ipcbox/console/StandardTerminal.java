package io.ipcbox.console;

import io.ipcbox.ipc.file.TerminalSize;
import org.jspecify.annotations.Nullable;

/** The terminal that a standard stream of this process may be. Any thread may call. */
public final class StandardTerminal {
    /** What this process reads. */
    static final StandardTerminal INPUT = new StandardTerminal(0);
    /** What this process prints. */
    static final StandardTerminal OUTPUT = new StandardTerminal(1);
    /** Its errors. */
    static final StandardTerminal ERROR = new StandardTerminal(2);

    private static final int USUAL_COLUMNS = 80;

    private final int descriptor;
    /** Asked for once, because a stream does not become a terminal; null before that. */
    private volatile @Nullable Boolean terminal;

    private StandardTerminal(int descriptor) {
        this.descriptor = descriptor;
    }

    /** True if a user types and sees what is printed: standard input and standard output are both a terminal. */
    public static boolean isTyped() {
        return INPUT.isTerminal() && OUTPUT.isTerminal();
    }

    /** True if there is a person at the other end. */
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
            // Where no native call works, the error that says so still has to be printed.
            return false;
        }
    }

    /** How many columns a row has there now; {@link Console#NO_LIMIT} if it is no terminal. */
    int columns() {
        return isTerminal() ? TerminalSize.columns(descriptor).orElse(USUAL_COLUMNS) : Console.NO_LIMIT;
    }
}
