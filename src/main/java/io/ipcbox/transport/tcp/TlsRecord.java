package io.ipcbox.transport.tcp;

/**
 * What tells TLS from lines of text: the first bytes of a connection.
 *
 * <pre>
 *    0  type      22 handshake, 21 alert
 *    1  version   3, and a minor number
 *    3  length    big-endian
 *    5  content
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-5.1">RFC 8446, record layer</a>
 */
final class TlsRecord {
    private static final byte ALERT = 21;
    private static final byte HANDSHAKE = 22;
    private static final byte MAJOR_VERSION = 3;

    /** How many bytes of a connection tell. */
    static final int TELLING_BYTES = 2;

    private TlsRecord() {}

    /** True for the beginning of what a TLS client sends first. */
    static boolean isHandshake(byte[] bytes) {
        return begins(bytes, HANDSHAKE);
    }

    /** True for the beginning of what a TLS server sends to a client that does not speak TLS. */
    static boolean isAlert(byte[] bytes) {
        return begins(bytes, ALERT);
    }

    private static boolean begins(byte[] bytes, byte type) {
        return bytes.length >= TELLING_BYTES && bytes[0] == type && bytes[1] == MAJOR_VERSION;
    }

    /** What a server without TLS answers a client with TLS: a fatal alert, {@code unexpected_message}. */
    static byte[] refusal() {
        return new byte[] {ALERT, MAJOR_VERSION, 3, 0, 2, 2, 10};
    }
}
