/**
 * Runs what the command line asks for: the roles with their Spring contexts, one-shot commands, and the training run for
 * fast starts. {@link io.ipcbox.launch.Launcher} is the entry point.
 */
@NullMarked
package io.ipcbox.launch;

import org.jspecify.annotations.NullMarked;
