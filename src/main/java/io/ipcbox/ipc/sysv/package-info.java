/**
 * System V objects: message queues, semaphore sets, shared memory. C programs, Python's {@code sysv_ipc} and util-linux
 * ({@code ipcmk}, {@code ipcs}, {@code ipcrm}, {@code lsipc}) find the same objects by the same keys and ids.
 *
 * <p>An object lives in the kernel until somebody removes it or the machine goes down. {@code close} lets go of it in
 * this process, {@code remove} ends it for everybody. There is nothing to close in the kernel, so a closed handle is a
 * promise of this library alone, and an id is as good as the object itself.
 *
 * <p>A wait ends as {@link io.ipcbox.ipc.waiting} describes. In addition, the removal of the object is an exception, EIDRM,
 * and so is every later call: the kernel reports EIDRM to a waiting thread and EINVAL to a later call, this package reports
 * EIDRM to both. A stop and a continue (after which semop returns EINTR by itself) do not end a wait.
 *
 * <h2>Decision: a queue is asked again and again</h2>
 *
 * msgrcv and msgsnd have no timed form, and a queue can be neither polled nor watched. So a wait asks with IPC_NOWAIT,
 * and pauses between: 20 microseconds, twice that, and so on up to 4 ms. What comes after a wait of t is seen about t
 * later, and never more than 4 ms; a message that is there already costs no more than in C. Measured on two cores: a
 * waiting thread costs 0.8 % of a core (250 looks a second, and a message every 100 ms), 1 to 2 % with the machine five
 * times overloaded; the answer in a ping-pong is seen after 0.1 ms in the middle, what comes after 100 ms after 2.5 ms. A
 * virtual thread gives its carrier away in the pauses. What that costs in order: a C program blocked in msgrcv is handed a
 * message the moment it is sent, so among several receivers such a one is always served first.
 *
 * <p>Instead of these, because:
 *
 * <ul>
 *   <li>a signal that ends the blocked call: its handler would be one in somebody else's JVM, and be sent again and again
 *       until the thread is known to have been inside the call;
 *   <li>a blocked thread that is abandoned when the time is up: it takes a message later that nobody waits for; if the
 *       process ends then, the message is lost;
 *   <li>a blocked thread with no room, to which the kernel says E2BIG when a message comes, and leaves it in the queue:
 *       tried, and it works, but an empty message fits and is taken; and nothing ends such a thread, which would hold
 *       up the end of the JVM by 300 ms;
 *   <li>pauses up to 1 ms or 8 ms: nearly three times the idle cost, or twice the delay.
 * </ul>
 *
 * <h2>Decision: a semaphore is slept at, in slices</h2>
 *
 * semtimedop(2) is timed, so a wait sleeps in it, 100 ms at a time at most ({@link
 * io.ipcbox.ipc.waiting.Deadline#SLICE_NANOS}), and looks around between: interrupt, close and shutdown are noticed
 * within that. The kernel counts it among the waiters and wakes it at once; only its place among them is new with each
 * slice. A virtual thread has a platform thread sleep in its place, so that no carrier is held, and waits until it is
 * back: whether the operation was performed is never in doubt. Units are never lost by an interrupt.
 *
 * <h2>Decision: a set is born initialised</h2>
 *
 * See {@link io.ipcbox.ipc.sysv.SysvSemaphoreSet#open(SysvKey, io.ipcbox.ipc.CreationMode, io.ipcbox.ipc.Permissions,
 * java.time.Duration, int...)}: exclusive creation, values, one operation; openers wait until {@code sem_otime} is not 0.
 * Programs that do not care about that ({@code ipcmk}, Python until its first acquire or release) make sets that look
 * unfinished for ever; {@link io.ipcbox.ipc.sysv.SysvSemaphoreSet#openAsIs} is for those.
 *
 * <h2>What sysv_ipc calls an operation</h2>
 *
 * <table>
 *   <caption>Python's sysv_ipc, its USAGE, and where it is here</caption>
 *   <tr><th>sysv_ipc</th><th>here</th></tr>
 *   <tr><td>{@code ftok}</td><td>{@code SysvKey.ftok}</td></tr>
 *   <tr><td>{@code IPC_PRIVATE}, key {@code None}</td><td>{@code SysvKey.PRIVATE}; no random keys, others would need to be
 *       told them as they need to be told an id</td></tr>
 *   <tr><td>{@code KEY_MIN}, {@code KEY_MAX}</td><td>{@code SysvKey.parse} takes every 32-bit key</td></tr>
 *   <tr><td>{@code flags=0}, {@code IPC_CREAT}, {@code IPC_CREX}</td><td>{@code CreationMode.OPEN_EXISTING},
 *       {@code OPEN_OR_CREATE}, {@code CREATE_EXCLUSIVE}</td></tr>
 *   <tr><td>{@code mode} of a constructor</td><td>{@code Permissions}, exact: System V looks at no umask</td></tr>
 *   <tr><td>{@code attach(id)}, {@code remove_…(id)}</td><td>{@code ofId(id)}, then {@code attach},
 *       {@code remove}</td></tr>
 *   <tr><td>{@code PermissionsError}, {@code ExistentialError}</td><td>{@code IpcException} with EACCES or EPERM, ENOENT,
 *       EEXIST or EIDRM</td></tr>
 *   <tr><td>{@code BusyError}</td><td>false, or empty; after an interrupt {@code WaitEndedException}</td></tr>
 *   <tr><td>{@code timeout}, {@code block}</td><td>a {@code Duration}; zero does not block. IPC_NOWAIT for one operation
 *       of several is not offered, only for all</td></tr>
 *   <tr><td>{@code key}, {@code id}</td><td>{@code key()}, {@code id()}</td></tr>
 *   <tr><td>{@code uid}, {@code gid}, {@code cuid}, {@code cgid}, {@code mode}</td><td>{@code status().ownership()};
 *       {@code setOwner}, {@code setPermissions}</td></tr>
 *   <tr><td>{@code remove()}</td><td>{@code remove()}</td></tr>
 *   <tr><th colspan="2">Semaphore</th></tr>
 *   <tr><td>{@code Semaphore(…)}, one</td><td>{@code SysvSemaphoreSet.open}, as many as one likes</td></tr>
 *   <tr><td>{@code acquire}, {@code P}</td><td>{@code wait}</td></tr>
 *   <tr><td>{@code release}, {@code V}, {@code with}</td><td>{@code post}</td></tr>
 *   <tr><td>{@code Z}</td><td>{@code awaitZero}</td></tr>
 *   <tr><td>{@code undo}</td><td>{@code SysvSemaphoreOperation.withUndo}, {@code perform}</td></tr>
 *   <tr><td>{@code value}</td><td>{@code value}, {@code values}, {@code setValue}, {@code setValues}</td></tr>
 *   <tr><td>{@code last_pid}</td><td>{@code lastPid}</td></tr>
 *   <tr><td>{@code waiting_for_nonzero}, {@code waiting_for_zero}</td><td>{@code waitingForMore},
 *       {@code waitingForZero}</td></tr>
 *   <tr><td>{@code o_time}</td><td>{@code status().lastOperation()}</td></tr>
 *   <tr><td>{@code SEMAPHORE_VALUE_MAX}</td><td>{@code SysvSemaphoreSet.MAX_VALUE}</td></tr>
 *   <tr><th colspan="2">SharedMemory</th></tr>
 *   <tr><td>{@code SharedMemory(…)}, attached</td><td>{@code SysvSharedMemory.open}, then {@code attach}</td></tr>
 *   <tr><td>{@code init_character}</td><td>new memory is zero; {@code MemorySegment.fill}</td></tr>
 *   <tr><td>{@code attach(address, flags)}</td><td>{@code attach(access)}, {@code attach(access, address)},
 *       {@code attach(access, arena)}</td></tr>
 *   <tr><td>{@code SHM_RDONLY}</td><td>{@code SysvAccess.READ_ONLY}</td></tr>
 *   <tr><td>{@code SHM_RND}, {@code SHM_REMAP}</td><td>not offered: round the address yourself; to replace what lies
 *       somewhere could replace the Java heap</td></tr>
 *   <tr><td>{@code SHM_HUGETLB}, {@code SHM_NORESERVE}</td><td>{@code SysvMemoryOption}</td></tr>
 *   <tr><td>{@code detach}</td><td>{@code SysvAttachment.detach}, {@code close}</td></tr>
 *   <tr><td>{@code read}, {@code write}, buffer protocol</td><td>{@code SysvAttachment.segment}, a
 *       {@code MemorySegment}</td></tr>
 *   <tr><td>{@code address}, {@code attached}</td><td>{@code SysvAttachment.address}, {@code isDetached}</td></tr>
 *   <tr><td>{@code size}, {@code number_attached}, {@code creator_pid}, {@code last_pid}, {@code last_…_time}</td>
 *       <td>{@code status()}</td></tr>
 *   <tr><th colspan="2">MessageQueue</th></tr>
 *   <tr><td>{@code MessageQueue(…)}</td><td>{@code SysvMessageQueue.open}</td></tr>
 *   <tr><td>{@code max_message_size}</td><td>none: every message is received whole; a {@code SysvMessageBuffer} has a
 *       capacity</td></tr>
 *   <tr><td>{@code send(message, block, type)}</td><td>{@code send}</td></tr>
 *   <tr><td>{@code receive(block, type)}</td><td>{@code receive}; {@code SysvSelection.ANY}, {@code ofType},
 *       {@code lowestUpTo} for type 0, above, below</td></tr>
 *   <tr><td>–</td><td>{@code SysvSelection.except} (MSG_EXCEPT), {@code SysvMessageBuffer.truncating} (MSG_NOERROR),
 *       {@code peek} (MSG_COPY)</td></tr>
 *   <tr><td>{@code max_size}</td><td>{@code status().maxBytes()}, {@code setMaxBytes}</td></tr>
 *   <tr><td>{@code current_messages}, {@code last_send_pid}, {@code last_receive_pid}, {@code last_…_time}</td>
 *       <td>{@code status()}</td></tr>
 *   <tr><td>–</td><td>{@code lock}, {@code unlock}, several semaphores at once ({@code SysvSemaphoreOperations})</td></tr>
 * </table>
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sysvipc.7.html">sysvipc(7)</a>
 */
@NullMarked
package io.ipcbox.ipc.sysv;

import org.jspecify.annotations.NullMarked;
