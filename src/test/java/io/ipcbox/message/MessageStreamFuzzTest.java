package io.ipcbox.message;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any stream means the same in pieces of any size, and its canonical form means the same too. */
class MessageStreamFuzzTest {
    private static final int PIECE_BYTES = 24;
    private static final int LONGEST_LINE = 100;

    @FuzzTest
    void aStreamMeansTheSameInWhateverPieces(FuzzedDataProvider data) {
        int[] pieces = new int[data.consumeInt(1, 6)];
        Arrays.setAll(pieces, i -> data.consumeInt(0, 60));
        byte[] stream = data.consumeRemainingAsBytes();

        List<Object> whole = read(stream, new int[] {stream.length});

        requireSame(whole, read(stream, pieces));
        for (Object message : whole) {
            if (message instanceof Message read) {
                byte[] canonical = MessageCodec.encode(read);
                requireSame(read, MessageCodec.decode(canonical, 0, canonical.length - 1));
            }
        }
        requireSame(whole, lineByLine(stream, whole));
    }

    /** The messages, then the error that ended them. */
    private static List<Object> read(byte[] stream, int[] pieces) {
        List<Object> read = new ArrayList<>();
        MessageAssembler assembler = new MessageAssembler(read::add, LONGEST_LINE, PIECE_BYTES);
        try {
            for (int at = 0, turn = 0; at < stream.length; turn++) {
                // An empty piece is valid too, but an endless row of them would not end.
                int least = turn % pieces.length == 0 ? 1 : 0;
                int length = Math.min(Math.max(pieces[turn % pieces.length], least), stream.length - at);
                assembler.accept(stream, at, length);
                at += length;
            }
        } catch (MalformedMessageException e) {
            read.add("malformed");
        }
        return read;
    }

    /** The result of the codec for each line. Only the assembler refuses a long line with other words than integers. */
    private static List<Object> lineByLine(byte[] stream, List<Object> whole) {
        List<Object> read = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < stream.length && read.size() < whole.size(); at++) {
            if (stream[at] == '\n') {
                boolean refused =
                        at - start >= PIECE_BYTES && whole.get(read.size()).equals("malformed");
                read.add(refused ? "malformed" : decoded(stream, start, at - start));
                start = at + 1;
            }
        }
        if (read.size() < whole.size()) {
            // It was refused before its end arrived.
            read.add("malformed");
        }
        return read;
    }

    private static Object decoded(byte[] stream, int start, int length) {
        try {
            return MessageCodec.decode(stream, start, length);
        } catch (MalformedMessageException e) {
            return "malformed";
        }
    }

    private static void requireSame(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(found + " instead of " + expected);
        }
    }
}
