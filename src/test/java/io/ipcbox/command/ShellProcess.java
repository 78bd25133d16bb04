package io.ipcbox.command;

import io.ipcbox.command.broadcast.BroadcastConfiguration;
import io.ipcbox.command.broadcast.BroadcastWords;
import io.ipcbox.command.broadcast.Session;
import io.ipcbox.console.Console;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.server.BroadcastServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.integration.channel.DirectChannel;

/** A program that is nothing but a shell: it prints how many bytes each line takes on its way to a client. */
@Configuration(proxyBeanMethods = false)
@Import(BroadcastConfiguration.class)
public class ShellProcess {
    @Bean
    BroadcastServer broadcastServer(Console console) {
        DirectChannel lines = new DirectChannel();
        lines.subscribe(message -> print((EncodedLines) message.getPayload(), console));
        return new BroadcastServer(lines, List.of(), 0);
    }

    @Bean
    CommandTree commandTree(ObjectProvider<Session> session) {
        return new CommandTree(BroadcastWords.of(session::getObject));
    }

    private static void print(EncodedLines lines, Console console) {
        for (int line = 0; line < lines.count(); line++) {
            console.line(describe(Arrays.copyOfRange(lines.bytes(), lines.start(line), lines.end(line))));
        }
    }

    private static String describe(byte[] frame) {
        return frame.length <= 100
                ? "sent " + new String(frame, StandardCharsets.US_ASCII).strip()
                : "sent " + frame.length + " bytes";
    }

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(ShellProcess.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setWebApplicationType(WebApplicationType.NONE);
        ConfigurableApplicationContext context = application.run(args);
        System.exit(SpringApplication.exit(context));
    }
}
