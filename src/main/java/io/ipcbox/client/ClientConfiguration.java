package io.ipcbox.client;

import io.ipcbox.transport.tcp.TcpSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.integration.config.EnableIntegration;

/** The parts of a client. */
@Configuration(proxyBeanMethods = false)
@Profile({"client-socket", "client-pipe", "client-shm"})
@EnableIntegration
public class ClientConfiguration {
    @Bean
    ApplicationRunner clientRunner(TcpSettings tcp, ClientSettings settings, Environment environment) {
        return arguments -> {
            System.out.println("Client (" + environment.getActiveProfiles()[0] + ") is ready");
            Socket socket = null;
            while (socket == null) {
                try {
                    socket = new Socket(tcp.address(), tcp.port());
                } catch (IOException e) {
                    LockSupport.parkNanos(20_000_000);
                }
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(settings.statistic() + " "
                        + Arrays.stream(line.split(" "))
                                .mapToLong(Long::parseLong)
                                .sum());
            }
        };
    }
}
