/** Lines through a ring in a mapped file. */
@NullMarked
package io.ipcbox.transport.shm;

import org.jspecify.annotations.NullMarked;
