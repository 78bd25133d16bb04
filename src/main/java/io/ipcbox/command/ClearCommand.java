package io.ipcbox.command;

import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/** {@code clear}: an empty screen. For the thread that reads lines. */
public final class ClearCommand implements ShellCommand {
    private final Terminal terminal;

    public ClearCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String getName() {
        return "clear";
    }

    @Override
    public String getDescription() {
        return "clear the screen";
    }

    @Override
    public String getHelp() {
        return """
                usage: clear

                Clears the screen. Ctrl-L does the same and keeps a half-typed command. In a line
                of integers and directly behind a digit, Ctrl-L is a character of the line.""";
    }

    @Override
    public Syntax syntax() {
        return Syntax.words(0);
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        terminal.puts(InfoCmp.Capability.clear_screen);
        terminal.flush();
        return ExitStatus.OK;
    }
}
