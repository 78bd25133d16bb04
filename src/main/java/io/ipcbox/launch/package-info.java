/**
 * From the words of the command line to something that runs: the roles and their Spring contexts, the commands that do one
 * thing and end, the training run for fast starts. {@link io.ipcbox.launch.Launcher} is the way in.
 */
@NullMarked
package io.ipcbox.launch;

import org.jspecify.annotations.NullMarked;
