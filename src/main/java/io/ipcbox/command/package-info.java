/**
 * Everything that can be typed. A {@link io.ipcbox.command.CommandTree} has the first words; below each is a tree of
 * picocli's commands, and each command is a {@link io.ipcbox.command.Verb}.
 *
 * <pre>
 * command line ── launch ───────────────┐
 *                                       ├─ CommandTree ── CommandRunner ── Verb
 * shell ── ShellParser ── ShellCommand ─┘
 *           (a line of integers: send)
 * </pre>
 *
 * <p>Decision: picocli's model serves the command line and the shell, because Spring Shell's own options support neither
 * {@code -sn /q} nor {@code -c15}, and accept undeclared options. Spring Shell drives the keyboard, the registry and the
 * tests; {@code ShellCommand} is the only bridge to it. A one-shot command creates no Spring context, which would cost
 * more than the command.
 *
 * <p>Decision: a branch of the tree is built when its first word is typed, because building the whole tree takes longer
 * than most commands. Therefore the description of a first word is in {@code Word}, not in its branch.
 *
 * <p>Decision: the packages below contain verbs only, and depend on this one. {@code launch.Words} lists their words; a
 * new first word needs a line there, and a verb.
 */
@NullMarked
package io.ipcbox.command;

import org.jspecify.annotations.NullMarked;
