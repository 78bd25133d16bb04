/**
 * Everything that can be typed. A {@link io.ipcbox.command.CommandTree} has the first words; below each is a tree of
 * picocli's commands, and what one of them does is a {@link io.ipcbox.command.Verb}.
 *
 * <pre>
 * command line ── launch ───────────────┐
 *                                       ├─ CommandTree ── CommandRunner ── Verb
 * shell ── ShellParser ── ShellCommand ─┘
 *           (a line of integers: send)
 * </pre>
 *
 * <p>Decision: one model, picocli's, for the command line and the shell, because Spring Shell's own options know neither
 * {@code -sn /q} nor {@code -c15}, and accept undeclared ones. Spring Shell drives the keyboard, the registry and the
 * tests; {@code ShellCommand} is the one bridge to it. One-shot, no Spring context is made: it would cost more than the
 * command.
 *
 * <p>Decision: the tree is made a branch at a time, when a word of it is typed, because to make all of it takes longer
 * than most commands. So each first word has its description here, and not in its branch.
 *
 * <p>Decision: the packages below hold verbs only, and depend on this one. Their words come together in
 * {@code launch.Words}; a new first word takes a line there, and a verb.
 */
@NullMarked
package io.ipcbox.command;

import org.jspecify.annotations.NullMarked;
