package io.ipcbox.command.ipc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.text.Printable;

/** Any bytes as a message from another program: the result is printable text. */
class PythonTextFuzzTest {
    @FuzzTest
    void anyMessageIsPrintable(byte[] message) {
        String text = PythonText.of(message);

        if (!Printable.escape(text, Integer.MAX_VALUE).equals(text)) {
            throw new AssertionError("not printable: " + text);
        }
    }
}
