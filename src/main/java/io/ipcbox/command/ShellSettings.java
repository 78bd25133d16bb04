package io.ipcbox.command;

/**
 * What can be set of the shell.
 *
 * @param maxLineBytes the longest line that is read, without its end; at most 1 GiB
 */
public record ShellSettings(int maxLineBytes) {
    public static final ShellSettings DEFAULT = new ShellSettings(256 * 1024 * 1024);
}
