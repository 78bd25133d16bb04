package io.ipcbox.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("server", "client-pipe", "client-shm", "ipcbox.tcp.port", "up");

    @ParameterizedTest
    @CsvSource({
        "sever, server",
        "serverr, server",
        "sarver, server",
        "esrver, server",
        "SERVER, server",
        "client-pip, client-pipe",
        "client-smh, client-shm",
        "u, up",
        "port, ipcbox.tcp.port"
    })
    void typingMistakesAreForgiven(String word, String meant) {
        assertThat(NearestName.of(word, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"banana", "''", "7", "clientele", "x.port"})
    void nothingIsGuessedFromFarAway(String word) {
        assertThat(NearestName.of(word, NAMES)).isEmpty();
    }

    @Test
    void endOfTwoNamesNamesNeither() {
        assertThat(NearestName.of("port", List.of("ipcbox.tcp.port", "ipcbox.other.port")))
                .isEmpty();
    }

    @Test
    void longestWordIsAnsweredAtOnce() {
        assertThat(NearestName.of("x".repeat(10_000_000), NAMES)).isEmpty();
        assertThat(NearestName.of("server", List.of())).isEmpty();
    }
}
