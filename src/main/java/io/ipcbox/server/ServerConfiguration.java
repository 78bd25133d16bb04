package io.ipcbox.server;

import io.ipcbox.transport.tcp.TcpSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.integration.config.EnableIntegration;

/** The parts of a server. */
@Configuration(proxyBeanMethods = false)
@Profile("server")
@EnableIntegration
public class ServerConfiguration {
    @Bean
    ApplicationRunner serverRunner(TcpSettings tcp, ServerSettings settings, ObjectProvider<ClientSupervisor> clients) {
        return arguments -> {
            CopyOnWriteArrayList<Socket> sockets = new CopyOnWriteArrayList<>();
            ServerSocket listening = new ServerSocket(tcp.port(), 50, InetAddress.getByName(tcp.address()));
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        sockets.add(listening.accept());
                    }
                } catch (java.io.IOException e) {
                    // closed
                }
            });
            ClientSupervisor supervisor = clients.getIfAvailable();
            if (supervisor != null) {
                supervisor.open(System.out::println, System.err::println, Duration.ofSeconds(30));
            }
            System.out.println("Server is ready. You can type integers and then press [ENTER].");
            System.out.println("Clients will show the mean, median, and mode of the input values:");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                while (sockets.size() < settings.awaitClients()) {
                    Thread.onSpinWait();
                }
                for (Socket socket : sockets) {
                    OutputStream out = socket.getOutputStream();
                    out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        };
    }
}
