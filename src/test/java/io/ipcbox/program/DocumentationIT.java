package io.ipcbox.program;

import io.ipcbox.docs.ConsoleBlock;
import io.ipcbox.docs.MarkdownFile;
import io.ipcbox.support.NoLeftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in the documents prints what the documents say, and every program in them runs. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DocumentationIT {
    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    static Stream<MarkdownFile> documents() {
        return MarkdownFile.all().stream()
                .filter(document -> document.consoles().findAny().isPresent());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commandsPrintWhatTheDocumentSays(MarkdownFile document) {
        DocumentedCommands commands = new DocumentedCommands(channel, document);
        for (List<ConsoleBlock> group : ConsoleBlock.groupsOf(document)) {
            List<DocumentedSession> sessions = new ArrayList<>();
            try {
                for (ConsoleBlock block : group) {
                    if (!sessions.isEmpty()) {
                        sessions.getFirst().awaitFirstLine();
                    }
                    sessions.add(start(block, commands));
                }
                // Prompts come first: the other processes wait for what is typed there.
                sessions.stream().filter(PromptSession.class::isInstance).forEach(DocumentedSession::finish);
                sessions.stream().filter(ScriptSession.class::isInstance).forEach(DocumentedSession::finish);
            } finally {
                sessions.forEach(DocumentedSession::close);
            }
        }
    }

    private DocumentedSession start(ConsoleBlock block, DocumentedCommands commands) {
        return block.steps().getLast().isInteractive()
                ? new PromptSession(channel, block, commands)
                : new ScriptSession(channel, block, commands);
    }
}
