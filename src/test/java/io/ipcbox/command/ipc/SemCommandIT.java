package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code posix sem} and {@code sysv sem}, with Python at either end. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SemCommandIT {
    @ParameterizedTest
    @EnumSource
    void serverShowsEveryChangeUntilCtrlC(Family family) {
        String semaphore = family.fresh();
        try (RunningProgram server = family.start(semaphore, "sem", "-s")) {
            assertThat(server.line()).isEqualTo("start semaphore server: " + semaphore + " size: 2");
            assertValue(server, 2);
            family.python("wait", semaphore);
            assertValue(server, 1);
            family.python("post", semaphore);
            assertValue(server, 2);
            assertThat(family.run(semaphore, "sem")).containsExactly("semaphore[" + semaphore + "]: 2 -> 1");
            assertValue(server, 1);
            Family.cancel(server, "end semaphore server: " + semaphore);
        }
        // The server held no unit while it ran, and gives none back.
        assertThat(family.python("value", semaphore)).containsExactly("1");
        assertThat(family.run(semaphore, "sem", "--clean"))
                .singleElement()
                .asString()
                .matches(MsqCommandIT.removed(family, semaphore, "semid"));
    }

    private static void assertValue(RunningProgram server, int value) {
        assertThat(server.line()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{6} semaphore: " + value);
    }

    @Test
    void systemVServerNoticesAPostAndWaitInOneInstant() {
        String semaphore = Family.SYSV.fresh();
        try (RunningProgram server = Family.SYSV.start(semaphore, "sem", "-s")) {
            server.line();
            assertValue(server, 2);
            Family.SYSV.python("post-wait", semaphore);
            String line = server.line();
            assertThat(line.endsWith(": 3") ? server.line() : line).endsWith(" semaphore: 2");
        }
        Family.SYSV.run(semaphore, "sem", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void clientTakesAndGivesUntilItIsBusy(Family family) {
        String semaphore = family.fresh();
        family.python("create_semaphore", semaphore, "1");
        assertThat(family.run(semaphore, "sem")).containsExactly("semaphore[" + semaphore + "]: 1 -> 0");
        RunningProgram busy = family.start(semaphore, "sem");
        assertThat(busy.exitCode()).isEqualTo(1);
        assertThat(busy.errors())
                .startsWith("ipcbox: cannot wait for semaphore")
                .contains("EAGAIN", "it is busy");
        assertThat(family.run(semaphore, "sem", "-r")).containsExactly("semaphore[" + semaphore + "]: 0 -> 1");
        assertThat(family.run(semaphore, "sem", "--release")).containsExactly("semaphore[" + semaphore + "]: 1 -> 2");
        assertThat(family.python("value", semaphore)).containsExactly("2");
        family.run(semaphore, "sem", "clean");
    }

    @ParameterizedTest
    @CsvSource({"sem, 2 -> 1", "sem -c 5, 5 -> 4", "sem -r, 2 -> 3", "sem -rc0, 0 -> 1"})
    void posixClientCreatesWhatIsNotThere(String words, String change) {
        String semaphore = Family.POSIX.fresh();
        assertThat(Family.POSIX.run(semaphore, words.split(" ")))
                .containsExactly("semaphore[" + semaphore + "]: " + change);
        assertThat(Family.POSIX.python("value", semaphore)).containsExactly(change.substring("2 -> ".length()));
        Family.POSIX.run(semaphore, "sem", "clean");
    }

    @Test
    void systemVClientAsksForTheServer() {
        String semaphore = Family.SYSV.fresh();
        for (String form : List.of("sem", "sem -r", "sem -c 3")) {
            RunningProgram early = Family.SYSV.start(semaphore, form.split(" "));
            assertThat(early.exitCode()).isEqualTo(1);
            assertThat(early.errors()).endsWith("; start its server first: ipcbox sysv sem -s -k " + semaphore);
        }
    }

    @ParameterizedTest
    @EnumSource
    void secondServerLeavesALiveSemaphoreAlone(Family family) {
        String semaphore = family.fresh();
        family.run(semaphore, "sem", "create", "-c5");
        family.run(semaphore, "sem", "wait");
        try (RunningProgram server = family.start(semaphore, "sem", "-s", "-c", "9")) {
            assertThat(server.line()).isEqualTo("start semaphore server: " + semaphore + " size: 4");
            assertValue(server, 4);
            server.signal("KILL");
            server.exitCode();
        }
        assertThat(family.run(semaphore, "sem", "value")).containsExactly("4");
        family.run(semaphore, "sem", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void waitSleepsUntilPythonPosts(Family family) {
        String semaphore = family.fresh();
        family.run(semaphore, "sem", "create", "--count=0");
        RunningProgram late = family.start(semaphore, "sem", "wait", "--timeout=0.1");
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.errors()).contains("ETIMEDOUT");
        try (RunningProgram waiting = family.start(semaphore, "sem", "wait")) {
            family.python("post", semaphore);
            waiting.succeeds();
        }
        family.run(semaphore, "sem", "post");
        assertThat(family.run(semaphore, "sem", "value", "--json")).containsExactly("{\"value\":1}");
        family.run(semaphore, "sem", "clean");
    }
}
