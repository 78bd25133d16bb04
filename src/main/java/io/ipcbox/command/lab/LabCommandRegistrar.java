package io.ipcbox.command.lab;

import io.ipcbox.console.CtrlC;
import io.ipcbox.console.LinePrinter;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Makes the commands known to the shell of a context that has a {@link LinePrinter} and a {@link CtrlC}. */
public final class LabCommandRegistrar implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        for (String word : LabModel.WORDS) {
            registry.registerBean(
                    word + "-command",
                    LabShellCommand.class,
                    bean -> bean.supplier(context ->
                            new LabShellCommand(word, context.bean(LinePrinter.class), context.bean(CtrlC.class))));
        }
    }
}
