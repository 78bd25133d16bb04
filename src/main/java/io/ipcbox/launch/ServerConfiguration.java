package io.ipcbox.launch;

import io.ipcbox.command.CommandTree;
import io.ipcbox.command.ShellLoop.ReadyGate;
import io.ipcbox.command.ShellSettings;
import io.ipcbox.command.broadcast.BroadcastConfiguration;
import io.ipcbox.command.broadcast.Session;
import io.ipcbox.console.Console;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.process.FailureText;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.server.Fanout;
import io.ipcbox.server.ServerLifecycle;
import io.ipcbox.settings.Settings;
import io.ipcbox.statistic.Statistic;
import io.ipcbox.supervise.ClientSupervisor;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Publisher;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.integration.channel.PublishSubscribeChannel;

/** The parts of a server: a channel, and a publisher for each mechanism behind it. */
@Configuration(proxyBeanMethods = false)
@Profile("server")
@Import({TransportConfiguration.class, BroadcastConfiguration.class})
public class ServerConfiguration {
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    @Bean
    CommandTree commandTree(ObjectProvider<Session> session) {
        return Words.tree(session::getObject);
    }

    /** Every line passes through this channel once, alone or in a batch. */
    @Bean
    PublishSubscribeChannel broadcast(List<Publisher> publishers) {
        var channel = new PublishSubscribeChannel();
        // One subscriber for all transports: with several, an exception of one would keep the line from the rest.
        Fanout fanout = new Fanout(publishers);
        channel.subscribe(message -> fanout.publish((EncodedLines) message.getPayload()));
        return channel;
    }

    @Bean
    BroadcastServer broadcastServer(PublishSubscribeChannel broadcast, List<Publisher> publishers, Settings settings) {
        return new BroadcastServer(broadcast, publishers, settings.server().awaitClients());
    }

    @Bean
    ServerLifecycle serverLifecycle(
            Settings settings,
            ChannelDirectory directory,
            BroadcastServer server,
            List<Publisher> publishers,
            Console console) {
        return new ServerLifecycle(
                settings.channel(),
                directory,
                server,
                publishers,
                trouble -> console.error(FailureText.of(trouble)),
                settings.drainTimeout());
    }

    @Bean
    LineUp lineUp(ConfigurableEnvironment environment, ObjectProvider<ClientSupervisor> supervisor) {
        return supervisor.getIfAvailable() == null ? LineUp.EACH_ITS_OWN : LineUp.of(environment);
    }

    @Bean
    ShellSettings shellSettings(Settings settings, LineUp lineUp) {
        return new ShellSettings(
                settings.longestLine(),
                lineUp.isAlike() ? describe(settings.client().statistic()) : ShellSettings.LINE_UP);
    }

    /** With {@code up}, the clients report that they are ready before the server does. */
    @Bean
    ReadyGate clientsReady(
            ObjectProvider<ClientSupervisor> supervisor, LineUp lineUp, BroadcastServer server, Console console) {
        return () -> {
            ClientSupervisor clients = supervisor.getIfAvailable();
            if (clients != null) {
                if (lineUp.isAlike()) {
                    clients.nameResults();
                }
                clients.open(
                        console::line,
                        console::error,
                        (client, pid) -> server.firstLine(mechanismOf(client), pid),
                        LONGEST_START);
            }
        };
    }

    private static Mechanism mechanismOf(String client) {
        return Role.of(client).orElseThrow().mechanism();
    }

    private static String describe(Statistic statistic) {
        return switch (statistic) {
            case VALUES -> "each";
            case MIN -> "the minimum";
            case MAX -> "the maximum";
            case ALL -> "the count, minimum, maximum, sum, mean, median, and mode";
            case MEAN, MEDIAN, MODE, COUNT, SUM -> "the " + statistic;
        };
    }
}
