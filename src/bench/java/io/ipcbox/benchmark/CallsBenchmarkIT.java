package io.ipcbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.CProgram;
import io.ipcbox.support.NoLeftovers;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** That what the benchmark measures works; how fast it is, {@code scripts/bench-calls} says. */
@ExtendWith(NoLeftovers.class)
class CallsBenchmarkIT {
    private static final Path SOURCE = Path.of("src/bench/c/calls.c");

    @TempDir
    Path directory;

    static Stream<Method> benchmarks() {
        return Stream.of(CallsBenchmark.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class));
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void everyPairDoesWhatItSays(Method benchmark) throws Exception {
        Class<?> kind = benchmark.getParameterTypes()[0];
        Object state = kind.getConstructor().newInstance();
        for (Method method : kind.getMethods()) {
            if (method.isAnnotationPresent(Setup.class)) {
                method.invoke(state);
            }
        }
        try {
            benchmark.invoke(new CallsBenchmark(), state);
        } finally {
            for (Method method : kind.getMethods()) {
                if (method.isAnnotationPresent(TearDown.class)) {
                    method.invoke(state);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posixQueue32",
                "posixQueue8192",
                "posixSemaphore",
                "posixSemaphoreWait",
                "sysvQueue32",
                "sysvSemaphore",
                "fifo32"
            })
    void everyOperationInCSaysHowLongAPairTook(String operation) throws IOException {
        CProgram calls = CProgram.compile(directory, Files.readString(SOURCE));
        for (String threads : Arrays.asList("1", "2")) {
            assertThat(calls.run(operation, "10", "3", threads))
                    .hasSize(3)
                    .allSatisfy(nanos -> assertThat(Double.parseDouble(nanos)).isPositive());
        }
    }
}
