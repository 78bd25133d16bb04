package io.ipcbox.command.lab;

import io.ipcbox.lab.Program;
import io.ipcbox.process.SameProgram;
import java.util.ArrayList;
import java.util.List;

/** Starts this program once more as a process of the lab, with everything that makes it start fast. Immutable. */
public record ThisProgram() implements Program {
    @Override
    public List<String> command(List<String> words) {
        List<String> properties = new ArrayList<>();
        properties.add("-D" + SameProgram.PARENT_PROPERTY + "="
                + ProcessHandle.current().pid());
        String options = System.getProperty(SameProgram.OPTIONS_FILE_PROPERTY);
        if (options != null) {
            // It may start others itself.
            properties.add("-D" + SameProgram.OPTIONS_FILE_PROPERTY + "=" + options);
        }
        return SameProgram.command(properties, words);
    }
}
