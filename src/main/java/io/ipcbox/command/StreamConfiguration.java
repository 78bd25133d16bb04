package io.ipcbox.command;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Lines from standard input as they are: a pipe, a file, a terminal that cannot draw. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnStream.class)
class StreamConfiguration {
    @Bean
    LinePrinter linePrinter() {
        return StreamPrinter.standard();
    }

    @Bean
    LineSource lineSource(ObjectProvider<ShellSettings> settings) {
        int maxLineBytes = settings.getIfAvailable(() -> ShellSettings.DEFAULT).maxLineBytes();
        return new StreamLines(StandardInput.open(), maxLineBytes, !OnTerminal.isTyped());
    }
}
