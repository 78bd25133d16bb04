package io.ipcbox.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The text that this process was given when it started: arguments, environment, working directory. They are bytes, and
 * the JVM decodes them by the locale; what it cannot decode becomes U+FFFD, and the bytes of a name or a message would be
 * others than the user typed. So text is either understood as UTF-8 or refused. For the main thread, before anything else.
 *
 * <p>Decision: where the locale is not UTF-8 (cron, systemd, {@code env -i}), the process starts itself again under
 * {@code C.UTF-8} with execve(2), and only if there is text that is not ASCII. Nothing less helps: by the same encoding
 * the JDK also hands paths to the kernel and arguments to child processes, and it is fixed when the JVM starts.
 */
public final class GivenText {
    private static final String LOCALE = "LC_ALL";
    private static final String UTF_8_LOCALE = "C.UTF-8";
    private static final char UNREADABLE = '\uFFFD';
    private static final int SHOWN_CHARS = 60;
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private GivenText() {}

    /**
     * Starts this process again if this locale hides a part of its text. Returns if that is not needed or not possible;
     * {@link #require} tells then.
     */
    public static void restartWhereHidden(String[] arguments) {
        if (isUtf8() || isLocaleSet() || given(arguments).allMatch(GivenText::isAscii)) {
            return;
        }
        try {
            List<byte[]> words = words();
            // The terminal stays what it is.
            for (String stream : List.of("stdin", "stdout", "stderr")) {
                String encoding = stream + ".encoding";
                words.add(1, ("-D" + encoding + "=" + System.getProperty(encoding)).getBytes(UTF_8));
            }
            SameProgram.restart(words, LOCALE, UTF_8_LOCALE);
        } catch (IOException e) {
            // Without /proc it goes on as it is.
        }
    }

    private static Stream<String> given(String[] arguments) {
        return Stream.of(
                        Stream.of(arguments),
                        System.getenv().values().stream(),
                        Stream.of(System.getProperty("user.dir")))
                .flatMap(texts -> texts);
    }

    /**
     * Refuses what could not be decoded.
     *
     * @throws UsageException that names the word or the variable
     */
    public static void require(String[] arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].indexOf(UNREADABLE) >= 0) {
                requireWord(arguments[i], arguments.length - i);
            }
        }
        environment.forEach((name, value) -> {
            boolean ours = name.startsWith("IPCBOX_") || name.startsWith("SPRING_");
            if (ours && value.indexOf(UNREADABLE) >= 0) {
                throw new UsageException("the environment variable " + name + " is not UTF-8"
                        + remedy("; set it again, in a terminal or a file that uses UTF-8"));
            }
        });
    }

    /** @param fromEnd its place among the words of the process, counted from the last, which is 1 */
    private static void requireWord(String word, int fromEnd) {
        byte[] typed = typed(word, fromEnd);
        if (!isUtf8() || !Arrays.equals(typed, word.getBytes(UTF_8))) {
            throw new UsageException("not UTF-8: \"" + Printable.escape(typed, SHOWN_CHARS) + "\""
                    + remedy("; if it is data, give - and the bytes on standard input"));
        }
    }

    private static String remedy(String otherwise) {
        if (isUtf8()) {
            return otherwise;
        }
        // It is set and has no effect.
        String locale = isLocaleSet()
                ? "this system has no locale " + UTF_8_LOCALE + "; set " + LOCALE + " to one of UTF-8 in: locale -a"
                : "set " + LOCALE + "=" + UTF_8_LOCALE;
        return " in this locale; " + locale;
    }

    /** The bytes of that word; or those of the text that became of it, if a file of arguments hides them. */
    private static byte[] typed(String word, int fromEnd) {
        try {
            List<byte[]> words = words();
            return words.get(Math.max(0, words.size() - fromEnd));
        } catch (IOException e) {
            return word.getBytes(UTF_8);
        }
    }

    /** Everything behind execve(2): the options of Java, and the arguments at the end. */
    private static List<byte[]> words() throws IOException {
        String all = new String(Files.readAllBytes(COMMAND_LINE), ISO_8859_1);
        List<byte[]> words = new ArrayList<>();
        for (String word : all.substring(0, all.length() - 1).split("\0", -1)) {
            words.add(word.getBytes(ISO_8859_1));
        }
        return words;
    }

    private static boolean isUtf8() {
        return "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    }

    private static boolean isLocaleSet() {
        return UTF_8_LOCALE.equals(System.getenv(LOCALE));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
