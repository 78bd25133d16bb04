/**
 * The messages from the server to its clients, and their form as bytes: pure functions, no I/O.
 *
 * <p>On every transport, a message is one line of ASCII that ends in LF: integers separated by one space, or a control
 * word. {@code nc}, {@code cat} and twenty lines of Python can read it:
 *
 * <pre>
 * 123 123 456 789
 * LAGGED 17         17 lines were dropped here, because this client did not read them in time
 * END               the server ended in an orderly way; nothing follows
 * </pre>
 *
 * <p>Decision: text rather than a binary format, because any other program shall be able to take part, and parsing costs
 * less than the statistics do. No sequence numbers: a kernel stream loses nothing in the middle, and where the server
 * drops lines, it says so at that point of the stream.
 *
 * <p>Decision: one parser, {@link io.ipcbox.message.LineParser}, for the keyboard and every transport, so that a client
 * cannot read a line differently from the server.
 */
@NullMarked
package io.ipcbox.message;

import org.jspecify.annotations.NullMarked;
