package io.ipcbox.console;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** True if somebody types at a terminal that can draw a prompt, and sees what is printed. */
public final class OnTerminal implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        @Nullable String type = System.getenv("TERM");
        return isTyped() && type != null && !type.isEmpty() && !type.equals("dumb");
    }

    /** True if standard input and standard output are both a terminal. */
    public static boolean isTyped() {
        return StandardTerminal.INPUT.isTerminal() && StandardTerminal.OUTPUT.isTerminal();
    }
}
