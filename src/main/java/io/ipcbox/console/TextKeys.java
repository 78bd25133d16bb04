package io.ipcbox.console;

import java.io.IOError;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;

/**
 * Keys that are also characters of text: the control characters. A terminal that does not mark pasted text (screen, a
 * serial line, a program that types) sends them as keys, and a key leaves no trace in the line: {@code 1<Tab>2} would
 * become 12, and so would {@code 1<Ctrl-D>2}. So a control character is text if more of the line has arrived already: no
 * user types that fast. Tab, vertical tab (Ctrl-K) and form feed (Ctrl-L) are also text among numbers. A Tab then
 * separates words, and the others are an error that shows them, as in a pipe. For the thread that reads lines.
 *
 * <p>Decision: the bindings stay as they are, and the functions behind them are wrapped. While JLine shows a list of
 * completions, it ignores a key that is bound to anything but a name.
 */
final class TextKeys {
    /** The time between two characters on a slow serial line; keystrokes are further apart. */
    private static final long FOLLOWS_WITHIN_MILLIS = 10;

    /** Never text: Ctrl-C, backspace, the two that end a line, and escape, which begins the sequences of other keys. */
    private static final String ALWAYS_KEYS = "\3\b\n\r\33";

    private static final String TEXT_AMONG_NUMBERS = "\t\13\f";
    private static final String NUL = "end-of-input-or-self-insert";

    private final LineReader reader;

    private TextKeys(LineReader reader) {
        this.reader = reader;
    }

    static void bind(LineReader reader) {
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        TextKeys text = new TextKeys(reader);
        Set<String> names = new HashSet<>();
        keys.getBoundKeys().forEach((sequence, binding) -> {
            if (isControl(sequence) && binding instanceof Reference function) {
                names.add(function.name());
            }
        });
        // JLine binds some keys to names without a function.
        Widget none = () -> false;
        Map<String, Widget> functions = reader.getWidgets();
        names.forEach(name -> functions.put(name, text.unlessText(functions.getOrDefault(name, none))));
        // Not a name, so that a second Tab leaves the list as it is, and does not choose from it.
        keys.bind(Objects.requireNonNull(functions.get(LineReader.EXPAND_OR_COMPLETE)), "\t");
        functions.put(NUL, text::nul);
        keys.bind(new Reference(NUL), KeyMap.ctrl('@'));
        // A character that is not bound is text; JLine would drop it.
        keys.setNomatch(new Reference(LineReader.SELF_INSERT));
    }

    private static boolean isControl(String sequence) {
        char key = sequence.charAt(0);
        return key < ' ' && ALWAYS_KEYS.indexOf(key) < 0;
    }

    private Widget unlessText(Widget usual) {
        return () -> isText(reader.getLastBinding()) ? insert() : usual.apply();
    }

    private boolean isText(String sequence) {
        if (!isControl(sequence)) {
            return false;
        }
        char key = sequence.charAt(0);
        boolean completes = !Boolean.TRUE.equals(reader.getVariable(LineReader.DISABLE_COMPLETION));
        return (key == '\t' && !completes)
                || (TEXT_AMONG_NUMBERS.indexOf(key) >= 0 && isAmongNumbers())
                || isFollowed();
    }

    /** A Ctrl-D that was typed before the prompt appeared, while the kernel still edited lines, arrives as a NUL. */
    private boolean nul() {
        if (reader.getBuffer().length() == 0 && !isFollowed()) {
            throw new EndOfFileException();
        }
        return insert();
    }

    private boolean insert() {
        reader.callWidget(LineReader.SELF_INSERT);
        return true;
    }

    /** True in a line of data, and after a digit in any other line. */
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
            // Like JLine itself, which treats an interrupt in it as Ctrl-C.
            throw new IOError(e);
        }
    }
}
