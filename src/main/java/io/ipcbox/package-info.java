/**
 * ipcbox: every way two processes on one Linux machine can talk, in one Java jar. The sub-packages are the table of
 * contents; {@link io.ipcbox.IpcboxApplication} only picks a role.
 */
@NullMarked
package io.ipcbox;

import org.jspecify.annotations.NullMarked;
