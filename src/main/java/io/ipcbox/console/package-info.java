/**
 * The keyboard and the screen: everything that reads or prints a line.
 *
 * <pre>
 *                                                      ┌─ data     ────────── BroadcastServer
 * keyboard, pipe, file ── LineSource ── ShellLoop ─────┤
 *                                                      └─ command  ShellParser ── CommandRegistry ── Command
 *
 *                                               prints                              asks, reads
 * server, commands,        ┌─ PromptConsole     above the line that is being typed  the user, through JLine
 * lab programs ── Console ─┼─ ShellConsole      standard streams, or around a       the script; the user where
 * clients                  │                    prompt of plain text                nothing can be drawn
 *                          └─ StreamConsole     standard streams                    standard input
 * </pre>
 *
 * <p>Decision: one {@link io.ipcbox.console.Console} for all of them, in a package below everything that prints, so that
 * the lab and the clients use it too; an interface of their own would only delegate to this one. The server's two consoles
 * are also its {@link io.ipcbox.console.LineSource}, because the answers to a question are the next lines.
 *
 * <p>Decision: integers are data, everything else is a command. A line of data never becomes a string: it may take hundreds
 * of megabytes, and its bytes go straight to {@link io.ipcbox.message.LineParser}.
 *
 * <p>Decision: Spring Shell 4.0.1 contributes the model of a command (registry, parser interface, executor, context, test
 * client), but none of its auto-configurations. Those look for annotated commands regardless of the profile, accept
 * undeclared options and arguments, create a terminal even for a pipe, write a history file into the working directory,
 * and bring a theme engine. {@code PromptConfiguration} creates the JLine beans instead, in as many lines as correcting
 * them would take. All of that is in {@code command}; this package knows JLine, but not Spring.
 *
 * <p>Decision: a pipe is read as bytes and never through JLine, which would create a terminal for it and return strings. A
 * terminal that cannot draw ({@code TERM=dumb}) is read the same way, with a prompt of plain text: its user sees what the
 * kernel echoes.
 *
 * <p>Decision: the consoles break lines between words at the current width of the terminal, in one place ({@link
 * io.ipcbox.console.Wrapping}); commands do not break lines. Output to a pipe or a file is not broken, nor is data that a
 * command passes on.
 */
@NullMarked
package io.ipcbox.console;

import org.jspecify.annotations.NullMarked;
