package io.ipcbox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("send", "clients", "help", "history", "exit", "quit");

    @ParameterizedTest
    @CsvSource({"clinets,clients", "client,clients", "cliens,clients", "hlep,help", "histroy,history", "exti,exit"})
    void mistypedNameIsFound(String typed, String meant) {
        assertThat(NearestName.of(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "frobnicate", "posix", "ls"})
    void nothingIsSuggestedForWhatResemblesNoName(String typed) {
        assertThat(NearestName.of(typed, NAMES)).isEmpty();
    }

    @Test
    void wordOfAMillionLettersIsNotCompared() {
        assertThat(NearestName.of("c".repeat(1_000_000), NAMES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"esrver,server", "SERVER,server", "client-smh,client-shm", "u,up", "port,ipcbox.tcp.port"})
    void namesOfRolesAndSettingsAreFoundToo(String typed, String meant) {
        assertThat(NearestName.of(typed, List.of("server", "client-pipe", "client-shm", "ipcbox.tcp.port", "up")))
                .contains(meant);
    }

    @Test
    void endOfTwoNamesNamesNeither() {
        assertThat(NearestName.of("port", List.of("ipcbox.tcp.port", "ipcbox.other.port")))
                .isEmpty();
    }
}
