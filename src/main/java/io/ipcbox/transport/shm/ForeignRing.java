package io.ipcbox.transport.shm;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.FileStatus;
import io.ipcbox.ipc.file.PrivateDirectory;
import java.nio.file.Path;
import java.util.Optional;

/** The name of a ring, taken by another user: in {@code /dev/shm} only that user can remove it. */
final class ForeignRing {
    private ForeignRing() {}

    /** The failure to open a ring, told with the remedy for that; as it is, if the file is this user's. */
    static IpcException explain(Path ring, IpcException failure) {
        Optional<FileStatus> foreign = FileStatus.of(ring).filter(status -> status.uid() != PrivateDirectory.userId());
        return foreign.map(status -> new IpcException(
                        failure.operation(),
                        failure.object(),
                        failure.errno(),
                        "it belongs to user " + status.uid() + "; choose another channel with --ipcbox.channel=NAME",
                        failure))
                .orElse(failure);
    }
}
