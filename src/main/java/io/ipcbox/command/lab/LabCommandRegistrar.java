package io.ipcbox.command.lab;

import io.ipcbox.console.Console;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Makes the commands known to the shell of a context that has a {@link Console}. */
public final class LabCommandRegistrar implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        for (String word : LabModel.WORDS) {
            registry.registerBean(
                    word + "-command",
                    LabShellCommand.class,
                    bean -> bean.supplier(context -> new LabShellCommand(word, context.bean(Console.class))));
        }
    }
}
