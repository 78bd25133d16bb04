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
 * The text that this process is started with: arguments, environment, working directory. It is made of bytes, which the JVM
 * decodes by the locale. Bytes that it cannot decode become U+FFFD, and a name or a message would no longer be what the
 * user typed. So text is either decoded as UTF-8 or refused. For the main thread, before anything else.
 *
 * <p>Decision: if the locale is not UTF-8 (cron, systemd, {@code env -i}) and some text is not ASCII, the process starts
 * itself again with execve(2) under {@code C.UTF-8}. There is no other way: the JDK also encodes paths for the kernel and
 * arguments of child processes by the locale, which is fixed when the JVM starts.
 */
public final class GivenText {
    private static final String LOCALE = "LC_ALL";
    private static final String UTF_8_LOCALE = "C.UTF-8";
    private static final char UNREADABLE = '\uFFFD';
    private static final int SHOWN_CHARS = 60;
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private GivenText() {}

    /** Starts this process again if the locale hides part of its text. Returns if that is not needed or fails. */
    public static void restartWhereHidden(String[] arguments) {
        if (isUtf8() || isLocaleSet() || given(arguments).allMatch(GivenText::isAscii)) {
            return;
        }
        try {
            List<byte[]> words = words();
            // The encoding of the terminal stays what it is.
            for (String stream : List.of("stdin", "stdout", "stderr")) {
                String encoding = stream + ".encoding";
                words.add(1, ("-D" + encoding + "=" + System.getProperty(encoding)).getBytes(UTF_8));
            }
            SameProgram.restart(words, LOCALE, UTF_8_LOCALE);
        } catch (IOException e) {
            // No /proc: the process continues without a restart.
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
     * Refuses text that could not be decoded.
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

    /** @param fromEnd its place among the arguments of the process, counted from the last, which is 1 */
    private static void requireWord(String word, int fromEnd) {
        byte[] typed = typed(word, fromEnd);
        if (!isUtf8() || !Arrays.equals(typed, word.getBytes(UTF_8))) {
            throw new UsageException("not UTF-8: \"" + Printable.escape(typed, SHOWN_CHARS) + "\""
                    + remedy("; for data, pass - and the bytes on standard input"));
        }
    }

    private static String remedy(String otherwise) {
        if (isUtf8()) {
            return otherwise;
        }
        // If it is set already, it has no effect.
        String locale = isLocaleSet()
                ? "this system has no locale " + UTF_8_LOCALE + "; set " + LOCALE
                        + " to a UTF-8 locale listed by: locale -a"
                : "set " + LOCALE + "=" + UTF_8_LOCALE;
        return " in this locale; " + locale;
    }

    /** The bytes of the word as typed; if they cannot be read, those of the decoded word. */
    private static byte[] typed(String word, int fromEnd) {
        try {
            List<byte[]> words = words();
            return words.get(Math.max(0, words.size() - fromEnd));
        } catch (IOException e) {
            return word.getBytes(UTF_8);
        }
    }

    /** The whole command line: the program, Java's options, and the arguments. */
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
