/** Commands that inspect and change nothing: {@code version}. */
@NullMarked
package io.ipcbox.command.inspect;

import org.jspecify.annotations.NullMarked;
