package io.ipcbox.lab;

import java.util.List;

/** How this program is started once more, as a child that ends when this process does. */
@FunctionalInterface
public interface Program {
    /** The command of a child that hands these words to {@link LabChild}. */
    List<String> command(List<String> words);
}
