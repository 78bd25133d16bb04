package io.ipcbox.program;

/** A console block that is being run: by bash, or at a prompt in a terminal. */
sealed interface DocumentedSession extends AutoCloseable permits ScriptSession, PromptSession {
    /** Waits until it has printed the first line that the document shows. */
    void awaitFirstLine();

    /** Goes on to its end, and compares what was printed with what the document shows. */
    void finish();

    @Override
    void close();
}
