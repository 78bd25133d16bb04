/**
 * The TCP transport, on Spring Integration's connection factories and adapters. The stream is lines of text, so {@code
 * nc 127.0.0.1 6001} sees what clients see.
 *
 * <p>Decision: a backlog and a virtual thread for each connection, instead of one handler that sends to all connections
 * in turn: there, one client that does not read stops everybody. And because a TCP port on the loopback device is open
 * to every user of the machine, the kernel's table is asked whose the other end is; only this user and root get in.
 */
@NullMarked
package io.ipcbox.transport.tcp;

import org.jspecify.annotations.NullMarked;
