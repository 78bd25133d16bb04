package io.ipcbox.transport.tcp;

/**
 * The first bytes of a connection, which distinguish TLS from lines of text.
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

    /** How many bytes are enough to tell. */
    static final int TELLING_BYTES = 2;

    private TlsRecord() {}

    /** True for the first bytes that a TLS client sends. */
    static boolean isHandshake(byte[] bytes) {
        return begins(bytes, HANDSHAKE);
    }

    /** True for the first bytes that a TLS server sends to a client without TLS. */
    static boolean isAlert(byte[] bytes) {
        return begins(bytes, ALERT);
    }

    private static boolean begins(byte[] bytes, byte type) {
        return bytes.length >= TELLING_BYTES && bytes[0] == type && bytes[1] == MAJOR_VERSION;
    }

    /** The answer of a server without TLS to a client with TLS: a fatal alert, {@code unexpected_message}. */
    static byte[] refusal() {
        return new byte[] {ALERT, MAJOR_VERSION, 3, 0, 2, 2, 10};
    }
}
