package io.ipcbox.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads frames from the pipe. For one thread; an interrupt of it ends the wait and the reader. */
final class FrameReader implements AutoCloseable {
    private final BufferedReader lines;

    /** @param end of the pipe, which stays open for the next reader */
    FrameReader(Path end) {
        try {
            FileChannel channel = FileChannel.open(end, StandardOpenOption.READ);
            // Not a reader of the channel, which would wait until its buffer is full.
            lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LabFailure("cannot read the output of the processes: " + e.getMessage());
        }
    }

    /**
     * Waits for the next frame.
     *
     * @return empty if every process has ended and every frame was read, or an interrupt ended the wait
     */
    Optional<Frame> next() {
        try {
            return Optional.ofNullable(lines.readLine()).map(Frame::of);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            // reading is over
        }
    }
}
