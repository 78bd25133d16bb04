package io.ipcbox.command;

import io.ipcbox.console.TextLine;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandCompleter;

/**
 * Completes what Spring Shell completes, names and options, and the names behind {@code help}. For the thread that reads
 * lines.
 */
final class CommandCompletion implements Completer {
    private final CommandRegistry registry;
    private final Completer ofShell;

    CommandCompletion(CommandRegistry registry) {
        this.registry = registry;
        this.ofShell = new CommandCompleter(registry);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 1 && line.words().getFirst().equals(HelpCommand.NAME)) {
            registry.getCommands().stream()
                    .map(command -> new Candidate(command.getName()))
                    .forEach(candidates::add);
        } else if (!TextLine.of(line.line()).isData()) {
            ofShell.complete(reader, line, candidates);
        }
    }
}
