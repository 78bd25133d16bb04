/**
 * The commands {@code lab}, {@code scheduler} and {@code counter}: options, help, and where the classroom programs print.
 * The same at the prompt and one-shot.
 */
@NullMarked
package io.ipcbox.command.lab;

import org.jspecify.annotations.NullMarked;
