package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Semaphores.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.CProgram;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.PythonProgram;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Semaphores shared with programs in C and Python, each end in each role. */
@ExtendWith(NoLeftovers.class)
class PosixSemaphorePeersIT {
    private static final String C_PEER = """
            #include <fcntl.h>
            #include <semaphore.h>
            #include <stdio.h>
            #include <string.h>
            int main(int n, char **arguments) {
                sem_t *semaphore = strcmp(arguments[2], "create") == 0
                    ? sem_open(arguments[1], O_CREAT | O_EXCL, 0600, 2)
                    : sem_open(arguments[1], 0);
                if (semaphore == SEM_FAILED) { perror("sem_open"); return 1; }
                for (int i = 2; i < n; i++) {
                    int value;
                    if (strcmp(arguments[i], "post") == 0 && sem_post(semaphore) != 0) { perror("sem_post"); return 1; }
                    if (strcmp(arguments[i], "wait") == 0) {
                        puts("waiting");
                        fflush(stdout);
                        if (sem_wait(semaphore) != 0) { perror("sem_wait"); return 1; }
                    }
                    sem_getvalue(semaphore, &value);
                    printf("%s %d\\n", arguments[i], value);
                }
                return 0;
            }
            """;

    private static final PythonProgram PYTHON = new PythonProgram("""
            libc.sem_open.restype = c_void_p
            semaphore = c_void_p(libc.sem_open(sys.argv[1].encode(), 0))
            assert semaphore.value, ctypes.get_errno()
            value = c_int()
            check(libc.sem_getvalue(semaphore, byref(value)))
            say('value', value.value)
            check(libc.sem_wait(semaphore))
            say('taken')
            check(libc.sem_post(semaphore))
            check(libc.sem_post(semaphore))
            """);

    @TempDir
    Path directory;

    @Test
    void seesWhatCDoesAndTheReverse() {
        try (Semaphores s = Semaphores.ofValue(1)) {
            assertThat(CProgram.compile(directory, C_PEER).run(s.semaphore.name(), "value", "post", "wait", "wait"))
                    .containsExactly("value 1", "post 2", "waiting", "wait 1", "waiting", "wait 0");
            assertThat(s.semaphore.value()).isZero();
        }
    }

    @Test
    void wakesAThreadThatSleepsInC() {
        try (Semaphores s = Semaphores.ofValue(0);
                RunningProgram peer = CProgram.compile(directory, C_PEER).start(s.semaphore.name(), "wait")) {
            assertThat(peer.line()).isEqualTo("waiting");
            s.semaphore.post();
            assertThat(peer.line()).isEqualTo("wait 0");
            peer.succeeds();
        }
    }

    @Test
    void isWokenByC() {
        CProgram peer = CProgram.compile(directory, C_PEER);
        try (Semaphores s = Semaphores.ofValue(0);
                RunningProgram running = peer.start(s.semaphore.name(), "post")) {
            assertThat(s.semaphore.waitFor(LONG)).isTrue();
            running.succeeds();
        }
    }

    @Test
    void opensWhatCCreated() {
        String name = UniqueNames.next();
        CProgram.compile(directory, C_PEER).run(name, "create");
        try (PosixSemaphore semaphore = PosixSemaphore.open(name)) {
            semaphore.unlink();
            assertThat(semaphore.value()).isEqualTo(2);
        }
    }

    @Test
    void givesAndTakesWithPython() {
        try (Semaphores s = Semaphores.ofValue(0);
                RunningProgram python = PYTHON.start(s.semaphore.name())) {
            assertThat(python.line()).isEqualTo("value 0");
            s.semaphore.post();
            assertThat(python.line()).isEqualTo("taken");
            assertThat(s.semaphore.waitFor(LONG)).isTrue();
            assertThat(s.semaphore.waitFor(LONG)).isTrue();
            python.succeeds();
        }
    }
}
