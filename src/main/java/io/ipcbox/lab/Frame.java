package io.ipcbox.lab;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What one process of a run tells the command, on its way through the pipe that all of them share. Immutable.
 *
 * <pre>
 *  RS KIND lane US place US text LF        at most 4096 bytes: the kernel keeps them together
 * </pre>
 *
 * A longer text goes in several frames, all but the last with the KIND as a small letter. Whatever else lands in the
 * pipe (a JVM's own complaint) does not begin with RS.
 *
 * @param place the number of the place that this process took for it before; 0 if it goes to the end
 */
record Frame(Kind kind, String lane, int place, String text) {
    /** Three bytes a character at most, and room for the rest. */
    static final int MOST_CHARS = 1200;

    private static final char RECORD = '\u001e';
    private static final char UNIT = '\u001f';
    private static final int FIELDS = 3;

    enum Kind {
        /** A line to be printed. */
        LINE('L'),
        /** A part of a line that more follows. */
        PART('l'),
        /** A call, or another step; shown when explaining. */
        STEP('S'),
        /** Takes a place for something that is about to happen. */
        PLACE('P'),
        /** Gives up a place that was taken. */
        NOTHING('N'),
        /** Why the process fails. */
        FAILURE('F'),
        /** The process has ended; the text is its exit code. */
        END('E'),
        /** Something else that was in the pipe; a JVM wrote it. */
        STRAY('?');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        private static Optional<Kind> of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    byte[] toBytes() {
        String oneLine = text.replace('\n', ' ').replace(RECORD, ' ').replace(UNIT, ' ');
        return (RECORD + "" + kind.letter + lane + UNIT + place + UNIT + oneLine + '\n')
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
