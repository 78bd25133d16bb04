/**
 * The jar as users run it: real processes, real signals, a real terminal. Each test has a channel of its own, and fails
 * if anything of it is left behind.
 */
@NullMarked
package io.ipcbox.program;

import org.jspecify.annotations.NullMarked;
