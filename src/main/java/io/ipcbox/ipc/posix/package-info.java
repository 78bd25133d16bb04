/**
 * POSIX objects with a name: {@link io.ipcbox.ipc.posix.PosixMessageQueue message queues}, {@link
 * io.ipcbox.ipc.posix.PosixSemaphore semaphores}, {@link io.ipcbox.ipc.posix.PosixSharedMemory shared memory}. They are
 * the C library's own objects: C, C++ and Python programs are peers. Memory without a name and files
 * that processes share are in {@link io.ipcbox.ipc.memory}, FIFOs in {@link io.ipcbox.ipc.pipe}.
 *
 * <p>A name lives until {@code unlink} is called, whatever becomes of the processes; {@code close} affects only this
 * process. Timeouts are {@link java.time.Duration}s on the monotonic clock; {@code ChronoUnit.FOREVER.getDuration()}
 * waits indefinitely. Timeout, empty and full are return values; {@link io.ipcbox.ipc} describes what else ends
 * a wait.
 *
 * <p>If you know {@code posix_ipc} from Python, this table maps its operations:
 *
 * <table>
 * <caption>posix_ipc and this package</caption>
 * <tr><th>posix_ipc</th><th>here</th></tr>
 * <tr><td>{@code flags} 0, {@code O_CREX}, {@code O_CREAT}; {@code mode}</td>
 *     <td>{@link io.ipcbox.ipc.CreationMode}; {@link io.ipcbox.ipc.Permissions}, whatever the umask</td></tr>
 * <tr><td>{@code name=None}</td><td>choose a name and use {@code CREATE_EXCLUSIVE}; {@code Memfd} needs none</td></tr>
 * <tr><td>{@code unlink_semaphore}, {@code unlink_shared_memory}, {@code unlink_message_queue}</td>
 *     <td>{@code unlink(name)} of each class</td></tr>
 * <tr><td>{@code Semaphore(name, flags, mode, initial_value)}</td>
 *     <td>{@code PosixSemaphore.open(name, mode, permissions, initialValue)}</td></tr>
 * <tr><td>{@code acquire()}, {@code acquire(0)}, {@code acquire(timeout)}</td>
 *     <td>{@code waitFor(timeout)}, {@code tryWait()}; false instead of {@code BusyError}</td></tr>
 * <tr><td>{@code release()}, {@code value}, {@code name}, {@code close()}, {@code unlink()}</td>
 *     <td>{@code post()}, {@code value()}, {@code name()}, {@code close()}, {@code unlink()}</td></tr>
 * <tr><td>{@code SEMAPHORE_VALUE_MAX}</td><td>{@code Integer.MAX_VALUE}</td></tr>
 * <tr><td>{@code SharedMemory(name, flags, mode, size, read_only)}</td>
 *     <td>{@code PosixSharedMemory.open(name, mode, permissions, sizeBytes)}, {@code open(name, access)}</td></tr>
 * <tr><td>{@code os.ftruncate(fd, size)}, {@code O_TRUNC}</td><td>{@code resize(sizeBytes)}, {@code resize(0)}</td></tr>
 * <tr><td>{@code mmap.mmap(fd, size)}</td><td>{@code map(arena)}, {@code map(arena, offset, length)}</td></tr>
 * <tr><td>{@code size}, {@code fd}, {@code fileno()}, {@code close_fd()}, {@code unlink()}</td>
 *     <td>{@code sizeBytes()}, {@code fileDescriptor()}, {@code close()}, {@code unlink()}</td></tr>
 * <tr><td>{@code PAGE_SIZE}</td><td>not needed: a mapping may begin anywhere</td></tr>
 * <tr><td>{@code MessageQueue(name, flags, mode, max_messages, max_message_size, read, write)}</td>
 *     <td>{@code PosixMessageQueue.open(name, mode, permissions, limits, access)}, {@code open(name, access)}; {@link
 *     io.ipcbox.ipc.PosixAccess} for {@code read} and {@code write}</td></tr>
 * <tr><td>{@code send(message, timeout, priority)}</td>
 *     <td>{@code send(data, priority, timeout)}; false instead of {@code BusyError}</td></tr>
 * <tr><td>{@code receive(timeout)}</td><td>{@code receive(timeout)}; empty instead of {@code BusyError}</td></tr>
 * <tr><td>{@code request_notification(callback)}, {@code request_notification(None)}</td>
 *     <td>{@code onMessage(action)}, {@code close()} of its result; need not be requested again</td></tr>
 * <tr><td>{@code block}</td><td>{@code setNonBlocking(…)}, {@code attributes().isNonBlocking()}</td></tr>
 * <tr><td>{@code max_messages}, {@code max_message_size}, {@code current_messages}</td>
 *     <td>{@code attributes()}, {@code currentMessages()}</td></tr>
 * <tr><td>{@code mqd}, {@code fileno()}, {@code close()}, {@code unlink()}</td>
 *     <td>{@code fileDescriptor()}, {@code awaitMessage}, {@code awaitRoom}; {@code close()}, {@code unlink()}</td></tr>
 * <tr><td>{@code QUEUE_MESSAGES_MAX_DEFAULT}, {@code QUEUE_MESSAGE_SIZE_MAX_DEFAULT}</td>
 *     <td>{@link io.ipcbox.ipc.posix.PosixQueueLimits#SYSTEM_DEFAULT}</td></tr>
 * <tr><td>{@code QUEUE_PRIORITY_MAX}</td><td>32767</td></tr>
 * <tr><td>{@code PermissionsError}, {@code ExistentialError}, {@code Error}</td>
 *     <td>{@link io.ipcbox.ipc.IpcException} with EACCES, EEXIST or ENOENT, …</td></tr>
 * <tr><td>{@code SignalError}, {@code USER_SIGNAL_MIN}</td>
 *     <td>none: signals neither end waits nor serve notifications. {@code Thread.interrupt} ends a wait, with {@link
 *     io.ipcbox.ipc.WaitEndedException}</td></tr>
 * </table>
 *
 * <p>Decision: a wait polls the queue, then takes a message without waiting. The alternative is to sleep in
 * mq_timedreceive in slices, because neither an interrupt nor a close ends that call. Measured with a process
 * registered with mq_notify, which POSIX does not notify while a receiver waits: with poll it was notified of 500
 * messages in 500, with slices of 100 ms of none in 1,500 (only a message between two slices would notify it). Slices
 * would delay every interrupt and close by up to 100 ms and wake each idle receiver ten times a second. Few programs
 * combine mq_notify with receivers; such a program must expect to find the queue empty.
 *
 * <p>Decision: posting to and taking from a semaphore bypass C ({@link io.ipcbox.ipc.posix.SemaphoreWord}) unless a
 * thread must sleep or be woken, or an error reported. They do the same atomic step as glibc: 5 nanoseconds for a pair,
 * as in C, instead of 24 for the calls into C and the count of calls in progress. The layout of the semaphore is not a
 * documented interface, although glibc cannot change it for semaphores that lie in files. So each process tests it
 * once, on a private semaphore ({@link io.ipcbox.ipc.posix.SemaphoreTrial}); if anything differs, everything goes
 * through C. {@link io.ipcbox.ipc.posix.SemaphoreMemory} explains how {@code close} is kept apart from these calls.
 * {@code Arena.ofShared} would do that too, but throws into a call that has already taken its unit.
 *
 * <p>Decision: memory and semaphores are created without a name and named when complete ({@link
 * io.ipcbox.ipc.posix.ShmFile}). {@code shm_open} and {@code sem_open} leave the permissions to the umask, and what
 * {@code shm_open} creates can be opened while it is still empty.
 */
@NullMarked
package io.ipcbox.ipc.posix;

import org.jspecify.annotations.NullMarked;
