package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ipcbox.command.Typed;
import io.ipcbox.console.RecordingConsole;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.support.NoLeftovers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/** Runs the commands that errors recommend, on the command line and at the prompt. */
@ExtendWith(NoLeftovers.class)
class AdviceIT {
    private static final int MOST_STEPS = 3;
    private static final Pattern COMMAND = Pattern.compile("(?:first|it|message|unit): (ipcbox )?((?:posix|sysv) .*)");

    static Stream<Arguments> failures() {
        return Stream.of(Family.values())
                .flatMap(family -> Stream.of("ipcbox ", "")
                        .flatMap(program -> Stream.of(
                                        "msq send x",
                                        "msq receive --nonblock",
                                        "msq receive --timeout=1ms",
                                        "msq stat",
                                        "msq create ; msq create -x",
                                        "msq create; " + filling(family) + "; msq send --nonblock x",
                                        "msq create; " + filling(family) + "; msq -c 1 --timeout=1ms",
                                        "shm write x",
                                        "shm read",
                                        "shm stat",
                                        "shm create; shm create --exclusive",
                                        "sem post",
                                        "sem value",
                                        "sem stat",
                                        "sem wait",
                                        "sem create; sem create -x",
                                        "sem create -c 0; sem",
                                        "sem create -c 0; sem wait --nonblock",
                                        "sem create -c 0; sem wait --timeout=1ms")
                                .map(commands -> new Arguments(family, program, List.of(commands.split("[; ]*; *"))))));
    }

    private static String filling(Family family) {
        return family == Family.POSIX ? "msq send x;".repeat(10) : ("msq send " + "x".repeat(8192) + ";").repeat(2);
    }

    record Arguments(Family family, String program, List<String> commands) {}

    @ParameterizedTest
    @MethodSource("failures")
    void followingTheAdviceSucceeds(Arguments given) {
        String object = given.family.fresh();
        given.commands
                .subList(0, given.commands.size() - 1)
                .forEach(command -> run(given.program, words(given.family, command, object)));
        List<String> wanted = words(given.family, given.commands.getLast(), object);

        IpcException failure = catchThrowableOfType(IpcException.class, () -> run(given.program, wanted));
        assertThat(failure).isNotNull();
        for (int step = 0; step < MOST_STEPS && failure != null; step++) {
            run(given.program, advised(failure, given.program));
            failure = catchThrowableOfType(IpcException.class, () -> run(given.program, wanted));
        }

        assertThat(failure).isNull();
        run(given.program, words(given.family, given.commands.getLast().substring(0, 3) + " clean", object));
    }

    private static List<String> advised(IpcException failure, String program) {
        Matcher matcher = COMMAND.matcher(String.valueOf(failure.getMessage()));
        assertThat(matcher.find()).as(failure.getMessage()).isTrue();
        assertThat(matcher.group(1)).as(failure.getMessage()).isEqualTo(program.isEmpty() ? null : program);
        return List.of(matcher.group(2).split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "POSIX, msq clean", "POSIX, msq --clean", "POSIX, shm clean", "POSIX, shm --clean", "POSIX, sem clean",
        "POSIX, sem --clean", "SYSV, msq clean", "SYSV, msq --clean", "SYSV, shm clean", "SYSV, shm --clean",
        "SYSV, sem clean", "SYSV, sem --clean"
    })
    void nothingHelpsToRemoveWhatIsNotThere(Family family, String command) {
        assertThatThrownBy(() -> run("ipcbox ", words(family, command, family.fresh())))
                .isInstanceOf(IpcException.class)
                .hasMessageStartingWith("cannot remove ")
                .hasMessageEndingWith(": ENOENT (No such file or directory)");
    }

    @ParameterizedTest
    @CsvSource({"shm, /dev/shm/", "sem, /dev/shm/sem."})
    void refusedAccessShowsWhereToLook(String noun, String place) {
        String object = Family.POSIX.fresh();
        IpcException refused = new IpcException("open", "it", Errno.EACCES);
        ParseResult typed = parsed("posix", noun, "stat", "-n", object);
        assertThat(Advice.on(refused, typed)).as("nothing is there").isSameAs(refused);
        run("", words(Family.POSIX, noun + " create", object));
        assertThat(Advice.on(refused, typed))
                .hasMessageEndingWith("; check its owner and mode: ls -l " + place + object.substring(1));
        run("", words(Family.POSIX, noun + " clean", object));
    }

    @Test
    void removedMeanwhileIsCreatedAgain() {
        assertThat(Advice.on(
                        new IpcException("receive from", "it", Errno.EIDRM, "it has been removed; create it again"),
                        parsed("sysv", "msq", "receive", "-k", "0x7")))
                .hasMessageEndingWith("; it has been removed; create it again: sysv msq create -k 0x7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"/a b | '/a b'", "/it's | '/it'\\''s'", "/a$b | '/a$b'"})
    void nameIsQuotedAsAShellNeedsIt(String name, String quoted) {
        IpcException missing = new IpcException("open", "it", Errno.ENOENT);
        assertThat(Advice.on(missing, parsed("posix", "shm", "-n", name, "read")))
                .hasMessageEndingWith("; create it first: posix shm create -n " + quoted);
    }

    private static ParseResult parsed(String... words) {
        return Typed.parse(List.of(words)).subcommand().subcommand();
    }

    private static List<String> words(Family family, String command, String object) {
        List<String> words = new ArrayList<>(List.of(family.word()));
        words.addAll(Arrays.asList(command.split(" ")));
        words.addAll(List.of(family == Family.POSIX ? "-n" : "-k", object));
        return words;
    }

    private static void run(String program, List<String> words) {
        Typed.TREE.run(words, RecordingConsole.inFrontOfCommands(program));
    }
}
