package io.ipcbox.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The processes of one program, in the order of their columns, and what each of them does. Immutable.
 *
 * @param program the name by which a child finds its cast
 */
record Cast(String program, SequencedMap<String, Consumer<ThisProcess>> roles) {
    static Cast of(String program) {
        return new Cast(program, new LinkedHashMap<>());
    }

    Cast with(String name, Consumer<ThisProcess> role) {
        SequencedMap<String, Consumer<ThisProcess>> more = new LinkedHashMap<>(roles);
        more.put(name, role);
        return new Cast(program, more);
    }

    List<String> names() {
        return List.copyOf(roles.keySet());
    }

    void play(ThisProcess self) {
        Objects.requireNonNull(roles.get(self.name()), self.name()).accept(self);
    }
}
