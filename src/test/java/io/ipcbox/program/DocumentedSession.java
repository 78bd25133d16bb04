package io.ipcbox.program;

/** A console block that is being run: by bash, or at a prompt in a terminal. */
sealed interface DocumentedSession extends AutoCloseable permits ScriptSession, PromptSession {
    /** Waits for the first line of output that the document shows. */
    void awaitFirstLine();

    /** Waits for the end and compares the output with the document. */
    void finish();

    @Override
    void close();
}
