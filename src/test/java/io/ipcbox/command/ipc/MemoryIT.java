package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.UniqueNames;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory that another program shortens while a command has it mapped. */
@ExtendWith(NoLeftovers.class)
class MemoryIT {
    private static final int BYTES = 1 << 16;
    private static final byte[] PAGE = new byte[4096];

    /** Enough calls for the compiler to inline everything that an access calls. */
    private static final int UNTIL_COMPILED = 20_000;

    private static final int SHORTENED = 2_000;

    static Stream<Arguments> uses() {
        return Stream.of(
                use("read", memory -> memory.read(0, PAGE.length, bytes -> {})),
                use("text", Memory::text),
                use("write", memory -> memory.write(0, PAGE)),
                use("replace", memory -> memory.replace(PAGE)));
    }

    private static Arguments use(String name, Consumer<Memory> use) {
        return arguments(name, use);
    }

    /** Compiled code throws the JVM's error late, at an unexpected place. */
    @ParameterizedTest
    @MethodSource("uses")
    void whatIsGoneIsAnErrorHoweverHotTheCode(String name, Consumer<Memory> use) {
        try (PosixSharedMemory shared = PosixSharedMemory.create(UniqueNames.next(), Permissions.OWNER_ONLY, BYTES)) {
            shared.unlink();
            try (Memory memory = new Memory("the memory", shared::map)) {
                for (int i = 0; i < UNTIL_COMPILED; i++) {
                    use.accept(memory);
                }
            }
            for (int i = 0; i < SHORTENED; i++) {
                shared.resize(BYTES);
                try (Memory memory = new Memory("the memory", shared::map)) {
                    shared.resize(0);
                    Refusal.of(Errno.EFAULT, () -> use.accept(memory))
                            .hasMessageContaining("the memory")
                            .hasMessageContaining("another process has made it shorter");
                }
            }
            assertThat(shared.sizeBytes()).isZero();
        }
    }
}
