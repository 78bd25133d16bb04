package io.ipcbox.transport.fifo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.message.MalformedMessageException;
import io.ipcbox.message.Message;
import io.ipcbox.message.MessageCodec;
import io.ipcbox.transport.SubscriberListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Servers that come, write anything in any pieces and go, at a FIFO of any name. */
class FifoStreamFuzzTest {
    private static final int LONGEST_LINE = 60;

    @FuzzTest
    void eachServerIsToldWithItsLinesAndNoOthers(FuzzedDataProvider data) {
        checkName(data.consumeAsciiString(30));
        List<Object> told = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        FifoStream stream = new FifoStream(new Telling(told), LONGEST_LINE, () -> false);
        try {
            while (data.remainingBytes() > 0) {
                byte[] written = data.consumeBytes(data.consumeInt(0, 200));
                int piece = data.consumeInt(1, 100);
                feed(stream, written, piece);
                stream.endOfFile();
                expect(expected, new String(written, ISO_8859_1));
            }
        } catch (MalformedMessageException e) {
            // The client ends then; what it was told before is still right.
            if (told.size() > 2 * LONGEST_LINE * 100) {
                throw new AssertionError("more was told than can have been written");
            }
            return;
        }
        if (!told.equals(expected)) {
            throw new AssertionError(told + " instead of " + expected);
        }
    }

    private static void feed(FifoStream stream, byte[] written, int piece) {
        byte[] buffer = new byte[piece];
        for (int at = 0; at < written.length; at += piece) {
            int length = Math.min(piece, written.length - at);
            System.arraycopy(written, at, buffer, 0, length);
            stream.accept(buffer, length);
        }
    }

    /** A line without its end is not a line: its server died while writing it. */
    private static void expect(List<Object> expected, String written) {
        expected.add("connected");
        int start = 0;
        for (int end = written.indexOf('\n'); end >= 0; end = written.indexOf('\n', start)) {
            byte[] line = written.substring(start, end).getBytes(ISO_8859_1);
            expected.add(MessageCodec.decode(line, 0, line.length));
            start = end + 1;
        }
        expected.add("disconnected");
    }

    /** The name of a client's FIFO carries its process id, and no other name does. */
    private static void checkName(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            return;
        }
        Path path = Path.of("/run", name);
        long pid = FifoName.pid(path);
        boolean ofClient = FifoName.isOfClient(path);
        if (pid < 0 || (pid > 0 && !ofClient) || (ofClient && !name.contains("client-"))) {
            throw new AssertionError(name + " is of a client: " + ofClient + ", pid " + pid);
        }
        if (FifoName.isUnfinished(path) != (name.charAt(0) == '.')) {
            throw new AssertionError(name + " is not what it begins with");
        }
    }

    private record Telling(List<Object> told) implements SubscriberListener {
        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void message(Message message) {
            told.add(message);
        }

        @Override
        public void disconnected() {
            told.add("disconnected");
        }

        @Override
        public void failed(RuntimeException reason) {
            throw reason;
        }
    }
}
