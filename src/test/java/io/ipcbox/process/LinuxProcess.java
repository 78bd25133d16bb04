package io.ipcbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state of a process, as the kernel reports it. */
public final class LinuxProcess {
    private LinuxProcess() {}

    /** True also for a zombie, which has ended but is still listed. */
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

    /** The name that ps(1) shows. */
    public static String name(ProcessHandle process) {
        try {
            return Files.readString(proc(process.pid(), "comm")).strip();
        } catch (IOException e) {
            return "gone";
        }
    }

    /** The fields of proc_pid_stat(5) after the name: state, parent, group, session. */
    private static String stat(long pid) throws IOException {
        String stat = Files.readString(proc(pid, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2);
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
