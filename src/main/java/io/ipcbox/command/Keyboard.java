package io.ipcbox.command;

import io.ipcbox.console.StandardTerminal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/** Chooses how lines come: typed at a prompt that the terminal can draw, or as a stream. */
final class Keyboard implements ImportSelector {
    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        @Nullable String type = System.getenv("TERM");
        boolean draws = StandardTerminal.isTyped() && type != null && !type.isEmpty() && !type.equals("dumb");
        return new String[] {(draws ? PromptConfiguration.class : StreamConfiguration.class).getName()};
    }
}
