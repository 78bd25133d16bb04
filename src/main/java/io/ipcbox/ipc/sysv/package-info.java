/**
 * System V objects: message queues, semaphore sets, shared memory. C programs, Python's {@code sysv_ipc} and util-linux
 * ({@code ipcmk}, {@code ipcs}, {@code ipcrm}, {@code lsipc}) find the same objects by the same keys and ids.
 *
 * <p>An object lives in the kernel until it is removed or the machine shuts down. {@code close} affects only the handle
 * in this process, {@code remove} removes the object for all processes. The kernel has nothing to close: only this
 * library refuses calls on a closed handle, and any process can use an id.
 *
 * <p>A wait ends as {@link io.ipcbox.ipc} describes. In addition, removal of the object ends it with an
 * exception, EIDRM. Later calls get EIDRM as well, where the kernel reports EINVAL. A stop and continue, after which
 * semop returns EINTR, does not end a wait.
 *
 * <h2>Decision: a wait for a queue asks repeatedly</h2>
 *
 * msgrcv and msgsnd have no timed form, and a queue can be neither polled nor watched. A wait therefore asks with
 * IPC_NOWAIT and pauses in between: 20 microseconds, then twice that, and so on up to 4 ms. A message that arrives
 * after a wait of t is seen about t later, but never more than 4 ms; one that is already there costs no more than in C.
 * Measured on two cores: a waiting thread takes 0.8 % of a core (250 checks a second, and a message every 100 ms), 1 to
 * 2 % if the machine is five times overloaded; the median delay is 0.1 ms in a ping-pong, and 2.5 ms for a message
 * after 100 ms. A virtual thread releases its carrier during the pauses. The price is order: a C program blocked in
 * msgrcv gets a message the moment it is sent, so among several receivers it is always served first.
 *
 * <p>The alternatives, and why they were rejected:
 *
 * <ul>
 *   <li>A signal that ends the blocked call: it needs a handler in the user's JVM, and must be sent repeatedly until
 *       the thread is known to have been inside the call.
 *   <li>A blocked thread that is abandoned at the timeout: it later takes a message that no caller waits for, which is
 *       lost if the process ends then.
 *   <li>A blocked thread with a buffer of size 0, which gets E2BIG when a message arrives and leaves it in the queue:
 *       this works, but takes an empty message; and nothing ends such a thread, which delays JVM exit by 300 ms.
 *   <li>Pauses of up to 1 ms or 8 ms: nearly three times the idle cost, or twice the delay.
 * </ul>
 *
 * <h2>Decision: a wait for a semaphore sleeps in slices</h2>
 *
 * A wait sleeps in semtimedop(2), at most 100 ms at a time ({@link io.ipcbox.ipc.Deadline#SLICE_NANOS}), so
 * that it notices interrupt, close and shutdown within that time. The kernel counts it as a waiter and wakes it at
 * once; it only moves to the end of the waiters with each slice. For a virtual thread, a platform thread sleeps, so
 * that no carrier is held; the virtual thread waits for its result, so it is always known whether the operation was
 * performed. An interrupt never loses units.
 *
 * <h2>Decision: a set appears initialised</h2>
 *
 * See {@link io.ipcbox.ipc.sysv.SysvSemaphoreSet#open(SysvKey, io.ipcbox.ipc.CreationMode, io.ipcbox.ipc.Permissions,
 * java.time.Duration, int...)}: exclusive creation, values, one operation; openers wait until {@code sem_otime} is not
 * 0. Sets created without that operation ({@code ipcmk}; Python until its first acquire or release) always look
 * uninitialised; open them with {@link io.ipcbox.ipc.sysv.SysvSemaphoreSet#openAsIs}.
 *
 * <h2>Operations of sysv_ipc</h2>
 *
 * <table>
 *   <caption>Python's sysv_ipc and this package</caption>
 *   <tr><th>sysv_ipc</th><th>here</th></tr>
 *   <tr><td>{@code ftok}</td><td>{@code SysvKey.ftok}</td></tr>
 *   <tr><td>{@code IPC_PRIVATE}, key {@code None}</td><td>{@code SysvKey.PRIVATE}; no random keys, which peers would have to
 *       be told just like an id</td></tr>
 *   <tr><td>{@code KEY_MIN}, {@code KEY_MAX}</td><td>{@code SysvKey.parse} takes every 32-bit key</td></tr>
 *   <tr><td>{@code flags=0}, {@code IPC_CREAT}, {@code IPC_CREX}</td><td>{@code CreationMode.OPEN_EXISTING},
 *       {@code OPEN_OR_CREATE}, {@code CREATE_EXCLUSIVE}</td></tr>
 *   <tr><td>{@code mode} of a constructor</td><td>{@code Permissions}, exact: System V ignores the umask</td></tr>
 *   <tr><td>{@code attach(id)}, {@code remove_…(id)}</td><td>{@code ofId(id)}, then {@code attach},
 *       {@code remove}</td></tr>
 *   <tr><td>{@code PermissionsError}, {@code ExistentialError}</td><td>{@code IpcException} with EACCES or EPERM, ENOENT,
 *       EEXIST or EIDRM</td></tr>
 *   <tr><td>{@code BusyError}</td><td>false, or empty; after an interrupt {@code WaitEndedException}</td></tr>
 *   <tr><td>{@code timeout}, {@code block}</td><td>a {@code Duration}; zero does not block. IPC_NOWAIT is offered
 *       for all operations of a call, not for one of several</td></tr>
 *   <tr><td>{@code key}, {@code id}</td><td>{@code key()}, {@code id()}</td></tr>
 *   <tr><td>{@code uid}, {@code gid}, {@code cuid}, {@code cgid}, {@code mode}</td><td>{@code status().ownership()};
 *       {@code setOwner}, {@code setPermissions}</td></tr>
 *   <tr><td>{@code remove()}</td><td>{@code remove()}</td></tr>
 *   <tr><th colspan="2">Semaphore</th></tr>
 *   <tr><td>{@code Semaphore(…)}, one</td><td>{@code SysvSemaphoreSet.open}, any number</td></tr>
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
 *   <tr><td>{@code SHM_RND}, {@code SHM_REMAP}</td><td>not offered: round the address yourself; replacing an existing
 *       mapping could replace the Java heap</td></tr>
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
