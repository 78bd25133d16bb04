package io.ipcbox.transport.shm;

import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.PrivateDirectory;
import io.ipcbox.ipc.file.Statx;
import java.nio.file.Path;
import java.util.Optional;

/** A ring whose name another user has taken: in {@code /dev/shm} only that user can remove it. */
final class ForeignRing {
    private ForeignRing() {}

    /** Returns the failure to open the ring with the remedy for that; unchanged if the file belongs to this user. */
    static IpcException explain(Path ring, IpcException failure) {
        Optional<FileStatus> foreign = Statx.of(ring).filter(status -> status.uid() != PrivateDirectory.userId());
        return foreign.map(status -> new IpcException(
                        failure.operation(),
                        failure.object(),
                        failure.errno(),
                        "it belongs to user " + status.uid() + "; choose another channel with --ipcbox.channel=NAME",
                        failure))
                .orElse(failure);
    }
}
