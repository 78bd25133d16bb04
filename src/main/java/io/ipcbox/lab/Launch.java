package io.ipcbox.lab;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ipc.pipe.PipeEnd;
import io.ipcbox.process.SameProgram;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** One process that is to be started: its name, its arguments, and its standard streams. For one thread. */
final class Launch {
    private final String name;
    private final ProcessBuilder builder;

    /** @param transcript where it writes its frames */
    Launch(Run run, Redirect transcript, String name, List<String> arguments) {
        this.name = name;
        List<String> words = new ArrayList<>(List.of(LabChild.WORD));
        words.addAll(run.words());
        words.add(name);
        words.addAll(arguments);
        builder = SameProgram.child(words).redirectOutput(Redirect.DISCARD).redirectError(transcript);
    }

    String name() {
        return name;
    }

    /** Gives it the end of a pipe as its standard input; the caller closes its own. */
    Launch readingFrom(PipeEnd end) {
        builder.redirectInput(end.file());
        return this;
    }

    /** Gives it the end of a pipe as its standard output; the caller closes its own. */
    Launch writingTo(PipeEnd end) {
        builder.redirectOutput(Redirect.appendTo(end.file()));
        return this;
    }

    Process start() {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IpcException("start", "process \"" + name + "\"", e);
        }
    }

    /** Starts it with numbers on its standard input: in a file without a name, so that no thread has to write them. */
    Process startWith(long[] numbers) {
        try (Memfd file = Memfd.create("ipcbox-lab-data", (long) numbers.length * Long.BYTES);
                Arena arena = Arena.ofConfined()) {
            if (numbers.length > 0) {
                MemorySegment.copy(numbers, 0, file.map(arena), ValueLayout.JAVA_LONG, 0, numbers.length);
            }
            builder.redirectInput(file.path().toFile());
            return start();
        }
    }
}
