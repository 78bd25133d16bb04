/**
 * The keyboard and the screen: everything that reads a line or prints one.
 *
 * <pre>
 *                                                      ┌─ data     DataLines ── BroadcastServer
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
 * <p>Decision: one {@link io.ipcbox.console.Console} for all of them, and this package below everything that prints, so
 * that also the lab and the clients use it; an interface of their own would only be handed on to this one. The server's
 * two consoles are also its {@link io.ipcbox.console.LineSource}, because the answers to a question are the next lines.
 *
 * <p>Decision: integers are data, everything else is a command. A line of data is never a string: it may have hundreds of
 * megabytes, and goes from the bytes that were read straight to {@link io.ipcbox.message.LineParser}.
 *
 * <p>Decision: of Spring Shell 4.0.1 the model of a command (registry, parser interface, executor, context, test client),
 * none of its auto-configurations. They look for annotated commands without regard to the profile, take options and
 * arguments that are not declared, make a terminal also for a pipe, write a history file into the working directory,
 * and bring a theme engine along. The JLine beans they would make are made in {@code PromptConfiguration}, in as many lines as it
 * would take to correct them. All of that is in {@code command}; this package knows JLine, and no Spring.
 *
 * <p>Decision: a pipe is read as bytes and never through JLine, which would make a terminal of it, and whose lines are
 * strings. A terminal that cannot draw ({@code TERM=dumb}) is read the same way, with a prompt of plain text: its user
 * sees what the kernel echoes.
 *
 * <p>Decision: what is printed on a terminal is broken between words, at the width that the terminal has at that moment,
 * by the consoles and in one place ({@link io.ipcbox.console.Wrapping}); a command breaks no lines. What goes to a pipe
 * or a file is not broken, nor are data that a command hands on.
 */
@NullMarked
package io.ipcbox.console;

import org.jspecify.annotations.NullMarked;
