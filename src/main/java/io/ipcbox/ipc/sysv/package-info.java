/** System V objects with a key: message queues, semaphore sets, shared memory. */
@NullMarked
package io.ipcbox.ipc.sysv;

import org.jspecify.annotations.NullMarked;
