/** Lines over a TCP connection on the loopback interface. */
@NullMarked
package io.ipcbox.transport.tcp;

import org.jspecify.annotations.NullMarked;
