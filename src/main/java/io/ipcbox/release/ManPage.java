package io.ipcbox.release;

/**
 * A man page.
 *
 * @param name {@code ipcbox-posix-msq}
 * @param text in the macros of man(7)
 */
record ManPage(String name, String text) {}
