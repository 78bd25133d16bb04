package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;

/** Texts of the C library: strerror(3), gnu_get_libc_version(3). */
public final class LibcText {
    private static final MethodHandle STRERROR = Linking.function("strerror", POINTER, INT);

    private static final MethodHandle VERSION = Linking.function("gnu_get_libc_version", POINTER);

    // The charset with which the JDK decodes texts of the C library.
    private static final Charset CHARSET =
            Charset.forName(System.getProperty("sun.jnu.encoding"), Charset.defaultCharset());

    private LibcText() {}

    /** In the language of the process's locale, as set by the JVM. */
    public static String strerror(int number) {
        try {
            return text((MemorySegment) STRERROR.invokeExact(LastErrno.capture(), number));
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** The glibc version of this process: {@code 2.39}. */
    public static String version() {
        try {
            return text((MemorySegment) VERSION.invokeExact(LastErrno.capture()));
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0, CHARSET);
    }
}
