/**
 * What travels from the server to its clients, and its form as bytes: pure functions, no I/O.
 *
 * <p>On every transport a message is one line of ASCII that ends in LF: integers separated by one space, or a control
 * word. {@code nc}, {@code cat} and twenty lines of Python can read it:
 *
 * <pre>
 * 123 123 456 789
 * LAGGED 17         17 lines were dropped here, because this client did not take them in time
 * END               the server ended in good order; nothing follows
 * </pre>
 *
 * <p>Decision: text rather than a binary format, because the point of the program is that every other one can join in,
 * and parsing costs less than the statistics do. No sequence numbers: a kernel stream loses nothing in the middle, and
 * where the server drops lines it says so in place.
 *
 * <p>Decision: an integer is read in one place, {@link io.ipcbox.message.LineParser}, for the keyboard and for every
 * transport alike, so that no client can understand a line otherwise than the server did.
 */
@NullMarked
package io.ipcbox.message;

import org.jspecify.annotations.NullMarked;
