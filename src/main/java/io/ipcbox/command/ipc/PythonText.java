package io.ipcbox.command.ipc;

import io.ipcbox.message.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What Python prints of a message after {@code json.loads}: a dict, a list, a number. Pure functions. */
final class PythonText {
    private PythonText() {}

    /** JSON as Python prints it, anything else as text; printable in any case. */
    static String of(byte[] message) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            return Printable.escape(new JsonReader(text).read(), Integer.MAX_VALUE);
        } catch (CharacterCodingException | JsonReader.NotJsonException e) {
            return Printable.escape(message, Integer.MAX_VALUE);
        }
    }
}
