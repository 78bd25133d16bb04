/**
 * The commands {@code lab}, {@code scheduler} and {@code counter}: options, help, and where the classroom programs print.
 * The same at the prompt and one-shot.
 *
 * <p>Decision: the words are understood by the same code as those of {@code posix} and {@code sysv}, so that options,
 * help and errors look the same; only the tree of commands is another one.
 */
@NullMarked
package io.ipcbox.command.lab;

import org.jspecify.annotations.NullMarked;
