/**
 * A broadcast ring in shared memory: one writer, many reader processes, every reader sees every message. It carries
 * bytes and knows nothing of what they mean.
 *
 * <p>How it works. The writer copies a message into the ring and then moves the <em>tail</em>; readers follow the tail,
 * each with a <em>cursor</em> of its own in a <em>place</em> that it holds by a file lock. The writer never overwrites
 * what a registered reader has not taken yet: it takes a <em>lease</em> on space, a sixteenth of the ring at a time,
 * and looks at the cursors only when the lease is used up. Who has nothing to do spins briefly, then sleeps in the
 * kernel on a word of the header; the other side makes a system call only when another word says that somebody sleeps.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Readers look at the tail, not at the records, so a killed writer leaves nothing that could be mistaken for a
 *       message: what it had not published yet does not exist.
 *   <li>A place and the writer's role are held by open-file-description locks and not by process ids: the kernel gives
 *       them back the moment their holder dies, in any namespace, and no id can be reused.
 *   <li>The lease is announced before the cursors are looked at, with a full fence between (Dekker's pattern): a reader
 *       that joins at an old record either is seen by the writer or sees the lease that makes its record unsafe.
 *   <li>Whoever goes to sleep passes the memory barrier for both sides (membarrier), so that a writer pays nothing for
 *       each message to know whether somebody sleeps.
 *   <li>A reader copies a stretch of the ring to the heap, asks whether it was overwritten meanwhile, and only then
 *       believes it: what it then reads, many messages usually, nobody can change any more.
 *   <li>One small class, {@code RingBytes}, reaches the mapping without the JDK's checks of bounds and lifetime, which
 *       cost as much as a small message. Offsets are masked and lengths checked before, and unmapping waits until no
 *       thread is inside.
 *   <li>A second thread is refused, by one load and a compare, and not served under a lock, which would cost as much as a
 *       message. A role still goes from thread to thread between calls: the thread that takes it pays the barrier.
 *   <li>Progress is a message taken. A reader shows each one while the writer waits for room, so it may take any time for
 *       many of them; one that takes longer than the stall timeout for one message cannot be told from one that hangs.
 *   <li>A message that is too long for a reader is passed, with an error: kept, it would have the reader cut off, and cost
 *       all messages behind it.
 *   <li>A new ring is made without a name and gets it last, when the name is free or has a useless ring: no file of
 *       another kind is ever written to or removed.
 *   <li>In a conversation a short message lies a second time beside the tail, in the line that a waiting reader has already;
 *       which tail the copy belongs to is written before it and compared after it. Only when readers wish it: in a stream
 *       it would be in the writer's way. Whoever knows nothing of it reads the record.
 *   <li>A passive reader writes nothing, so it cannot say that it sleeps: it looks twenty times a second while idle.
 *   <li>"Somebody sleeps" is one sticky word, not a count: a sleeper that is killed would leave a count above zero.
 *       Readers sleep on a second word, which counts how often they were woken and which the writer alone changes: with
 *       one word for both, a reader that says that it sleeps makes another miss the wake-up that has just come.
 *   <li>No atomic read-modify-write anywhere: where a file was truncated, one that the JVM has not compiled yet ends the
 *       process, while loads and stores are an error. Both sides have that error delivered before they believe or report
 *       anything ({@link io.ipcbox.ipc.memory.MemoryFaults}).
 *   <li>A writer whose ring was truncated makes a successor, which goes on counting: a reader that gets there knows how
 *       many messages it missed.
 *   <li>A role's waits follow the rule of {@link io.ipcbox.ipc.waiting} with a class of their own, {@code WaitEnd}: the
 *       {@code Wait} of that package is an object for each call, and a message must allocate nothing.
 *   <li>A record carries the low half of its message's number, so a reader that was cut off can tell exactly how many
 *       messages it lost.
 * </ul>
 */
@NullMarked
package io.ipcbox.ring;

import org.jspecify.annotations.NullMarked;
