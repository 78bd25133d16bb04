/**
 * The TCP transport, on Spring Integration's connection factories and adapters. The stream is lines of text, so {@code
 * nc 127.0.0.1 6001} sees what clients see.
 *
 * <p>Decision: a backlog and a virtual thread for each connection, instead of one handler that sends to all connections
 * in turn: there, one client that does not read stops everybody. And because a TCP port on the loopback device is open
 * to every user of the machine, the kernel's table is asked whose the other end is; only this user and root get in.
 *
 * <p>Decision: the kernel is asked about the one connection (sock_diag), instead of reading {@code /proc/net/tcp}, which
 * walks a hash table of 262,144 chains and took the accepting thread 5 of its 8 ms; that remains where a sandbox forbids
 * the question. The same answer tells a client that only listens from one that has gone.
 */
@NullMarked
package io.ipcbox.transport.tcp;

import org.jspecify.annotations.NullMarked;
