package io.ipcbox.command;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.server.BroadcastServer;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;

/** A broadcast server whose only transport remembers. */
@Configuration(proxyBeanMethods = false)
public class RecordingServer {
    @Bean
    RecordingPublisher publisher() {
        return new RecordingPublisher();
    }

    @Bean
    BroadcastServer broadcastServer(RecordingPublisher publisher) {
        return serverOf(publisher);
    }

    public static BroadcastServer serverOf(RecordingPublisher publisher) {
        DirectChannel lines = new DirectChannel();
        lines.subscribe(message -> publisher.publish((EncodedLines) message.getPayload()));
        return new BroadcastServer(lines, List.of(publisher), 0);
    }
}
