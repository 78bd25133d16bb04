package io.ipcbox.command;

import io.ipcbox.console.CtrlC;
import io.ipcbox.console.LinePrinter;
import io.ipcbox.console.LineSource;
import io.ipcbox.console.OnStream;
import io.ipcbox.console.OnTerminal;
import io.ipcbox.console.PlainPrompt;
import io.ipcbox.console.StandardInput;
import io.ipcbox.console.StreamLines;
import io.ipcbox.console.StreamPrinter;
import io.ipcbox.console.StreamQuestions;
import io.ipcbox.server.BroadcastServer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.shell.core.InputReader;

/** Lines from standard input as they are: a pipe, a file, a terminal that cannot draw. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnStream.class)
public class StreamConfiguration {
    @Bean
    LinePrinter linePrinter() {
        StreamPrinter streams = StreamPrinter.standard();
        return OnTerminal.isTyped() ? new PlainPrompt(streams, PromptConfiguration.PROMPT) : streams;
    }

    @Bean
    StreamLines streamLines(ObjectProvider<ShellSettings> settings) {
        int maxLineBytes = settings.getIfAvailable(() -> ShellSettings.DEFAULT).maxLineBytes();
        return new StreamLines(StandardInput.open(), maxLineBytes, !OnTerminal.isTyped());
    }

    @Bean
    @Primary
    LineSource lineSource(StreamLines lines, LinePrinter printer, BroadcastServer server) {
        return printer instanceof PlainPrompt prompt ? ResultsFirst.ofClients(prompt.before(lines), server) : lines;
    }

    @Bean
    InputReader inputReader(StreamLines lines, LinePrinter printer) {
        return new StreamQuestions(lines, printer);
    }

    /** It ends the program, as the kernel has it. */
    @Bean
    CtrlC ctrlC() {
        return Runnable::run;
    }
}
