package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Queues.Queue;
import io.ipcbox.console.Console;
import io.ipcbox.console.StandardInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Parameters;

/** The data to send or write: the text of the command line, or the bytes of standard input. */
final class Data {
    private static final String STANDARD_INPUT = "-";

    /** One byte less than the longest array: reading takes one byte more, to notice input that is too long. */
    private static final int LONGEST_MESSAGE = Integer.MAX_VALUE - 9;

    @Parameters(paramLabel = "DATA", description = "the text, or - for the bytes of standard input")
    String text = "";

    /** @throws io.ipcbox.ipc.IpcException EMSGSIZE if standard input is longer than the queue's largest message */
    byte[] message(Queue queue, Console console) {
        return text.equals(STANDARD_INPUT)
                ? console.input((int) Math.min(LONGEST_MESSAGE, queue.longestMessageBytes()))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes data of any length, and returns the offset behind it. */
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
