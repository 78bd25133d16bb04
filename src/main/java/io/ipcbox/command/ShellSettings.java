package io.ipcbox.command;

/**
 * The settings of the shell.
 *
 * @param maxLineBytes the longest line to read, without its end; at most 1 GiB
 * @param shown what clients show of each line, for the greeting: {@code the mean, median, and mode}
 */
public record ShellSettings(int maxLineBytes, String shown) {
    /** What the three clients of {@code up} show. */
    public static final String LINE_UP = "the mean, median, and mode";

    public static final ShellSettings DEFAULT = new ShellSettings(256 * 1024 * 1024, LINE_UP);
}
