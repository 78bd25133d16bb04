/**
 * A broadcast ring in shared memory: one writer, many reader processes, every reader sees every message. It carries
 * bytes, whatever they mean.
 *
 * <p>How it works. The writer copies a message into the ring and then moves the <em>tail</em>. Readers follow the tail,
 * each with a <em>cursor</em> in a <em>place</em> that it holds by a file lock. The writer never overwrites bytes that
 * a registered reader has not taken: it takes a <em>lease</em> on a sixteenth of the ring at a time and checks the
 * cursors only when the lease is used up. An idle reader or waiting writer spins briefly, then sleeps in the kernel on
 * a word of the header; the other side makes a system call only if another word tells that it sleeps.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Readers follow the tail, not the records, so a killed writer leaves nothing that could be mistaken for a
 *       message.
 *   <li>Places and the writer's role are held by open-file-description locks, not by process ids: the kernel releases
 *       them the moment their holder dies, in any namespace. A process id could be reused.
 *   <li>The lease is announced before the cursors are checked, with a full fence between (Dekker's pattern): a reader
 *       that joins at an old record either is seen by the writer or sees the lease that makes its record unsafe.
 *   <li>The side that goes to sleep passes the memory barrier for both sides (membarrier), so that checking for
 *       sleepers costs the writer nothing for each message.
 *   <li>A reader copies a section of the ring, usually many messages, to the heap, checks that it was not overwritten
 *       meanwhile, and only then uses it. No process can change the copy.
 *   <li>One small class, {@code RingBytes}, accesses the mapping without the JDK's bounds and lifetime checks, which
 *       cost as much as a small message. Offsets are masked and lengths checked before, and unmapping waits until no
 *       thread is inside.
 *   <li>A second thread is refused, after one load and a compare; a lock would cost as much as a message. A role still
 *       passes from thread to thread between calls, and the thread that takes it pays for the barrier.
 *   <li>Progress means taking a message. A reader shows each one while the writer waits for room, so it may take any
 *       time for many messages. A reader that takes longer than the stall timeout for one message is indistinguishable
 *       from one that hangs.
 *   <li>A message that is too long for a reader is skipped with an error. If it were kept, the reader would be cut off
 *       and lose all messages after it.
 *   <li>A new ring is created without a name and named last, if the name is free or belongs to an unusable ring: other
 *       files are never written to or removed.
 *   <li>In a conversation, a short message is copied beside the tail, in the cache line that a waiting reader already
 *       has. The copy's tail is written before it and compared after it. The writer copies only when readers ask for
 *       it, because copies would slow down a stream. A reader that does not use the copy reads the record.
 *   <li>A passive reader writes nothing, so it cannot announce that it sleeps: it polls twenty times a second while
 *       idle.
 *   <li>Whether readers sleep is one sticky flag, not a count, which a killed sleeper would leave above zero. Readers
 *       sleep on a second word, the number of wake-ups, which only the writer changes: with one word for both, a reader
 *       that announces its sleep would make another one miss a wake-up.
 *   <li>No atomic read-modify-write anywhere: on a truncated file, one that the JVM has not compiled yet ends the
 *       process, while loads and stores throw an error. Both sides have that error delivered before they use or report
 *       anything ({@link io.ipcbox.ipc.mapping.MemoryFaults}).
 *   <li>A writer whose ring was truncated creates a successor, which continues the message numbers: readers that open
 *       it know how many messages they missed.
 *   <li>A role's waits follow the rule of {@link io.ipcbox.ipc} with a class of their own, {@code WaitEnd}: the
 *       {@code Wait} of that package is an object for each call, and a message must allocate nothing.
 *   <li>A record contains the low half of its message's number, so a reader that was cut off knows exactly how many
 *       messages it lost.
 * </ul>
 */
@NullMarked
package io.ipcbox.ring;

import org.jspecify.annotations.NullMarked;
