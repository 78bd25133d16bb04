package io.ipcbox.process;

import io.ipcbox.supervise.ClientSpec;
import io.ipcbox.supervise.ClientSupervisor;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** A parent for {@link ParentBondIT}: starts two children, prints their output, and runs until the end of its input. */
final class SupervisingParent {
    private SupervisingParent() {}

    public static void main(String[] arguments) throws Exception {
        ProcessBuilder child = SameProgram.child(BondedChild.class.getName(), List.of());
        List<ClientSpec> clients = List.of(new ClientSpec("one", child), new ClientSpec("two", child));
        try (ClientSupervisor supervisor = ClientSupervisor.start(clients, reason -> System.exit(3))) {
            supervisor.open(
                    System.out::println,
                    System.err::println,
                    (client, pid) -> OptionalLong.of(1),
                    Duration.ofSeconds(30));
            while (System.in.read() >= 0) {
                // stays
            }
        }
        System.exit(0);
    }
}
