/**
 * The commands {@code posix msq|shm|sem} and {@code sysv msq|shm|sem}: a server and a client that Python programs can
 * replace at either end, and verbs for daily use. The same at the prompt and one-shot.
 *
 * <pre>
 * IpcWords ── Action ─┬─ Queues      PosixQueues      SysvQueues
 *                     ├─ Memories    PosixMemories    SysvMemories
 *                     └─ Semaphores  PosixSemaphores  SysvSemaphores
 * </pre>
 *
 * <p>Decision: both families in one package, because their verbs are the same classes; apart, all of these would have to
 * be public.
 *
 * <p>Decision: what differs between the families (how an object is named, priority or type) are options of the adapter
 * that opens the object; an action knows only what both can do, and is written once.
 *
 * <p>Decision: JSON is read with Jackson's streaming parser alone, because {@link io.ipcbox.command.ipc.PythonText} makes
 * text of the tokens directly: a number keeps its digits, and a binding to maps would only lose them. What is written,
 * one object of few facts, Spring Boot's own writer can do.
 *
 * <p>Decision: {@code sem -s} looks at the value once a millisecond, which takes a few percent of one processor. The
 * kernel reports no change of either kind of semaphore, and a waiter that is woken takes the unit, or the wake-up, that
 * another process waits for. A POSIX semaphore is a word in memory: a unit taken and given back between two looks leaves
 * no trace there, and only a loop that never sleeps would see some of these. A System V semaphore keeps the last process
 * that changed it, so the same shows there unless that process was the last one before, too.
 */
@NullMarked
package io.ipcbox.command.ipc;

import org.jspecify.annotations.NullMarked;
