package io.ipcbox.launch;

import io.ipcbox.client.StatisticClient;
import io.ipcbox.console.Console;
import io.ipcbox.console.StreamConsole;
import io.ipcbox.process.ExitCode;
import io.ipcbox.settings.Settings;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Subscriber;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;

/** The parts of a client, with the subscriber of its profile. */
@Configuration(proxyBeanMethods = false)
@Import(TransportConfiguration.class)
@Profile("!server")
public class ClientConfiguration {
    @Bean
    StatisticClient statisticClient(Subscriber subscriber, Settings settings, Console console) {
        return new StatisticClient(subscriber, settings.client().statistic()::report, console);
    }

    @Bean
    Console console() {
        Console console = StreamConsole.standard();
        // On a thread of its own: the shutdown waits for what this one holds.
        console.whenLost(() -> Thread.ofPlatform().start(() -> System.exit(ExitCode.FAILED)));
        return console;
    }

    @Bean
    ApplicationRunner clientRunner(StatisticClient client, Subscriber subscriber) {
        return arguments -> client.run(readyLine(subscriber.mechanism()));
    }

    /** Closes the client before the context stops the subscriber, so that the end of the connection is not reported. */
    @Bean
    ApplicationListener<ContextClosedEvent> clientCloser(StatisticClient client) {
        return event -> client.close();
    }

    /** A client is numbered by the place of its mechanism in the list. */
    private static String readyLine(Mechanism mechanism) {
        int place = 1 + Role.CLIENTS.stream().map(Role::mechanism).toList().indexOf(mechanism);
        return "Client" + place + " (" + mechanism + ") is ready";
    }
}
