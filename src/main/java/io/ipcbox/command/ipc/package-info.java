/**
 * The commands {@code posix msq|shm|sem} and {@code sysv msq|shm|sem}: a server and a client, either of which a Python
 * program can replace, and verbs for daily use. They are the same at the prompt and on the command line.
 *
 * <pre>
 * IpcWords ── Action ─┬─ Queues      PosixQueues      SysvQueues
 *                     ├─ Memories    PosixMemories    SysvMemories
 *                     └─ Semaphores  PosixSemaphores  SysvSemaphores
 * </pre>
 *
 * <p>Decision: both families share one package, because they share their verbs; in separate packages all of these would
 * have to be public.
 *
 * <p>Decision: what differs between the families (the name of an object, priority or type) is an option of the adapter
 * that opens the object. An action uses only what both support, and is written once.
 *
 * <p>Decision: only Jackson's streaming parser reads JSON, because {@link io.ipcbox.command.ipc.PythonText} converts the
 * tokens directly to text: a number keeps its digits, which a binding to maps would lose. Spring Boot's own writer is
 * enough for the output, an object with a few facts.
 *
 * <p>Decision: {@code sem -s} polls the value every millisecond, which takes a few percent of one processor. The kernel
 * reports no change of a semaphore, and a waiter would take the unit, or the wake-up, that another process waits for. A
 * POSIX semaphore is a word in memory: a unit taken and given back between two polls leaves no trace, and only a loop
 * that never sleeps would see some of these. A System V semaphore records the last process that changed it, which shows
 * such a change unless the same process also made the previous one.
 */
@NullMarked
package io.ipcbox.command.ipc;

import org.jspecify.annotations.NullMarked;
