package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Queues.Queue;
import io.ipcbox.console.Console;
import io.ipcbox.console.StandardInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Parameters;

/** What is sent or written: the text of the command line, or the bytes of standard input. */
final class Data {
    private static final String STANDARD_INPUT = "-";

    /** No array is longer, and one byte more is read than a message may have. */
    private static final int LONGEST_MESSAGE = Integer.MAX_VALUE - 9;

    @Parameters(paramLabel = "DATA", description = "the text, or - for the bytes of standard input")
    String text = "";

    /**
     * All of it, for one message.
     *
     * @throws io.ipcbox.ipc.IpcException EMSGSIZE if standard input has more than the queue takes
     */
    byte[] message(Queue queue, Console console) {
        return text.equals(STANDARD_INPUT)
                ? console.input((int) Math.min(LONGEST_MESSAGE, queue.longestMessageBytes()))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes it to memory, however much it is.
     *
     * @return the offset behind it
     */
    long writeTo(Memory memory, long offset, Console console) {
        if (!text.equals(STANDARD_INPUT)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            memory.write(offset, bytes);
            return offset + bytes.length;
        }
        try {
            return memory.write(offset, console.input());
        } catch (IOException e) {
            throw StandardInput.failure(e);
        }
    }
}
