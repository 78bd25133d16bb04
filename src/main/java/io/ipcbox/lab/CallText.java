package io.ipcbox.lab;

import io.ipcbox.ipc.Errno;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A C call in the form that strace(1) has made familiar: {@code write(1<pipe>, "12", 2) = 2}. Remembers what descriptors
 * and addresses stand for. For one thread.
 */
final class CallText {
    /** How each argument is shown, a letter each; see {@link #argument}. A function that is not here is not shown. */
    private static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("pipe2", "eP"),
            Map.entry("read", "fBd"),
            Map.entry("write", "fbd"),
            Map.entry("open", "sOo"),
            Map.entry("close", "f"),
            Map.entry("linkat", "dsdsd"),
            Map.entry("posix_fallocate", "fdd"),
            Map.entry("mmap", "pdddfd"),
            Map.entry("munmap", "pd"),
            Map.entry("shm_unlink", "s"),
            Map.entry("mq_open", "sOop"),
            Map.entry("mq_timedsend", "fbddt"),
            Map.entry("mq_timedreceive", "fBdpt"),
            Map.entry("mq_unlink", "s"),
            Map.entry("poll", "udd"),
            Map.entry("sem_init", "pdd"),
            Map.entry("sem_post", "p"),
            Map.entry("sem_trywait", "p"),
            Map.entry("sem_clockwait", "pdt"),
            Map.entry("sem_timedwait", "pt"),
            Map.entry("sem_unlink", "s"),
            Map.entry("shmget", "xdo"),
            Map.entry("shmat", "dpo"),
            Map.entry("shmdt", "p"),
            Map.entry("shmctl", "dcp"),
            Map.entry("semget", "xdo"),
            Map.entry("semtimedop", "dSdt"),
            Map.entry("semctl", "ddcp"));

    /** After these, somebody else goes on. */
    private static final Set<String> GIVING = Set.of("write", "mq_timedsend", "sem_post", "linkat");

    private static final Map<Integer, String> COMMANDS = Map.of(
            0,
            "IPC_RMID",
            1,
            "IPC_SET",
            2,
            "IPC_STAT",
            11,
            "GETPID",
            12,
            "GETVAL",
            13,
            "GETALL",
            14,
            "GETNCNT",
            15,
            "GETZCNT",
            16,
            "SETVAL",
            17,
            "SETALL");
    private static final int[] FLAGS = {0x40, 0x80, 0x800, 0x400000, 0x80000};
    private static final String[] FLAG_NAMES = {"O_CREAT", "O_EXCL", "O_NONBLOCK", "O_TMPFILE", "O_CLOEXEC"};
    private static final String[] ACCESS = {"O_RDONLY", "O_WRONLY", "O_RDWR"};
    private static final int MOST_BYTES = 32;
    private static final long SEMBUF_BYTES = 6;
    private static final long POLLFD_BYTES = 8;

    private final Map<Long, String> descriptors = new HashMap<>(Map.of(0L, "stdin", 1L, "stdout"));
    private final Map<Long, String> addresses = new HashMap<>();

    static boolean isShown(String function) {
        return FORMS.containsKey(function);
    }

    /** True if somebody else may go on as soon as this call is made. */
    static boolean isGiving(String function, List<Object> arguments) {
        return GIVING.contains(function)
                || (function.equals("semtimedop")
                        && ((MemorySegment) arguments.get(1)).get(ValueLayout.JAVA_SHORT_UNALIGNED, 2) > 0);
    }

    /** The call as it was made, and what it returned. */
    String of(String function, List<Object> arguments, Object result, int errno) {
        String form = FORMS.getOrDefault(function, "");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < form.length(); i++) {
            shown.add(argument(form.charAt(i), arguments, i, result));
        }
        String text = function + "(" + String.join(", ", shown) + ") = " + returned(result, errno);
        remember(function, arguments, result);
        return text;
    }

    private String argument(char form, List<Object> arguments, int index, Object result) {
        Object argument = arguments.get(index);
        return switch (form) {
            case 's' -> "\"" + ((MemorySegment) argument).getString(0) + "\"";
            case 'f' -> named(argument.toString(), descriptors.get(((Number) argument).longValue()));
            case 'x' -> "0x" + HexFormat.of().toHexDigits((Integer) argument);
            case 'o' -> argument.equals(0) ? "0" : "0" + Integer.toOctalString((Integer) argument);
            case 'O' -> ACCESS[(Integer) argument & 3] + flags((Integer) argument);
            case 'P' -> flags((Integer) argument).substring(1);
            case 'c' -> COMMANDS.getOrDefault((Integer) argument, argument.toString());
            case 'b' -> bytes((MemorySegment) argument, ((Number) arguments.get(index + 1)).longValue());
            case 'B' -> bytes((MemorySegment) argument, ((Number) result).longValue());
            case 'p' -> pointer((MemorySegment) argument);
            case 't' -> timespec((MemorySegment) argument);
            case 'e' -> ints((MemorySegment) argument);
            case 'u' -> polled((MemorySegment) argument, ((Number) arguments.get(index + 1)).longValue());
            case 'S' -> operations((MemorySegment) argument, ((Number) arguments.get(index + 1)).longValue());
            default -> argument.toString();
        };
    }

    private static String named(String number, @Nullable String name) {
        return name == null ? number : number + "<" + name + ">";
    }

    private static String flags(int flags) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < FLAGS.length; i++) {
            if ((flags & FLAGS[i]) == FLAGS[i]) {
                names.append('|').append(FLAG_NAMES[i]);
            }
        }
        return names.toString();
    }

    /** As text if all of it can be read, else as numbers. */
    private static String bytes(MemorySegment memory, long length) {
        if (length < 0) {
            return pointerOnly(memory);
        }
        byte[] bytes = memory.asSlice(0, Math.min(length, MOST_BYTES)).toArray(ValueLayout.JAVA_BYTE);
        String more = length > MOST_BYTES ? "…" : "";
        for (byte octet : bytes) {
            if (octet < ' ' || octet == 0x7F) {
                return "[" + HexFormat.ofDelimiter(" ").formatHex(bytes) + more + "]";
            }
        }
        return "\"" + new String(bytes, StandardCharsets.US_ASCII) + "\"" + more;
    }

    private String pointer(MemorySegment pointer) {
        return named(pointerOnly(pointer), addresses.get(pointer.address()));
    }

    private static String pointerOnly(MemorySegment pointer) {
        return pointer.address() == 0 ? "NULL" : "0x" + Long.toHexString(pointer.address());
    }

    private static String timespec(MemorySegment time) {
        if (time.address() == 0) {
            return "NULL";
        }
        return "{%d.%09d s}".formatted(time.get(ValueLayout.JAVA_LONG, 0), time.get(ValueLayout.JAVA_LONG, Long.BYTES));
    }

    private static String ints(MemorySegment memory) {
        return List.of(memory.get(ValueLayout.JAVA_INT, 0), memory.get(ValueLayout.JAVA_INT, Integer.BYTES))
                .toString();
    }

    private String polled(MemorySegment memory, long count) {
        List<String> all = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            int fd = memory.get(ValueLayout.JAVA_INT, i * POLLFD_BYTES);
            all.add(named(Integer.toString(fd), descriptors.get((long) fd)));
        }
        return all.toString();
    }

    private static String operations(MemorySegment memory, long count) {
        List<String> all = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long at = i * SEMBUF_BYTES;
            int flags = memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + 4);
            all.add("{%d, %+d, %s}"
                    .formatted(
                            memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at),
                            memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + 2),
                            operationFlags(flags)));
        }
        return all.toString();
    }

    private static String operationFlags(int flags) {
        return switch (flags) {
            case 0 -> "0";
            case 0x1000 -> "SEM_UNDO";
            case 0x800 -> "IPC_NOWAIT";
            case 0x1800 -> "SEM_UNDO|IPC_NOWAIT";
            default -> "0x" + Integer.toHexString(flags);
        };
    }

    private String returned(Object result, int errno) {
        if (result instanceof MemorySegment address) {
            return address.address() == -1L ? failure(errno) : pointerOnly(address);
        }
        long number = ((Number) result).longValue();
        return number == -1 ? failure(errno) : Long.toString(number);
    }

    private static String failure(int errno) {
        return "-1 " + Errno.of(errno);
    }

    private void remember(String function, List<Object> arguments, Object result) {
        switch (function) {
            case "open", "mq_open" -> describe(result, fileName(arguments.getFirst()));
            case "pipe2" -> {
                MemorySegment ends = (MemorySegment) arguments.getFirst();
                describe(ends.get(ValueLayout.JAVA_INT, 0), "pipe");
                describe(ends.get(ValueLayout.JAVA_INT, Integer.BYTES), "pipe");
            }
            case "close" -> descriptors.remove(((Number) arguments.getFirst()).longValue());
            case "mmap" ->
                addresses.put(
                        ((MemorySegment) result).address(),
                        descriptors.getOrDefault(((Number) arguments.get(4)).longValue(), "memory"));
            case "linkat" -> {
                String last = arguments.get(1) instanceof MemorySegment path ? path.getString(0) : "";
                String number = last.substring(last.lastIndexOf('/') + 1);
                if (number.matches("[0-9]+")) {
                    describe(Integer.valueOf(number), fileName(arguments.get(3)));
                }
            }
            default -> {
                // leaves nothing to remember
            }
        }
    }

    private void describe(Object fd, String name) {
        long number = ((Number) fd).longValue();
        if (number >= 0) {
            descriptors.put(number, name);
        }
    }

    private static String fileName(Object path) {
        String text = ((MemorySegment) path).getString(0);
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
