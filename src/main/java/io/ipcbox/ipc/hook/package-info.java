/**
 * Internal: what upper packages tell lower ones: who listens to the C calls, and the source of error texts.
 */
@NullMarked
package io.ipcbox.ipc.hook;

import org.jspecify.annotations.NullMarked;
