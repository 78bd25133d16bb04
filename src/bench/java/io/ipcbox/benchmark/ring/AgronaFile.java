package io.ipcbox.benchmark.ring;

import java.io.File;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** The mapped file that an Agrona structure lies in. */
final class AgronaFile {
    private static final int SMALLEST_BYTES = 4 << 20;

    private AgronaFile() {}

    /** @param trailer bytes that the structure needs beyond its data */
    static UnsafeBuffer create(String link, BenchmarkSettings settings, int trailer) throws Exception {
        // It takes messages of up to an eighth of its size.
        int data = Math.max(SMALLEST_BYTES, Integer.highestOneBit(settings.bytes()) * 16);
        UnsafeBuffer buffer = new UnsafeBuffer(IoUtil.mapNewFile(file(link, settings), data + trailer));
        settings.mark(link + ".made");
        return buffer;
    }

    static UnsafeBuffer open(String link, BenchmarkSettings settings) throws Exception {
        settings.await(link + ".made");
        return new UnsafeBuffer(IoUtil.mapExistingFile(file(link, settings), link));
    }

    private static File file(String link, BenchmarkSettings settings) {
        return settings.directory().resolve(link).toFile();
    }
}
