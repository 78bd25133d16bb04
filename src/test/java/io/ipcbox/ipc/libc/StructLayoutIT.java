package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CStruct.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.CProgram;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares every layout and number of this package with those of the C compiler of this machine. */
class StructLayoutIT {
    private static final List<String> HEADERS = List.of(
            "fcntl.h",
            "linux/futex.h",
            "linux/inet_diag.h",
            "linux/netlink.h",
            "linux/sock_diag.h",
            "mqueue.h",
            "netinet/in.h",
            "poll.h",
            "semaphore.h",
            "signal.h",
            "stddef.h",
            "stdio.h",
            "sys/eventfd.h",
            "sys/mman.h",
            "sys/prctl.h",
            "sys/resource.h",
            "sys/socket.h",
            "sys/stat.h",
            "sys/syscall.h",
            "time.h",
            "unistd.h");

    private static final List<CStruct> STRUCTS = List.of(
            CStruct.of(
                    "struct flock",
                    FlockLayout.BYTES,
                    field("l_type", FlockLayout.TYPE),
                    field("l_whence", FlockLayout.WHENCE),
                    field("l_start", FlockLayout.START),
                    field("l_len", FlockLayout.LENGTH),
                    field("l_pid", FlockLayout.PID)),
            CStruct.of(
                    "struct nlmsghdr",
                    InetDiagLayout.HEADER_BYTES,
                    field("nlmsg_len", InetDiagLayout.LENGTH),
                    field("nlmsg_type", InetDiagLayout.TYPE),
                    field("nlmsg_flags", InetDiagLayout.FLAGS)),
            CStruct.of(
                    "struct inet_diag_sockid",
                    InetDiagLayout.ID_BYTES,
                    field("idiag_sport", InetDiagLayout.ID_PORTS),
                    field("idiag_dport", InetDiagLayout.ID_REMOTE_PORT),
                    field("idiag_src", InetDiagLayout.ID_LOCAL_ADDRESS),
                    field("idiag_dst", InetDiagLayout.ID_REMOTE_ADDRESS),
                    field("idiag_cookie", InetDiagLayout.ID_COOKIE)),
            CStruct.of(
                    "struct inet_diag_req_v2",
                    InetDiagLayout.REQUEST_BYTES,
                    field("sdiag_family", InetDiagLayout.REQUEST_FAMILY),
                    field("sdiag_protocol", InetDiagLayout.REQUEST_PROTOCOL),
                    field("idiag_states", InetDiagLayout.REQUEST_STATES),
                    field("id", InetDiagLayout.REQUEST_ID)),
            CStruct.of(
                    "struct inet_diag_msg",
                    InetDiagLayout.ANSWER_BYTES,
                    field("id", InetDiagLayout.ANSWER_ID),
                    field("idiag_uid", InetDiagLayout.ANSWER_UID),
                    field("idiag_inode", InetDiagLayout.ANSWER_INODE)),
            CStruct.of(
                    "struct mq_attr",
                    MqAttrLayout.BYTES,
                    field("mq_flags", MqAttrLayout.FLAGS),
                    field("mq_maxmsg", MqAttrLayout.MAX_MESSAGES),
                    field("mq_msgsize", MqAttrLayout.MESSAGE_BYTES),
                    field("mq_curmsgs", MqAttrLayout.CURRENT_MESSAGES)),
            CStruct.of(
                    "struct pollfd",
                    PollfdLayout.BYTES,
                    field("fd", PollfdLayout.FD),
                    field("events", PollfdLayout.EVENTS),
                    field("revents", PollfdLayout.REVENTS)),
            CStruct.of(
                    "struct rlimit",
                    RlimitLayout.BYTES,
                    field("rlim_cur", RlimitLayout.SOFT),
                    field("rlim_max", RlimitLayout.HARD)),
            CStruct.of(
                    "struct statx",
                    StatxLayout.BYTES,
                    field("stx_nlink", StatxLayout.LINKS),
                    field("stx_uid", StatxLayout.UID),
                    field("stx_mode", StatxLayout.MODE),
                    field("stx_ino", StatxLayout.INODE),
                    field("stx_size", StatxLayout.SIZE),
                    field("stx_blocks", StatxLayout.BLOCKS),
                    field("stx_dev_major", StatxLayout.DEVICE_MAJOR),
                    field("stx_dev_minor", StatxLayout.DEVICE_MINOR)),
            CStruct.of(
                    "struct timespec",
                    TimespecLayout.BYTES,
                    field("tv_sec", TimespecLayout.SECONDS),
                    field("tv_nsec", TimespecLayout.NANOS)),
            CStruct.of("sem_t", SemLayout.BYTES),
            // arguments and results that our descriptors pass as 32 or 64 bits
            CStruct.of("mqd_t", Integer.BYTES),
            CStruct.of("mode_t", Integer.BYTES),
            CStruct.of("clockid_t", Integer.BYTES),
            CStruct.of("off_t", Long.BYTES),
            CStruct.of("size_t", Long.BYTES),
            CStruct.of("nfds_t", Long.BYTES));

    private static final Map<String, Long> NUMBERS = new LinkedHashMap<>();

    static {
        NUMBERS.put("AF_INET", (long) LibcSocket.AF_INET);
        NUMBERS.put("AF_INET6", (long) LibcSocket.AF_INET6);
        NUMBERS.put("AF_NETLINK", (long) LibcSocket.AF_NETLINK);
        NUMBERS.put("AT_EMPTY_PATH", (long) LibcFile.AT_EMPTY_PATH);
        NUMBERS.put("AT_FDCWD", (long) LibcFile.AT_FDCWD);
        NUMBERS.put("AT_SYMLINK_FOLLOW", (long) LibcLink.AT_SYMLINK_FOLLOW);
        NUMBERS.put("AT_SYMLINK_NOFOLLOW", (long) LibcFile.AT_SYMLINK_NOFOLLOW);
        NUMBERS.put("CLOCK_MONOTONIC", (long) LibcTime.CLOCK_MONOTONIC);
        NUMBERS.put("CLOCK_REALTIME", (long) LibcTime.CLOCK_REALTIME);
        NUMBERS.put("EFD_CLOEXEC", (long) LibcPoll.EFD_CLOEXEC);
        NUMBERS.put("EFD_NONBLOCK", (long) LibcPoll.EFD_NONBLOCK);
        NUMBERS.put("F_ADD_SEALS", (long) LibcFile.F_ADD_SEALS);
        NUMBERS.put("F_GETFL", (long) LibcFile.F_GETFL);
        NUMBERS.put("F_GETPIPE_SZ", (long) LibcFile.F_GETPIPE_SZ);
        NUMBERS.put("F_GET_SEALS", (long) LibcFile.F_GET_SEALS);
        NUMBERS.put("F_OFD_GETLK", (long) LibcFile.F_OFD_GETLK);
        NUMBERS.put("F_OFD_SETLK", (long) LibcFile.F_OFD_SETLK);
        NUMBERS.put("F_SETFL", (long) LibcFile.F_SETFL);
        NUMBERS.put("F_SETPIPE_SZ", (long) LibcFile.F_SETPIPE_SZ);
        NUMBERS.put("IPPROTO_TCP", (long) LibcSocket.IPPROTO_TCP);
        NUMBERS.put("(long) MAP_FAILED", LibcSpace.MAP_FAILED);
        NUMBERS.put("MAP_SHARED", (long) LibcSpace.MAP_SHARED);
        NUMBERS.put("MFD_ALLOW_SEALING", (long) LibcSharedMemory.MFD_ALLOW_SEALING);
        NUMBERS.put("MFD_CLOEXEC", (long) LibcSharedMemory.MFD_CLOEXEC);
        NUMBERS.put("NETLINK_SOCK_DIAG", (long) LibcSocket.NETLINK_SOCK_DIAG);
        NUMBERS.put("NLM_F_REQUEST", (long) InetDiagLayout.NLM_F_REQUEST);
        NUMBERS.put("sysconf(_SC_MQ_PRIO_MAX)", (long) LibcMqueue.MQ_PRIO_MAX);
        NUMBERS.put("O_CLOEXEC", (long) LibcFile.O_CLOEXEC);
        NUMBERS.put("O_CREAT", (long) LibcFile.O_CREAT);
        NUMBERS.put("O_DIRECTORY", (long) LibcFile.O_DIRECTORY);
        NUMBERS.put("O_EXCL", (long) LibcFile.O_EXCL);
        NUMBERS.put("O_NOFOLLOW", (long) LibcFile.O_NOFOLLOW);
        NUMBERS.put("O_NONBLOCK", (long) LibcFile.O_NONBLOCK);
        NUMBERS.put("O_PATH", (long) LibcFile.O_PATH);
        NUMBERS.put("O_RDONLY", (long) LibcFile.O_RDONLY);
        NUMBERS.put("O_RDWR", (long) LibcFile.O_RDWR);
        NUMBERS.put("O_TMPFILE", (long) LibcFile.O_TMPFILE);
        NUMBERS.put("O_WRONLY", (long) LibcFile.O_WRONLY);
        NUMBERS.put("POLLERR", (long) LibcPoll.POLLERR);
        NUMBERS.put("POLLHUP", (long) LibcPoll.POLLHUP);
        NUMBERS.put("POLLIN", (long) LibcPoll.POLLIN);
        NUMBERS.put("POLLOUT", (long) LibcPoll.POLLOUT);
        NUMBERS.put("PROT_READ", (long) LibcSpace.PROT_READ);
        NUMBERS.put("PROT_WRITE", (long) LibcSpace.PROT_WRITE);
        NUMBERS.put("PR_SET_PDEATHSIG", (long) LibcProcess.PR_SET_PDEATHSIG);
        NUMBERS.put("RLIMIT_MSGQUEUE", (long) LibcLimit.RLIMIT_MSGQUEUE);
        NUMBERS.put("SIGKILL", (long) LibcProcess.SIGKILL);
        NUMBERS.put("SOCK_CLOEXEC", (long) LibcSocket.SOCK_CLOEXEC);
        NUMBERS.put("SOCK_DIAG_BY_FAMILY", (long) InetDiagLayout.SOCK_DIAG_BY_FAMILY);
        NUMBERS.put("SOCK_NONBLOCK", (long) LibcSocket.SOCK_NONBLOCK);
        NUMBERS.put("SOCK_RAW", (long) LibcSocket.SOCK_RAW);
        NUMBERS.put("SPLICE_F_NONBLOCK", (long) LibcPipe.SPLICE_F_NONBLOCK);
        NUMBERS.put("STATX_BASIC_STATS", (long) LibcFile.STATX_BASIC_STATS);
    }

    @TempDir
    Path directory;

    @Test
    void layoutsAndNumbersAreThoseOfTheCCompiler() {
        StringBuilder source = new StringBuilder();
        List<String> expected = new ArrayList<>();
        HEADERS.forEach(header -> source.append("#include <").append(header).append(">\n"));
        source.append("int main(void) {\n");
        for (CStruct struct : STRUCTS) {
            print(source, "sizeof(" + struct.type() + ")");
            expected.add("sizeof(" + struct.type() + ") = " + struct.bytes());
            for (CStruct.Field field : struct.fields()) {
                String expression = "offsetof(" + struct.type() + ", " + field.name() + ")";
                print(source, expression);
                expected.add(expression + " = " + field.offset());
            }
        }
        NUMBERS.forEach((name, value) -> {
            print(source, name);
            expected.add(name + " = " + value);
        });
        source.append("return 0;\n}\n");
        assertThat(CProgram.compile(directory, source.toString()).run()).isEqualTo(expected);
    }

    private static void print(StringBuilder source, String expression) {
        source.append("printf(\"%s = %ld\\n\", \"")
                .append(expression)
                .append("\", (long) (")
                .append(expression)
                .append("));\n");
    }

    @Test
    void opaqueSemaphoreHasItsValueWhereWeReadIt() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment semaphore = arena.allocate(SemLayout.BYTES, Long.BYTES);
            LibcSemaphore.sem_init(semaphore, 1, 7);
            LibcSemaphore.sem_post(semaphore);
            assertThat(semaphore.get(ValueLayout.JAVA_INT, SemLayout.VALUE)).isEqualTo(8);
            assertThat(semaphore.get(ValueLayout.JAVA_INT, SemLayout.WAITERS)).isZero();
        }
    }
}
