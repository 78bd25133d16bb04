/**
 * The ring against its peers, each at its best settings, in processes of their own: {@code scripts/bench} starts them,
 * lets the contenders take turns, and makes the table. A process is {@link io.ipcbox.benchmark.ring.BenchmarkProcess}.
 */
@NullMarked
package io.ipcbox.benchmark.ring;

import org.jspecify.annotations.NullMarked;
