package io.ipcbox.lab;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A message from one process of a run to the command, through the pipe that all processes share. Immutable.
 *
 * <pre>
 *  RS KIND name US place US text LF        at most 4096 bytes: the kernel keeps them together
 * </pre>
 *
 * A longer line is sent in several frames, all but the last of the kind PART. Anything else in the pipe, such as an error
 * that a JVM prints, does not begin with RS.
 *
 * @param place the number of the place that this process has taken for it; 0 if it goes to the end
 */
record Frame(Kind kind, String name, int place, String text) {
    /** At most three bytes each, which leaves room for the other fields. */
    static final int MOST_CHARS = 1200;

    private static final char RECORD = '\u001e';
    private static final char UNIT = '\u001f';
    private static final int FIELDS = 3;

    enum Kind {
        /** A line to be printed, or its last part. */
        LINE('L'),
        /** A part of a line; more follows. */
        PART('l'),
        /** A call, or another step of an explained run. */
        STEP('S'),
        /** Takes a place for something that is about to happen. */
        PLACE('P'),
        /** Gives up a place. */
        NOTHING('N'),
        /** The reason why the process fails. */
        FAILURE('F'),
        /** The process has ended; the text is its exit code. */
        END('E'),
        /** Not a frame: a JVM wrote it. */
        STRAY('?');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        private static Optional<Kind> of(char letter) {
            return Arrays.stream(values()).filter(kind -> kind.letter == letter).findFirst();
        }
    }

    byte[] toBytes() {
        String oneLine = text.replace('\n', ' ').replace(RECORD, ' ').replace(UNIT, ' ');
        return (RECORD + "" + kind.letter + name + UNIT + place + UNIT + oneLine + '\n')
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @param line without its end */
    static Frame of(String line) {
        if (line.length() > 1 && line.charAt(0) == RECORD) {
            String[] fields = line.substring(2).split(String.valueOf(UNIT), FIELDS);
            Optional<Kind> kind = Kind.of(line.charAt(1));
            if (kind.isPresent() && fields.length == FIELDS) {
                return new Frame(kind.get(), fields[0], Integer.parseInt(fields[1]), fields[2]);
            }
        }
        return new Frame(Kind.STRAY, "", 0, line);
    }
}
