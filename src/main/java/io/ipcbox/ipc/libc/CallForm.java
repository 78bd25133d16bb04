package io.ipcbox.ipc.libc;

import io.ipcbox.ipc.Errno;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Formats the calls of a C function: {@code write(1<pipe>, "12", 2) = 2}. Created for each explained function while
 * calls are traced. Any thread may call.
 *
 * @param types one for each argument
 */
record CallForm(String function, List<CType> types) {
    private static final int[] FLAGS = {
        LibcFile.O_CREAT, LibcFile.O_EXCL, LibcFile.O_NONBLOCK, LibcFile.O_TMPFILE, LibcFile.O_CLOEXEC
    };
    private static final String[] FLAG_NAMES = {"O_CREAT", "O_EXCL", "O_NONBLOCK", "O_TMPFILE", "O_CLOEXEC"};
    private static final String[] ACCESS = {"O_RDONLY", "O_WRONLY", "O_RDWR"};
    private static final String[] COMMANDS = {"IPC_RMID", "IPC_SET", "IPC_STAT"};
    private static final String[] SEMAPHORE_COMMANDS = {
        "GETPID", "GETVAL", "GETALL", "GETNCNT", "GETZCNT", "SETVAL", "SETALL"
    };
    private static final int MOST_BYTES = 32;

    // What the descriptors and addresses of this process refer to; guarded by DESCRIPTORS.
    private static final Map<Long, String> DESCRIPTORS = new HashMap<>(Map.of(0L, "stdin", 1L, "stdout"));
    private static final Map<Long, String> ADDRESSES = new HashMap<>();

    /** True if the call may release another process. */
    boolean isGiving(List<Object> arguments) {
        return IntStream.range(0, types.size()).anyMatch(i -> switch (types.get(i)) {
            case BYTES, POSTED, NEW_PATH -> true;
            case OPERATIONS -> memory(arguments, i).get(ValueLayout.JAVA_SHORT_UNALIGNED, SembufLayout.OPERATION) > 0;
            default -> false;
        });
    }

    String text(List<Object> arguments, Object result, int errno) {
        synchronized (DESCRIPTORS) {
            String text = IntStream.range(0, types.size())
                    .mapToObj(i -> argument(arguments, i, result))
                    .collect(Collectors.joining(", ", function + "(", ") = " + returned(result, errno)));
            for (int i = 0; i < types.size(); i++) {
                remember(arguments, i, result);
            }
            return text;
        }
    }

    private String argument(List<Object> arguments, int index, Object result) {
        Object argument = arguments.get(index);
        return switch (types.get(index)) {
            case INT, LONG -> argument.toString();
            case OCTAL -> argument.equals(0) ? "0" : "0" + Integer.toOctalString((Integer) argument);
            case KEY -> "0x" + HexFormat.of().toHexDigits((Integer) argument);
            case POINTER, POSTED -> named(pointer(memory(arguments, index)), ADDRESSES.get(address(argument)));
            case TIME -> time(memory(arguments, index));
            case FD, CLOSED_FD, MAPPED_FD -> descriptor(number(argument));
            case PIPE_ENDS ->
                List.of(end(arguments, index, 0), end(arguments, index, 1)).toString();
            case POLLFDS -> each(arguments, index, PollfdLayout.BYTES, CallForm::polled);
            case PATH, OPENED_PATH, NEW_PATH -> "\"" + memory(arguments, index).getString(0) + "\"";
            case BYTES -> bytes(memory(arguments, index), number(arguments.get(index + 1)));
            case RECEIVED -> bytes(memory(arguments, index), number(result));
            case ACCESS_FLAGS -> ACCESS[(Integer) argument & 3] + flags((Integer) argument);
            case FLAGS -> flags((Integer) argument).substring(1);
            case IPC_COMMAND -> command((Integer) argument);
            case SEMAPHORE_COMMAND -> semaphoreCommand((Integer) argument);
            case OPERATIONS -> each(arguments, index, SembufLayout.BYTES, CallForm::operation);
        };
    }

    private static MemorySegment memory(List<Object> arguments, int index) {
        return (MemorySegment) arguments.get(index);
    }

    private static long number(Object argument) {
        return ((Number) argument).longValue();
    }

    private static long address(Object argument) {
        return ((MemorySegment) argument).address();
    }

    private static String named(String number, @Nullable String name) {
        return name == null ? number : number + "<" + name + ">";
    }

    private static String descriptor(long fd) {
        return named(Long.toString(fd), DESCRIPTORS.get(fd));
    }

    private static String pointer(MemorySegment pointer) {
        return pointer.address() == 0 ? "NULL" : "0x" + Long.toHexString(pointer.address());
    }

    private static String time(MemorySegment time) {
        return time.address() == 0
                ? "NULL"
                : "{%d.%09d s}"
                        .formatted(
                                time.get(ValueLayout.JAVA_LONG, TimespecLayout.SECONDS),
                                time.get(ValueLayout.JAVA_LONG, TimespecLayout.NANOS));
    }

    private static int end(List<Object> arguments, int index, int which) {
        return memory(arguments, index).getAtIndex(ValueLayout.JAVA_INT, which);
    }

    private static String each(List<Object> arguments, int index, long size, Function<MemorySegment, String> text) {
        MemorySegment array = memory(arguments, index);
        return LongStream.range(0, number(arguments.get(index + 1)))
                .mapToObj(i -> text.apply(array.asSlice(i * size, size)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String polled(MemorySegment pollfd) {
        return descriptor(pollfd.get(ValueLayout.JAVA_INT, PollfdLayout.FD));
    }

    private static String operation(MemorySegment sembuf) {
        return "{%d, %+d, %s}"
                .formatted(
                        sembuf.get(ValueLayout.JAVA_SHORT_UNALIGNED, SembufLayout.NUMBER),
                        sembuf.get(ValueLayout.JAVA_SHORT_UNALIGNED, SembufLayout.OPERATION),
                        operationFlags(sembuf.get(ValueLayout.JAVA_SHORT_UNALIGNED, SembufLayout.FLAGS)));
    }

    private static String operationFlags(int flags) {
        return switch (flags) {
            case 0 -> "0";
            case LibcSysvSemaphore.SEM_UNDO -> "SEM_UNDO";
            case LibcSysvFlags.IPC_NOWAIT -> "IPC_NOWAIT";
            case LibcSysvSemaphore.SEM_UNDO | LibcSysvFlags.IPC_NOWAIT -> "SEM_UNDO|IPC_NOWAIT";
            default -> "0x" + Integer.toHexString(flags);
        };
    }

    /** As text if all bytes are printable, otherwise as numbers. */
    private static String bytes(MemorySegment memory, long length) {
        if (length < 0) {
            return pointer(memory);
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

    private static String flags(int flags) {
        return IntStream.range(0, FLAGS.length)
                .filter(i -> (flags & FLAGS[i]) == FLAGS[i])
                .mapToObj(i -> "|" + FLAG_NAMES[i])
                .collect(Collectors.joining());
    }

    private static String command(int command) {
        return command < COMMANDS.length ? COMMANDS[command] : Integer.toString(command);
    }

    private static String semaphoreCommand(int command) {
        int index = command - LibcSysvSemaphore.GETPID;
        return index >= 0 && index < SEMAPHORE_COMMANDS.length ? SEMAPHORE_COMMANDS[index] : command(command);
    }

    private static String returned(Object result, int errno) {
        boolean failed = result instanceof MemorySegment address ? address.address() == -1L : number(result) == -1;
        return failed
                ? "-1 " + Errno.of(errno)
                : result instanceof MemorySegment address ? pointer(address) : result.toString();
    }

    private void remember(List<Object> arguments, int index, Object result) {
        switch (types.get(index)) {
            case OPENED_PATH -> describe(number(result), fileName(arguments, index));
            case CLOSED_FD -> DESCRIPTORS.remove(number(arguments.get(index)));
            case MAPPED_FD ->
                ADDRESSES.put(address(result), DESCRIPTORS.getOrDefault(number(arguments.get(index)), "memory"));
            case PIPE_ENDS -> {
                describe(end(arguments, index, 0), "pipe");
                describe(end(arguments, index, 1), "pipe");
            }
            case NEW_PATH -> {
                // The old path is /proc/self/fd/5.
                String descriptor = fileName(arguments, index - 2);
                if (descriptor.matches("[0-9]+")) {
                    describe(Integer.parseInt(descriptor), fileName(arguments, index));
                }
            }
            default -> {
                // nothing to remember
            }
        }
    }

    private static void describe(long fd, String name) {
        if (fd >= 0) {
            DESCRIPTORS.put(fd, name);
        }
    }

    private static String fileName(List<Object> arguments, int index) {
        String path = memory(arguments, index).getString(0);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
