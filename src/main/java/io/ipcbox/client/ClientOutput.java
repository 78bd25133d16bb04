package io.ipcbox.client;

/** Where a client's lines go. Any thread may call. */
public interface ClientOutput {
    /** A line of the stream of results; it may be kept until {@link #flush}. */
    void result(String line);

    /** Shows what was kept. */
    void flush();

    /** Something the user should know that is not a result. */
    void notice(String sentence);
}
