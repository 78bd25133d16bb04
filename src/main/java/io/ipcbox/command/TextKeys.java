package io.ipcbox.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;

/**
 * Keys that are also characters of text: Tab, vertical tab (Ctrl-K), form feed (Ctrl-L) and NUL. A terminal that does not
 * mark what is pasted (screen, a serial line, a program that types) delivers them as keys, and a key that does its work
 * leaves no trace in the line: {@code 1<Tab>2} would become 12. So they are characters where numbers are typed, and
 * wherever more is there already: no user types that fast. A Tab then separates words, and the others are an error that
 * shows them, as in a pipe. For the thread that reads lines.
 */
final class TextKeys {
    /** The time between two characters on a slow serial line; two keys are further apart. */
    private static final long FOLLOWS_WITHIN_MILLIS = 10;

    private final LineReader reader;

    private TextKeys(LineReader reader) {
        this.reader = reader;
    }

    static void bind(LineReader reader) {
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        TextKeys text = new TextKeys(reader);
        Widget tab = text::tab;
        Widget nul = text::nul;
        keys.bind(tab, "\t");
        keys.bind(text.unlessText(LineReader.KILL_LINE), KeyMap.ctrl('K'));
        keys.bind(text.unlessText(LineReader.CLEAR_SCREEN), KeyMap.ctrl('L'));
        keys.bind(nul, KeyMap.ctrl('@'));
        // Else a character that is no key would be dropped.
        keys.setNomatch(new Reference(LineReader.SELF_INSERT));
    }

    private boolean tab() {
        boolean answers = Boolean.TRUE.equals(reader.getVariable(LineReader.DISABLE_COMPLETION));
        boolean isText = answers || isAmongNumbers() || isFollowed();
        return call(isText ? LineReader.SELF_INSERT : LineReader.EXPAND_OR_COMPLETE);
    }

    private Widget unlessText(String name) {
        return () -> {
            boolean isText = reader.getBuffer().length() > 0 && (isAmongNumbers() || isFollowed());
            return call(isText ? LineReader.SELF_INSERT : name);
        };
    }

    /** A Ctrl-D that was typed before the prompt was there, when the kernel still edited lines, arrives as a NUL. */
    private boolean nul() {
        if (reader.getBuffer().length() == 0 && !isFollowed()) {
            throw new EndOfFileException();
        }
        return call(LineReader.SELF_INSERT);
    }

    private boolean call(String widget) {
        reader.callWidget(widget);
        return true;
    }

    /** True in a line of data, and behind a digit in every other one. */
    private boolean isAmongNumbers() {
        String before = reader.getBuffer().upToCursor();
        return TextLine.of(before).isData()
                || (!before.isEmpty() && Character.isDigit(before.charAt(before.length() - 1)));
    }

    /** True if more characters of the line are there already. */
    private boolean isFollowed() {
        try {
            int next = reader.getTerminal().reader().peek(FOLLOWS_WITHIN_MILLIS);
            return next >= 0 && next != '\r' && next != '\n';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
