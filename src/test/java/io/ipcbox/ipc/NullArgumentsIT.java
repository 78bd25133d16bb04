package io.ipcbox.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.Lifetime;
import io.ipcbox.ipc.file.NewFile;
import io.ipcbox.ipc.file.OfdLocks;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.hook.CallTrace;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.mapping.MappedFile;
import io.ipcbox.ipc.mapping.Room;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ipc.memory.MemfdSeal;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.pipe.PipeEnd;
import io.ipcbox.ipc.posix.PosixMessageBuffer;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixQueueLimits;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.ipc.sysv.SysvAccess;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvMemoryOption;
import io.ipcbox.ipc.sysv.SysvMessageBuffer;
import io.ipcbox.ipc.sysv.SysvMessageQueue;
import io.ipcbox.ipc.sysv.SysvObject;
import io.ipcbox.ipc.sysv.SysvOwnership;
import io.ipcbox.ipc.sysv.SysvSelection;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperation;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperations;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import io.ipcbox.ipc.sysv.SysvSharedMemory;
import io.ipcbox.ipc.waiting.BackOff;
import io.ipcbox.ipc.waiting.KernelSleep;
import io.ipcbox.ipc.waiting.Wait;
import io.ipcbox.ipc.waiting.Wakeup;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every public method of the library with null for each argument in turn. The method must refuse it with the name
 * of the argument, whatever the state of the object, and leave nothing behind.
 */
@ExtendWith(NoLeftovers.class)
class NullArgumentsIT {
    @TempDir
    Path directory;

    private final Arena arena = Arena.ofConfined();
    private final List<Runnable> cleaning = new ArrayList<>();
    private final Map<Class<?>, Supplier<?>> samples = new HashMap<>();

    /** Public only for other packages of the library, as their comments say; they do not check arguments. */
    private static final Set<Class<?>> NOT_FOR_USERS = Set.of(
            Descriptor.class,
            Lifetime.class,
            NewFile.class,
            OfdLocks.class,
            MappedFile.class,
            Room.class,
            BackOff.class,
            KernelSleep.class,
            Wait.class,
            Wakeup.class);

    /** Every other public class of the library except the C functions, which check nothing. */
    private static Stream<Class<?>> types() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(IpcException.class.getPackageName())
                        .stream()
                        .filter(type -> !type.getPackageName().endsWith(".libc"))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> isPublic(type) && !NOT_FOR_USERS.contains(type));
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    static Stream<Executable> calls() {
        return types().flatMap(
                        type -> Stream.concat(Stream.of(type.getDeclaredMethods()), Stream.of(type.getConstructors())))
                .filter(call -> Modifier.isPublic(call.getModifiers()) && !Modifier.isAbstract(call.getModifiers()))
                .filter(call -> !call.isSynthetic() && !isOfEveryObject(call))
                .filter(call -> Stream.of(call.getParameters()).anyMatch(NullArgumentsIT::refusesNull));
    }

    private static boolean isOfEveryObject(Executable call) {
        return call.getName().equals("equals")
                || (call.getName().equals("valueOf") && call.getDeclaringClass().isEnum());
    }

    private static boolean refusesNull(Parameter parameter) {
        return !parameter.getType().isPrimitive()
                && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @Test
    void everyPackageIsLookedAt() {
        assertThat(types().map(Class::getPackageName).distinct())
                .contains(
                        "io.ipcbox.ipc",
                        "io.ipcbox.ipc.file",
                        "io.ipcbox.ipc.hook",
                        "io.ipcbox.ipc.mapping",
                        "io.ipcbox.ipc.memory",
                        "io.ipcbox.ipc.pipe",
                        "io.ipcbox.ipc.posix",
                        "io.ipcbox.ipc.sysv",
                        "io.ipcbox.ipc.unix",
                        "io.ipcbox.ipc.waiting");
    }

    @BeforeEach
    void makeSamples() {
        sample(String.class, UniqueNames::next);
        sample(Path.class, () -> UniqueNames.nextIn(directory));
        sample(List.class, List::of);
        sample(Optional.class, Optional::empty);
        sample(Instant.class, () -> Instant.EPOCH);
        sample(Throwable.class, IOException::new);
        sample(IOException.class, IOException::new);
        sample(Supplier.class, () -> () -> true);
        sample(InetSocketAddress.class, () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        sample(CallTrace.Call.class, () -> new CallTrace.Call("close", List.of(1), false));
        sample(Errno.class, () -> Errno.EIO);
        sample(WaitEndedException.Reason.class, () -> WaitEndedException.Reason.CLOSED);
        sample(Descriptor.class, this::openedFile);
        sample(SysvOwnership.class, () -> new SysvOwnership(0, 0, 0, 0, Permissions.OWNER_ONLY));
        sample(Duration.class, () -> Duration.ZERO);
        sample(Deadline.class, () -> Deadline.PASSED);
        sample(Runnable.class, () -> () -> {});
        sample(byte[].class, () -> new byte[1]);
        sample(int[].class, () -> new int[] {1});
        sample(int.class, () -> 1);
        sample(long.class, () -> 1L);
        sample(boolean.class, () -> true);
        sample(Arena.class, () -> arena);
        sample(MemorySegment.class, () -> arena.allocate(8));
        sample(CreationMode.class, () -> CreationMode.CREATE_EXCLUSIVE);
        sample(Permissions.class, () -> Permissions.OWNER_ONLY);
        sample(PosixAccess.class, () -> PosixAccess.READ_WRITE);
        sample(PosixQueueLimits.class, () -> new PosixQueueLimits(1, 8));
        sample(PosixMessageBuffer.class, () -> PosixMessageBuffer.ofCapacity(8));
        sample(MemfdSeal[].class, () -> new MemfdSeal[0]);
        sample(SysvKey.class, () -> new SysvKey(UniqueNames.nextKey()));
        sample(SysvSelection.class, () -> SysvSelection.ANY);
        sample(SysvMessageBuffer.class, SysvMessageBuffer::growing);
        sample(SysvAccess.class, () -> SysvAccess.READ_WRITE);
        sample(SysvMemoryOption[].class, () -> new SysvMemoryOption[0]);
        sample(SysvSemaphoreOperation[].class, () -> new SysvSemaphoreOperation[] {SysvSemaphoreOperation.post(0, 1)});
        sample(SysvSemaphoreOperations.class, () -> SysvSemaphoreOperations.of(SysvSemaphoreOperation.post(0, 1)));
        makeHandles();
    }

    private Descriptor openedFile() {
        return closing(Descriptor.open("open", "directory", directory, LibcFile.O_RDONLY, Permissions.OWNER_ONLY));
    }

    private void makeHandles() {
        sample(Memfd.class, () -> closing(Memfd.create("test", 10)));
        sample(SharedFile.class, () -> {
            Path path = UniqueNames.nextIn(directory);
            return closing(SharedFile.create(path, 10, Permissions.OWNER_ONLY));
        });
        sample(PosixSemaphore.class, () -> {
            PosixSemaphore made = closing(PosixSemaphore.create(UniqueNames.next(), Permissions.OWNER_ONLY, 1));
            cleaning.add(made::unlink);
            return made;
        });
        sample(PosixSharedMemory.class, () -> {
            PosixSharedMemory made = closing(PosixSharedMemory.create(UniqueNames.next(), Permissions.OWNER_ONLY, 8));
            cleaning.add(made::unlink);
            return made;
        });
        sample(PosixMessageQueue.class, () -> {
            PosixMessageQueue made = closing(
                    PosixMessageQueue.create(UniqueNames.next(), Permissions.OWNER_ONLY, new PosixQueueLimits(1, 8)));
            cleaning.add(made::unlink);
            return made;
        });
        sample(Fifo.class, () -> {
            Path path = UniqueNames.nextIn(directory);
            Fifo.make(path, Permissions.OWNER_ONLY);
            return closing(Fifo.openForReading(path));
        });
        sample(PipeEnd.class, PipeEnd::standardOutput);
        sample(FileStatus.class, () -> Statx.of(directory).orElseThrow());
        sample(SysvMessageQueue.class, () -> {
            SysvMessageQueue made =
                    SysvMessageQueue.open(SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
            cleaning.add(made::remove);
            return made;
        });
        sample(SysvObject.class, () -> (SysvObject<?>) sampleOf(SysvMessageQueue.class));
        sample(SysvSemaphoreSet.class, () -> {
            SysvSemaphoreSet made = SysvSemaphoreSet.open(
                    SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 1);
            cleaning.add(made::remove);
            return made;
        });
        sample(SysvSharedMemory.class, () -> {
            SysvSharedMemory made =
                    SysvSharedMemory.open(SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, 8);
            cleaning.add(made::remove);
            return made;
        });
    }

    private <T> void sample(Class<T> type, Supplier<? extends T> making) {
        samples.put(type, making);
    }

    private <T extends AutoCloseable> T closing(T handle) {
        cleaning.add(() -> {
            try {
                handle.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        return handle;
    }

    @AfterEach
    void clean() {
        cleaning.forEach(Runnable::run);
        arena.close();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void nullIsRefusedByTheNameOfTheArgument(Executable call) {
        Parameter[] parameters = call.getParameters();
        @Nullable
        Object handle = Modifier.isStatic(call.getModifiers()) || !(call instanceof Method)
                ? null
                : sampleOf(call.getDeclaringClass());
        for (int i = 0; i < parameters.length; i++) {
            if (refusesNull(parameters[i])) {
                @Nullable Object[] arguments = argumentsWithout(i, parameters);
                Throwable thrown = catchThrowable(() -> invoke(call, handle, arguments));
                assertThat(thrown)
                        .as("%s, %s = null", call, parameters[i].getName())
                        .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
                assertThat(thrown.getMessage()).as("%s", call).isEqualTo(parameters[i].getName());
            }
        }
    }

    private @Nullable Object[] argumentsWithout(int missing, Parameter[] parameters) {
        @Nullable Object[] arguments = new @Nullable Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            if (i != missing) {
                arguments[i] = sampleOf(parameters[i].getType());
            }
        }
        return arguments;
    }

    private Object sampleOf(Class<?> type) {
        return Objects.requireNonNull(samples.get(type), () -> "a sample of " + type)
                .get();
    }

    private static void invoke(Executable call, @Nullable Object handle, @Nullable Object[] arguments)
            throws Throwable {
        try {
            if (call instanceof Method method) {
                method.invoke(handle, arguments);
            } else {
                ((Constructor<?>) call).newInstance(arguments);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
