package io.ipcbox.console;

import java.io.IOError;
import java.io.IOException;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;

/**
 * Keys that are also characters of text: the control characters. A terminal that does not mark what is pasted (screen, a
 * serial line, a program that types) delivers them as keys, and a key that does its work leaves no trace in the line:
 * {@code 1<Tab>2} would become 12, and so would {@code 1<Ctrl-D>2}. So each of them is a character where more of the line
 * has arrived already: no user types that fast. Tab, vertical tab (Ctrl-K), form feed (Ctrl-L) and NUL are characters
 * among numbers too. A Tab then separates words, and the others are an error that shows them, as in a pipe. For the
 * thread that reads lines.
 */
final class TextKeys {
    /** The time between two characters on a slow serial line; two keys are further apart. */
    private static final long FOLLOWS_WITHIN_MILLIS = 10;

    /** They stay keys: Ctrl-C, backspace, the two that end a line, and escape, which other keys begin with. */
    private static final String ALWAYS_KEYS = "\3\b\n\r\33";

    private static final String TEXT_AMONG_NUMBERS = "\t\13\f";

    private final LineReader reader;

    private TextKeys(LineReader reader) {
        this.reader = reader;
    }

    static void bind(LineReader reader) {
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        TextKeys text = new TextKeys(reader);
        keys.getBoundKeys().forEach((sequence, binding) -> {
            char key = sequence.charAt(0);
            if (key < ' ' && ALWAYS_KEYS.indexOf(key) < 0 && binding instanceof Reference usual) {
                keys.bind(text.unlessText(key, usual.name()), sequence);
            }
        });
        Widget nul = text::nul;
        keys.bind(nul, KeyMap.ctrl('@'));
        // A character that is no key is text; JLine would drop it.
        keys.setNomatch(new Reference(LineReader.SELF_INSERT));
    }

    private Widget unlessText(char key, String usual) {
        return () -> call(isText(key) ? LineReader.SELF_INSERT : usual);
    }

    private boolean isText(char key) {
        boolean completes = !Boolean.TRUE.equals(reader.getVariable(LineReader.DISABLE_COMPLETION));
        return (key == '\t' && !completes)
                || (TEXT_AMONG_NUMBERS.indexOf(key) >= 0 && isAmongNumbers())
                || isFollowed();
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

    /** True if more characters of the line have arrived already. */
    private boolean isFollowed() {
        try {
            int next = reader.getTerminal().reader().peek(FOLLOWS_WITHIN_MILLIS);
            return next >= 0 && next != '\r' && next != '\n';
        } catch (IOException e) {
            // As JLine itself throws it; it takes an interrupt in it for Ctrl-C.
            throw new IOError(e);
        }
    }
}
