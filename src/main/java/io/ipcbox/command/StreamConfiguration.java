package io.ipcbox.command;

import io.ipcbox.console.LineSource;
import io.ipcbox.console.ShellConsole;
import io.ipcbox.server.BroadcastServer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Reads lines from a pipe, a file, or a terminal that cannot draw a prompt. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {
    @Bean
    ShellConsole console(ObjectProvider<ShellSettings> settings) {
        int maxLineBytes = settings.getIfAvailable(() -> ShellSettings.DEFAULT).maxLineBytes();
        return ShellConsole.standard(maxLineBytes, PromptConfiguration.PROMPT);
    }

    @Bean
    @Primary
    LineSource lineSource(ShellConsole console, BroadcastServer server) {
        return console.isScript() ? console : ResultsFirst.ofClients(console, server);
    }
}
