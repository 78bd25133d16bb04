package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import java.util.List;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Makes the commands known to the shell of a context that has a {@link Console}. */
public final class IpcCommandRegistrar implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        for (String family : CommandModel.FAMILIES) {
            String adjective = family.equals(CommandModel.POSIX) ? "a POSIX" : "a System V";
            register(registry, List.of(family), adjective.substring(2) + " message queues, shared memory, semaphores");
            register(registry, List.of(family, "msq"), "send and receive through " + adjective + " message queue");
            register(registry, List.of(family, "shm"), "write and read " + adjective.substring(2) + " shared memory");
            register(registry, List.of(family, "sem"), "take and give units of " + adjective + " semaphore");
        }
    }

    private static void register(BeanRegistry registry, List<String> name, String description) {
        registry.registerBean(
                String.join("-", name) + "-command",
                IpcCommand.class,
                bean -> bean.supplier(context -> new IpcCommand(name, description, context.bean(Console.class))));
    }
}
