package io.ipcbox.lab;

/** How a run looks. For one thread. */
sealed interface Display permits PlainLines, Lanes, NamedLines {
    /** A line that a process prints. */
    void line(String lane, String text);

    /** A call, or another step of a process. */
    void step(String lane, String text);
}
