package io.ipcbox.transport.tcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any content of the port file is a port, or none. */
class PortFileFuzzTest {
    @FuzzTest
    void anythingIsAPortOrNone(byte[] content) {
        String line = new String(content, StandardCharsets.UTF_8).strip();

        int port = PortFile.parse(line);

        boolean asWritten = port == 0 || Integer.parseInt(line) == port;
        if (port < 0 || port > 65_535 || !asWritten) {
            throw new AssertionError("port " + port + " of " + line);
        }
    }
}
