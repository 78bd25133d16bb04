package io.ipcbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel tells of a process. */
public final class LinuxProcess {
    private LinuxProcess() {}

    /** True also for one that was killed and whose reaper has not come yet: it is dead, but still in the list. */
    public static boolean isGone(ProcessHandle process) {
        try {
            return stat(process.pid()).startsWith("Z");
        } catch (IOException e) {
            return true;
        }
    }

    static long session(ProcessHandle process) throws IOException {
        return Long.parseLong(stat(process.pid()).split(" ")[3]);
    }

    /** As ps(1) shows it. */
    public static String name(ProcessHandle process) {
        try {
            return Files.readString(proc(process.pid(), "comm")).strip();
        } catch (IOException e) {
            return "gone";
        }
    }

    /** The fields of proc_pid_stat(5) behind the name: state, parent, group, session. */
    private static String stat(long pid) throws IOException {
        String stat = Files.readString(proc(pid, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2);
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
