/**
 * The ring against its peers, each at its best settings, in processes of their own: {@code scripts/bench} starts them,
 * lets the contenders take turns, and makes the table. A process is {@link io.ipcbox.benchmark.ring.BenchmarkProcess};
 * {@code src/bench/c/limit.c} is the same in C, on nothing but a cache line, a futex, and a ring of fixed slots.
 *
 * <p>What the figures depend on most is none of the contenders: where the host has put the two processors. A cache line
 * goes back and forth in 70 to 120 ns when they are near each other and in 400 to 500 when they are far, and that may
 * change within a second. So it is measured before and after each run, and runs in either state are kept apart.
 *
 * <p>What made the ring fast, in the order of what it brought:
 *
 * <ul>
 *   <li>No full fence for each message. The writer has to know whether a reader sleeps; it looks with a fence that costs
 *       nothing, and who goes to sleep pays for both with membarrier(2).
 *   <li>A reader that lags a little behind a stream. One that looks at the tail after every message takes its cache line
 *       from the writer every time.
 *   <li>Copying a stretch of the ring to the heap at once, and reading messages there: one look at the tail, one check
 *       that nothing was overwritten, one lock-free entry for many messages; and what was copied nobody can change. Of
 *       8 KiB, which the processor's first cache holds: with 32 KiB each message took 17 ns instead of 11.
 *   <li>Handing many messages over in one call: between two calls each field goes through memory, which was half of the
 *       time.
 *   <li>No loop in the copy of a short message: around eight bytes at a time the compiler put ten times their work in
 *       range checks. Publishing went from 19 to 8 ns, of which the memory itself takes 3.5.
 *   <li>Loading the next record's cache lines together with the tail's, not after it: a quarter of the round trip.
 *   <li>A copy of a short message in the tail's own line, in a conversation: 20 to 40 ns of a round trip where the
 *       processors are near, 120 of 700 where they are far. In a stream it would cost the writer half its speed, so readers
 *       say when it is of use, and the writer learns of it with the load that looks for sleepers.
 *   <li>Leaving the processor where processes outnumber processors: by yielding early, and by sleeping between two looks
 *       at a stream.
 * </ul>
 *
 * <p>What limits it still:
 *
 * <ul>
 *   <li>The round trip. The same protocol, bare, takes 140 ns where one cache line takes 130: what is left are the
 *       instructions of both sides, some 25 ns a message. A message of more than 40 bytes is two cache lines, the tail's and
 *       its own, where a ring that marks its records has one. Readers look at the tail because a killed writer then leaves
 *       nothing that could be mistaken for a message, and because streams are several times faster so.
 *   <li>What the JVM compiled first: a loop that waits is compiled long before what follows it was ever called. So it is
 *       a method of its own.
 *   <li>Looking more often does not make the round trip shorter. Without the pause that the processor is told to make
 *       between two looks it took 250 ns and not 210: each look takes the lines from who is about to write them.
 *   <li>A megabyte to three readers on two processors: it goes through the ring in parts of half a megabyte, larger than
 *       what a processor has for itself of its caches, and is copied to the heap of each.
 * </ul>
 */
@NullMarked
package io.ipcbox.benchmark.ring;

import org.jspecify.annotations.NullMarked;
