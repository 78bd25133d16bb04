/**
 * The TCP transport, on Spring Integration's connection factories and adapters. The stream is lines of text, so {@code
 * nc 127.0.0.1 6001} sees what clients see.
 *
 * <p>Decision: a backlog and a virtual thread for each connection, instead of one handler that sends to all connections
 * in turn, where one client that does not read stops all others.
 *
 * <p>Decision: a TCP port on the loopback device is open to every user of the machine, so the server looks up the owner
 * of the other end in the kernel's table and admits only this user and root.
 *
 * <p>Decision: the lookup is a query for the one connection (sock_diag). Reading {@code /proc/net/tcp} walks a hash
 * table of 262,144 chains and took 5 of the accepting thread's 8 ms; it remains for sandboxes that forbid the query.
 * The same answer distinguishes a client that only listens from one that has gone.
 */
@NullMarked
package io.ipcbox.transport.tcp;

import org.jspecify.annotations.NullMarked;
